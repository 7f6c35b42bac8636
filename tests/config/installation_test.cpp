#include "config/installation.h"

#include <gmock/gmock.h>

#include "config/check_files.h"
#include "config/zone_time.h"
#include "tests/config/good_files.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::ElementsAre;

// Stands for layouts/: a "layout" is good when its text is "good"; its id is its file's stem.
LayoutsRead read_layouts(const std::vector<TextFile>& files, const LayoutReferences& references) {
    LayoutsRead result;
    for (const TextFile& file : files) {
        result.ids.push_back(std::filesystem::path(file.path).stem().string());
        if (!file.text.starts_with("{\"good")) {
            result.problems.push_back(
                {file.path,
                 1,
                 1,
                 "",
                 {"", references.wall && references.cameras ? "bad" : "bad alone"}});
        }
    }
    return result;
}

ProblemList check_layout(const std::string& file, std::string_view text) {
    return read_layouts({{file, std::string(text)}}, {}).problems;
}

class InstallationTest : public testing::Test {
  protected:
    InstallationTest() {
        folder_.write("wall.json", good_file("wall"));
        folder_.write("cams.json", good_file("cameras"));
        folder_.write("logins.json", good_file("secrets"), 0600);
        folder_.write("figures.json", R"({"version": 1, "sources": [
          {"id": "apbd", "file": "apbd.json"},
          {"id": "gaji", "file": "gaji.json", "audience": "staff"}]})");
        folder_.write("jadwal.json", R"({"version": 1, "entries": [
          {"id": "pagi", "layout": "ringkasan", "display": "kiri"}]})");
        folder_.write("kartu/apbd.json", card("apbd", R"("source": "apbd")"));
        folder_.write("kartu/gaji.json", card("gaji", R"("sources": ["apbd", "gaji"])"));
        folder_.write("screens/ringkasan.json", "{\"good\": 1}");
        folder_.write("screens/b.json", "{\"good\": 1}");
        folder_.write("screens/.b.json.swp.json", "{");
        folder_.write("screens/README.md", "no layout");
    }
    static std::string card(const std::string& id, const std::string& source) {
        return R"({"version": 1, "id": ")" + id + R"(", "kind": "number", "title": "A", )" +
               source + "}";
    }
    std::string problems() const {
        const auto loaded = load_installation(folder_ / "wall.json", read_layouts);
        return loaded ? "" : without_folder(to_string(loaded.error()));
    }
    std::string without_folder(std::string text) const {
        const std::string prefix = folder_.path().string() + "/";
        for (size_t at; (at = text.find(prefix)) != std::string::npos;) {
            text.erase(at, prefix.size());
        }
        return text;
    }
    CheckReport check(const std::vector<std::string>& names) const {
        std::vector<std::string> paths;
        for (const std::string& name : names) {
            paths.push_back(folder_ / name);
        }
        const FileKind layout{"layout", check_layout};
        return check_files(paths, {&layout, 1}, read_layouts);
    }

    test::TempDir folder_;
};

TEST_F(InstallationTest, ReadsTheScheduleWithItsCalendars) {
    folder_.write("jadwal.json", R"({"version": 1,
      "holidays": [{"date": "2026-12-24", "name": "Cuti bersama"}],
      "calendars": [{"file": "libur.ics", "display": "kanan"}]})");
    folder_.write("libur.ics",
                  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Natal\n"
                  "END:VEVENT\nBEGIN:VEVENT\nDTSTART:20261226T010000Z\nDURATION:PT1H\n"
                  "SUMMARY:ringkasan\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n"
                  "END:VCALENDAR\n");
    const WallTime now = Zone("Asia/Makassar").first({2026, 12, 1}, 0);
    const auto loaded = load_installation(folder_ / "wall.json", read_layouts, now);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_THAT(loaded->schedule.holidays,
                ElementsAre(HolidayConfig{{2026, 12, 24}, "Cuti bersama"},
                            HolidayConfig{{2026, 12, 25}, "Natal"}));
    ASSERT_EQ(loaded->schedule.events.size(), 1u);
    EXPECT_EQ(loaded->schedule.events[0].id, "libur-20261226T0900");
    EXPECT_EQ(loaded->schedule.events[0].display, "kanan");
    EXPECT_THAT(loaded->files,
                testing::IsSupersetOf({folder_ / "jadwal.json", folder_ / "libur.ics"}));
    EXPECT_EQ(to_string(loaded->refused_schedule), "");
    EXPECT_EQ(without_folder(to_string(loaded->left_out_events)),
              "libur.ics: the event \"x\" is left out: it has no DTSTART\n");
}

TEST_F(InstallationTest, ABadScheduleIsRefusedAlone) {
    folder_.write("jadwal.json", R"({"version": 1, "entries": [
  {"id": "pagi", "layout": "ringkasn", "display": "kirri"}],
 "alarms": [{"id": "a", "camera": "rsud-lobby"}]})");
    const auto loaded = load_installation(folder_ / "wall.json", read_layouts);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_EQ(loaded->schedule, ScheduleConfig{});
    EXPECT_EQ(without_folder(to_string(loaded->refused_schedule)),
              "jadwal.json:2:28 /entries/0/layout: no layout \"ringkasn\"; did you mean "
              "\"ringkasan\"?\n"
              "jadwal.json:2:51 /entries/0/display: no display \"kirri\"; did you mean \"kiri\"?\n"
              "jadwal.json:3:35 /alarms/0/camera: no camera \"rsud-lobby\"; did you mean "
              "\"rsud-lobi\"?\n");
    EXPECT_EQ(check({"wall.json"}).exit_code(), 1);
    folder_.write("jadwal.json", R"({"version": 1, "calendars": [{"file": "tidak-ada.ics"}]})");
    const auto again = load_installation(folder_ / "wall.json", read_layouts);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->refused_schedule.size(), 1u);
}

TEST_F(InstallationTest, LoadsEverythingBesideWallJson) {
    const auto loaded = load_installation(folder_ / "wall.json", read_layouts);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_EQ(loaded->wall.name, "Lounge");
    EXPECT_EQ(loaded->cameras.cameras.size(), 2u);
    EXPECT_EQ(loaded->secrets.at("rsud").user, "viewer");
    ASSERT_EQ(loaded->layouts.size(), 2u);
    EXPECT_EQ(loaded->layouts[0].path, folder_ / "screens/b.json");
    EXPECT_EQ(loaded->layouts[1].text, "{\"good\": 1}");
    EXPECT_THAT(loaded->files,
                ElementsAre(folder_ / "wall.json", folder_ / "cams.json", folder_ / "logins.json",
                            folder_ / "figures.json", folder_ / "jadwal.json"));
    ASSERT_EQ(loaded->schedule.entries.size(), 1u);
    EXPECT_EQ(loaded->schedule.entries[0].layout, "ringkasan");
    EXPECT_EQ(loaded->data.sources.size(), 2u);
    EXPECT_EQ(loaded->cards_folder, folder_ / "kartu");
    ASSERT_EQ(loaded->cards.size(), 2u);
    EXPECT_EQ(loaded->cards[0].config.id, "apbd");
    EXPECT_EQ(loaded->cards[0].audience, "public");
    EXPECT_EQ(loaded->cards[1].audience, "staff");  // the narrowest of its sources
    EXPECT_NE(loaded->theme_text.find("colours"), std::string::npos);
    EXPECT_EQ(loaded->layouts_folder, folder_ / "screens");
    EXPECT_EQ(loaded->state_folder, folder_ / "state");
    EXPECT_EQ(loaded->wall.mqtt->ca_file, folder_ / "ca.pem");
    EXPECT_EQ(loaded->wall.notices->email->ca_file, folder_ / "smtp.pem");
}

TEST_F(InstallationTest, DataCardsAndThemeMayBeMissingUnlessTheyAreNamed) {
    std::filesystem::remove(folder_ / "figures.json");
    std::filesystem::remove_all(folder_ / "kartu");
    EXPECT_EQ(problems(), "figures.json: cannot open it: No such file or directory (errno 2)\n");
    folder_.write(
        "wall.json",
        replaced(good_file("wall"),
                 R"("data": "figures.json", "schedule": "jadwal.json", "cards": "kartu", )", ""));
    const auto loaded = load_installation(folder_ / "wall.json", read_layouts);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_TRUE(loaded->cards.empty());
    EXPECT_TRUE(loaded->refused_cards.empty());
    folder_.write("wall.json", replaced(good_file("wall"), R"("light")", R"("terang.json")"));
    folder_.write("figures.json", R"({"version": 1, "sources": []})");
    EXPECT_EQ(problems(), "terang.json: cannot open it: No such file or directory (errno 2)\n");
}

TEST_F(InstallationTest, ABadCardIsRefusedAloneAndMayStillBeNamed) {
    folder_.write("kartu/apbd.json", card("apbd", R"("source": "abpd")"));
    folder_.write("kartu/lain.json", card("gaji", R"("source": "gaji")"));
    std::map<std::string, std::string> named;
    const auto loaded = load_installation(
        folder_ / "wall.json", [&](const auto& files, const LayoutReferences& references) {
            named = *references.cards;
            return read_layouts(files, references);
        });
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_EQ(without_folder(to_string(loaded->refused_cards)),
              "kartu/apbd.json:1:72 /source: no data source \"abpd\"; did you mean \"apbd\"?\n"
              "kartu/lain.json /id: \"gaji\" is the id of another card too; give each its own\n");
    EXPECT_THAT(named, ElementsAre(std::pair("apbd", "public"), std::pair("gaji", "staff"),
                                   std::pair("lain", "public")));
}

TEST_F(InstallationTest, AStoryNamesCardsThatAreThereAndIsForThoseTheyAreFor) {
    const auto story = [](const std::string& id, const std::string& card) {
        return R"({"version": 1, "id": ")" + id + R"(", "kind": "story", "title": "T", "steps": [
{"card": "apbd", "text": "A"}, {"card": ")" +
               card + R"(", "text": "B"}]})";
    };
    folder_.write("kartu/kisah.json", story("kisah", "gaji"));
    folder_.write("kartu/salah.json", story("salah", "gajih"));
    folder_.write("kartu/berlapis.json", story("berlapis", "kisah"));
    const auto loaded = load_installation(folder_ / "wall.json", read_layouts);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_EQ(
        without_folder(to_string(loaded->refused_cards)),
        "kartu/berlapis.json:2:41 /steps/1/card: \"kisah\" is a story itself; expected a card "
        "of another kind\n"
        "kartu/salah.json:2:41 /steps/1/card: no card \"gajih\"; did you mean \"gaji\"?\n");
    const auto kisah = std::ranges::find_if(
        loaded->cards, [](const InstalledCard& card) { return card.config.id == "kisah"; });
    ASSERT_NE(kisah, loaded->cards.end());
    EXPECT_EQ(kisah->audience, "staff") << "as its second card";
}

TEST_F(InstallationTest, AllProblemsOfAllFilesAtOnce) {
    folder_.write("wall.json", replaced(good_file("wall"), "8100", "81000"));
    folder_.write("cams.json", replaced(good_file("cameras"), "\"udp\"", "\"upd\""));
    folder_.write("logins.json", good_file("secrets"), 0644);
    folder_.write("screens/b.json", "{}");
    EXPECT_EQ(problems(),
              "wall.json:13:46 /control/port: got 81000; expected a whole number from 1 to 65535\n"
              "logins.json: other users may open it (mode 0644); expected mode 0600; run chmod 600 "
              "on it\n"
              "cams.json:8:37 /cameras/0/transport: got \"upd\"; expected \"auto\", \"tcp\" or "
              "\"udp\"; did you mean \"udp\"?\n"
              "screens/b.json:1:1: bad alone\n");
}

TEST_F(InstallationTest, ReferencesBetweenFiles) {
    std::filesystem::remove(folder_ / "logins.json");
    EXPECT_EQ(
        problems(),
        "wall.json:14:84 /mqtt/login: no login in secrets.json named \"rsud\"; there is none at "
        "all\n"
        "wall.json:26:95 /notices/email/login: no login in secrets.json named \"rsud\"; there is "
        "none at all\n"
        "wall.json:28:66 /notices/webhook/login: no login in secrets.json named \"rsud\"; there is "
        "none at all\n"
        "cams.json:8:16 /cameras/0/login: no login in secrets.json named \"rsud\"; there is "
        "none at all\n"
        "cams.json:18:104 /cameras/1/login: no login in secrets.json named \"rsud\"; there is "
        "none at all\n");
    folder_.write("logins.json", good_file("secrets"), 0600);
    std::filesystem::rename(folder_ / "screens/ringkasan.json", folder_ / "screens/ringkas.json");
    EXPECT_EQ(problems(),
              "wall.json:16:19 /first_layout: no layout \"ringkasan\"; did you mean "
              "\"ringkas\"?\n");
}

TEST_F(InstallationTest, MissingFilesAndFolders) {
    std::filesystem::remove(folder_ / "cams.json");
    std::filesystem::remove_all(folder_ / "screens");
    EXPECT_EQ(problems(),
              "cams.json: cannot open it: No such file or directory (errno 2)\n"
              "screens: cannot list this folder: No such file or directory; it holds the layout "
              "files, see \"layouts\" in wall.json\n");
    std::filesystem::create_directory(folder_ / "screens");
    folder_.write("cams.json", good_file("cameras"));
    EXPECT_EQ(problems(), "screens: has 0 files *.json; expected one to 500 layouts\n");
    folder_.write("wall.json", "{");
    EXPECT_EQ(problems(),
              "wall.json:1:2: the file ends too early: a closing bracket, brace or quote is "
              "missing\n");
    std::filesystem::remove(folder_ / "wall.json");
    EXPECT_EQ(problems(), "wall.json: cannot open it: No such file or directory (errno 2)\n");
}

TEST_F(InstallationTest, CheckFindsOutTheKind) {
    folder_.write("screens/b.json", R"({"good": 1, "$schema": "../schema/layout.schema.json"})");
    const CheckReport good = check({"wall.json", "cams.json", "logins.json", "screens/b.json"});
    EXPECT_EQ(to_string(good.problems), "");
    EXPECT_EQ(good.exit_code(), 0);
    std::string kinds;
    for (const auto& checked : good.checked) {
        kinds += std::string(checked.kind) + " ";
    }
    EXPECT_EQ(kinds, "wall cameras secrets layout ");

    folder_.write("x", R"({"cameras": []})");
    folder_.write("y", R"({"displays": {}})");
    folder_.write("z", R"({"logins": {}})");
    folder_.write("layouts/w.json", R"({"a": 1})");
    folder_.write("k", R"({"kind": "clock"})");
    folder_.write("themes/t.json", R"({"a": 1})");
    const CheckReport by_shape = check({"x", "y", "z", "layouts/w.json", "k", "themes/t.json"});
    EXPECT_EQ(by_shape.exit_code(), 1);
    kinds.clear();
    for (const auto& checked : by_shape.checked) {
        kinds += std::string(checked.kind) + " ";
    }
    EXPECT_EQ(kinds, "cameras layout secrets layout card theme ");
}

TEST_F(InstallationTest, CheckListsEachProblemOnceAndTellsUnreadableFiles) {
    folder_.write("cams.json", replaced(good_file("cameras"), "\"udp\"", "\"upd\""));
    folder_.write("odd.json", R"({"a": 1})");
    const CheckReport report = check({"wall.json", "cams.json", "odd.json"});
    EXPECT_EQ(report.exit_code(), 1);
    EXPECT_EQ(without_folder(to_string(report.problems)),
              "cams.json:8:37 /cameras/0/transport: got \"upd\"; expected \"auto\", \"tcp\" or "
              "\"udp\"; did you mean \"udp\"?\n"
              "odd.json:1:1: cannot tell what kind of file this is; add a \"$schema\" that names "
              "\"wall.schema.json\", \"cameras.schema.json\", \"secrets.schema.json\", "
              "\"data.schema.json\", \"schedule.schema.json\", \"card.schema.json\", "
              "\"theme.schema.json\" or "
              "\"layout.schema.json\"\n");
    const CheckReport missing = check({"none.json", "wall.json"});
    EXPECT_EQ(missing.exit_code(), 2);
    EXPECT_EQ(without_folder(to_string(missing.problems)).substr(0, 10), "none.json:");
}

TEST(DefaultStateFolder, FollowsTheEnvironment) {
    setenv("STATE_DIRECTORY", "/var/lib/a:/var/lib/b", 1);
    EXPECT_EQ(default_state_folder("wall.json"), "/var/lib/a");
    unsetenv("STATE_DIRECTORY");
    setenv("XDG_STATE_HOME", "/x", 1);
    EXPECT_EQ(default_state_folder("wall.json"), "/x/pendopo");
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", "/h", 1);
    EXPECT_EQ(default_state_folder(kSystemWall), "/var/lib/pendopo");
    EXPECT_EQ(default_state_folder("wall.json"), "/h/.local/state/pendopo");
    unsetenv("HOME");
    EXPECT_EQ(default_state_folder("wall.json"), "/var/lib/pendopo");
}

}  // namespace
}  // namespace pendopo
