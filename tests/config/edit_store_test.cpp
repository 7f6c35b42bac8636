#include <gmock/gmock.h>

#include "config/edit/config_store.h"
#include "tests/config/edit_installation.h"
#include "tests/config/good_files.h"

namespace pendopo {
namespace {

using test::kCameras;
using test::kHome;
using test::kWall;
using testing::ElementsAre;
using Op = JsonChange::Op;

class EditStoreTest : public testing::Test, public test::SmallInstallation {};

TEST_F(EditStoreTest, ListsTheFilesOfTheInstallation) {
    folder.write("data.json", R"({"version": 1, "sources": []})");
    folder.write("schedule.json", R"({"version": 1})");
    folder.write("cards/jam.json", R"({"version": 1, "id": "jam", "kind": "clock"})");
    folder.write("cards/.jam.json.swp.json", "{");
    folder.write("secrets.json", R"({"version": 1})", 0600);
    folder.write("notes.json", "{}");
    const auto files = store.files();
    ASSERT_TRUE(files);
    std::vector<std::string> told;
    for (const ConfigFile& file : *files) {
        told.push_back(file.kind + " " + file.file);
        EXPECT_EQ(file.revision, revision(file.file));
        EXPECT_EQ(file.bytes, int64_t(folder.read(file.file).size()));
        EXPECT_GT(file.modified_ms, 1'600'000'000'000);
    }
    EXPECT_THAT(told, ElementsAre("wall wall.json", "cameras cameras.json", "data data.json",
                                  "schedule schedule.json", "layout layouts/beranda.json",
                                  "layout layouts/pasar.json", "card cards/jam.json"));
    EXPECT_EQ(to_string(store.problems()), "");
}

TEST_F(EditStoreTest, SavesChangesAndKeepsTheRest) {
    const FileChange change = edit(
        "cameras.json", {{Op::add, "/cameras/-", R"({"id":"igd","main":"rtsp://10.0.0.3/a"})"}});
    const auto proposal = store.check({&change, 1});
    ASSERT_TRUE(proposal);
    EXPECT_EQ(to_string(proposal->problems), "");
    ASSERT_EQ(proposal->files.size(), 1u);
    EXPECT_EQ(proposal->files[0].path, "cameras.json");
    EXPECT_EQ(folder.read("cameras.json"), kCameras);

    const auto saved = store.save({&change, 1}, "budi");
    ASSERT_TRUE(saved) << told(saved.error());
    const std::string text = folder.read("cameras.json");
    EXPECT_EQ(text, R"({
  "version": 1,
  "cameras": [
    { "id": "lobi", "main": "rtsp://10.0.0.1/a" },
    { "id": "pasar", "main": "rtsp://10.0.0.2/a" },
    { "id": "igd", "main": "rtsp://10.0.0.3/a" }
  ]
}
)");
    EXPECT_EQ(proposal->files[0].text, text);
    ASSERT_EQ(saved->size(), 1u);
    EXPECT_EQ((*saved)[0].revision, revision("cameras.json"));
    EXPECT_THAT(folder.files(), ElementsAre("cameras.json", "layouts", "state", "wall.json"));
}

TEST_F(EditStoreTest, AFileThatWasChangedMeanwhileIsNotOverwritten) {
    const FileChange change = whole("cameras.json", kCameras + "\n");
    const FileChange fresh = whole("layouts/baru.json", "{ \"id\": \"baru\" }");
    const FileChange removing = removal("layouts/pasar.json");
    folder.write("cameras.json", "  " + kCameras);
    folder.write("layouts/baru.json", "{ \"id\": \"tangan\" }");
    std::filesystem::remove(folder / "layouts/pasar.json");

    const auto saved = store.save({&change, 1}, "budi");
    ASSERT_FALSE(saved);
    EXPECT_EQ(told(saved.error()),
              "conflict \"cameras.json\": it was changed meanwhile by somebody else; look at what "
              "it says now, and make the change again");
    EXPECT_EQ(saved.error().file, "cameras.json");
    ASSERT_TRUE(saved.error().current);
    EXPECT_EQ(saved.error().current->text, "  " + kCameras);
    EXPECT_EQ(saved.error().current->revision, revision("cameras.json"));
    EXPECT_EQ(folder.read("cameras.json"), "  " + kCameras);

    const auto made = store.save({&fresh, 1}, "budi");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().error.code(), ErrorCode::conflict);
    EXPECT_EQ(made.error().current->text, "{ \"id\": \"tangan\" }");
    const auto removed = store.save({&removing, 1}, "budi");
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.error().error.code(), ErrorCode::conflict);
    EXPECT_FALSE(removed.error().current);
    EXPECT_EQ(store.check({&change, 1}).error().error.code(), ErrorCode::conflict);
}

TEST_F(EditStoreTest, ChecksNames) {
    struct Case {
        const char* file;
        const char* told;
    };
    const std::string none =
        ": no name of a file of this installation; expected one like "
        "\"layouts/beranda.json\"";
    for (const char* file : {"", "../wall.json", "/etc/passwd", "layouts/../wall.json",
                             "./wall.json", "layouts//a.json", "layouts/", "layouts/.a.json", "..",
                             "a\nb.json", ".git/config.json"}) {
        const auto read = store.read(file);
        ASSERT_FALSE(read) << file;
        EXPECT_EQ(read.error().code(), ErrorCode::refused) << file;
        EXPECT_TRUE(read.error().message().ends_with(none)) << read.error().message();
        EXPECT_EQ(save({whole(file, "{}")}).substr(0, 7), "refused") << file;
        EXPECT_FALSE(store.generations(file)) << file;
        EXPECT_FALSE(store.generation(file, "x")) << file;
    }
    const std::string unknown =
        ": no file of this installation; expected \"wall.json\", \"cameras.json\", \"data.json\", "
        "\"schedule.json\", or a .json file in \"layouts\" or \"cards\"";
    for (const char* file : {"notes.json", "layouts/a.txt", "layouts/a/b.json", "state/a.json"}) {
        EXPECT_EQ(store.read(file).error().message(), "\"" + std::string(file) + "\"" + unknown);
    }
    EXPECT_EQ(store.read("data.json").error().message(),
              "\"data.json\": cannot open it: No such file or directory (errno 2)");
    EXPECT_EQ(save({whole("layouts/a b.json", "{ \"id\": \"a\" }")}),
              "refused \"layouts/a b.json\": a new file is called like the id in it: letters, "
              "digits, \"-\" and \"_\", first a letter or digit, at most 64, and .json");
}

TEST_F(EditStoreTest, NewFilesInTheirFoldersAndRemoval) {
    EXPECT_EQ(save({whole("layouts/baru.json", "{ \"id\": \"baru\" }"),
                    whole("cards/jam.json", R"({"version": 1, "id": "jam", "kind": "clock"})"),
                    whole("data.json", R"({"version": 1, "sources": []})"),
                    whole("schedule.json", R"({"version": 1})")}),
              "saved");
    EXPECT_EQ(folder.read("layouts/baru.json"), "{ \"id\": \"baru\" }");
    EXPECT_EQ(store.kind("cards/jam.json").value(), "card");
    EXPECT_EQ(save({removal("layouts/baru.json"), removal("cards/jam.json")}), "saved");
    EXPECT_FALSE(std::filesystem::exists(folder / "layouts/baru.json"));
    EXPECT_EQ(save({removal("wall.json")}),
              "refused \"wall.json\": without it there is no wall; it is not removed here");
    EXPECT_EQ(save({removal("layouts/beranda.json")}),
              "invalid not saved: wall.json:6:19 /first_layout: no layout \"beranda\"; choose "
              "\"pasar\"");
    EXPECT_TRUE(std::filesystem::exists(folder / "layouts/beranda.json"));
}

TEST_F(EditStoreTest, RefusesWhatIsWrongAndWhatItBreaksElsewhere) {
    const FileChange bad = edit("cameras.json", {{Op::replace, "/cameras/0/id", "\"lob\""},
                                                 {Op::add, "/cameras/1/mian", "1"}});
    const auto saved = store.save({&bad, 1}, "budi");
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().error.code(), ErrorCode::invalid);
    EXPECT_EQ(to_string(saved.error().problems),
              "cameras.json:5:51 /cameras/1/mian: unknown key; did you mean \"main\"?\n");
    const FileChange renamed = edit("cameras.json", {{Op::replace, "/cameras/0/id", "\"lob\""}});
    const std::string broken =
        "layouts/beranda.json:1:30 /camera: no camera \"lobi\"; did you mean \"lob\"?\n";
    EXPECT_EQ(to_string(store.check({&renamed, 1})->problems), broken);
    EXPECT_EQ(save({renamed}), "invalid not saved: " + broken.substr(0, broken.size() - 1));
    EXPECT_EQ(save({renamed, edit("layouts/beranda.json", {{Op::replace, "/camera", "\"lob\""}})}),
              "saved");
    EXPECT_EQ(save({whole("cameras.json", "{")}),
              "invalid not saved: cameras.json:1:2: the file ends too early: a closing bracket, "
              "brace or quote is missing");
    EXPECT_EQ(save({edit("cameras.json", {{Op::remove, "/groups", ""}})}),
              "not_found \"cameras.json\": \"/groups\" leads to nothing: the object there has no "
              "such key; read the file anew");
    EXPECT_EQ(save({edit("data.json", {{Op::add, "/x", "1"}})}),
              "not_found \"data.json\": it is not there, so that nothing in it can change; give "
              "its whole text");
    EXPECT_EQ(save({}), "invalid changes of 0 files; expected 1 to 200");
    EXPECT_EQ(save({whole("data.json", "{}"), whole("data.json", "{}")}),
              "invalid \"data.json\": it is changed twice; put all changes of a file together");
    EXPECT_EQ(save({FileChange{"cameras.json", revision("cameras.json")}}),
              "invalid \"cameras.json\": expected one of a text, changes, and removal");
}

TEST_F(EditStoreTest, WhatWasBrokenBeforeBlocksNothingElse) {
    folder.write("layouts/pasar.json", "{ \"id\": \"pasar\", \"camera\": \"pasr\" }");
    folder.write("data.json", "{ broken");
    EXPECT_EQ(to_string(store.problems()),
              "data.json:1:3: not valid JSON: texts and keys stand in double quotes\n"
              "layouts/pasar.json:1:28 /camera: no camera \"pasr\"; did you mean \"pasar\"?\n");
    // The text of the old problem changes: it names what there is to choose from.
    folder.write("layouts/pasar.json", "{ \"id\": \"pasar\", \"camera\": \"zzzzzzz\" }");
    EXPECT_EQ(save({edit("cameras.json",
                         {{Op::add, "/cameras/-", R"({"id":"x","main":"rtsp://10.0.0.3/a"})"}})}),
              "saved");
    EXPECT_EQ(save({whole("schedule.json", R"({"version": 1, "entries": [{"id": "a"}]})")}),
              "invalid not saved: schedule.json:1:28 /entries/0: nothing says what is shown; add "
              "\"layout\", \"tour\" or \"off\"");
    EXPECT_EQ(save({whole("layouts/beranda.json", "{ \"id\": \"beranda\" }")}), "saved");
    // Repaired one by one.
    EXPECT_EQ(store.read("data.json")->text, "{ broken");
    EXPECT_EQ(save({edit("data.json", {{Op::add, "/sources", "[]"}})}),
              "invalid \"data.json\": the text: 1:3: not valid JSON: texts and keys stand in "
              "double quotes");
    EXPECT_EQ(save({whole("data.json", R"({"version": 1, "sources": []})")}), "saved");
    EXPECT_EQ(save({removal("layouts/pasar.json")}), "saved");
    EXPECT_EQ(to_string(store.problems()), "");
}

TEST_F(EditStoreTest, ABrokenWallJsonIsRepairedAndLeavesTheOthersWithinReach) {
    folder.write("wall.json", replaced(kWall, "\"version\"", "\"cards\": \"kartu\", \"version\""));
    folder.write("kartu/jam.json", R"({"version": 1, "id": "jam", "kind": "clock"})");
    EXPECT_EQ(store.files()->size(), 5u);
    folder.write("wall.json", "{ \"cards\": \"kartu\",");
    EXPECT_EQ(store.files()->size(), 5u);  // where they were last
    EXPECT_EQ(store.read("kartu/jam.json")->text.size(), 44u);
    EXPECT_EQ(save({whole("layouts/pasar.json", "{ \"id\": \"pasar\", \"x\": 1 }")}),
              "invalid not saved: layouts/pasar.json:1:18 /x: unknown key; the keys here are "
              "\"id\" or \"camera\"");
    EXPECT_EQ(save({whole("layouts/pasar.json", "{ \"id\": \"pasar\" }")}), "saved");
    // What was hidden behind it does not keep it broken.
    folder.write("layouts/pasar.json", "{");
    EXPECT_EQ(save({whole("wall.json", kWall)}), "saved");
    EXPECT_EQ(folder.read("wall.json"), kWall);
    const ConfigStore other(folder / "none/wall.json", test::read_small_layouts);
    EXPECT_EQ(to_string(other.problems()),
              "wall.json: cannot open it: No such file or directory (errno 2)\n");
    EXPECT_TRUE(other.files()->empty());
}

TEST_F(EditStoreTest, NeverShowsTheLogins) {
    folder.write("secrets.json", R"({"version": 1, "logins": {}})", 0600);
    const std::string refusal =
        "refused \"secrets.json\" holds the logins; they are set one by one and never read out";
    EXPECT_EQ(save({whole("secrets.json", "{}")}), refusal);
    EXPECT_EQ("refused " + store.read("secrets.json").error().message(), refusal);
    EXPECT_FALSE(store.read("layouts/secrets.json"));
    std::filesystem::create_symlink("../secrets.json", folder / "layouts/x.json");
    EXPECT_EQ(store.read("layouts/x.json").error().message(),
              "\"layouts/x.json\" leads to the logins");
    std::filesystem::remove(folder / "layouts/x.json");
    // Nor does another name for them, or for another file, help.
    EXPECT_EQ(save({edit("wall.json", {{Op::add, "/secrets", "\"x.json\""},
                                       {Op::add, "/data", "\"secrets.json\""}})}),
              "refused \"wall.json\": \"secrets\" says where the logins are; it is changed by hand "
              "only");
    EXPECT_EQ(save({edit("wall.json", {{Op::add, "/data", "\"secrets.json\""}})}).substr(0, 30),
              "invalid not saved: secrets.jso");
    folder.write("logins.json", R"({"version": 1, "logins": {}})", 0600);
    folder.write("wall.json",
                 replaced(kWall, "\"version\"", "\"secrets\": \"logins.json\", \"version\""));
    EXPECT_FALSE(store.read("logins.json"));
}

TEST_F(EditStoreTest, KeepsTenGenerations) {
    EXPECT_TRUE(store.generations("cameras.json")->empty());
    for (int i = 0; i < 12; ++i) {
        ASSERT_EQ(save({whole("cameras.json", kCameras + std::string(size_t(i) + 1, '\n'))},
                       i == 11 ? "Budi S. <é>/%" : "siti"),
                  "saved");
    }
    auto list = store.generations("cameras.json");
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 10u);
    EXPECT_EQ(list->front().by, "Budi S. <é>/%");
    EXPECT_EQ((*list)[1].by, "siti");
    EXPECT_EQ(list->front().bytes, int64_t(kCameras.size()) + 12);
    for (size_t i = 0; i < list->size(); ++i) {
        EXPECT_EQ(store.generation("cameras.json", (*list)[i].id).value(),
                  kCameras + std::string(12 - i, '\n'));
        EXPECT_TRUE(i == 0 || (*list)[i].saved_ms < (*list)[i - 1].saved_ms);
    }
    EXPECT_TRUE(list->front().in_force);
    EXPECT_FALSE((*list)[1].in_force);
    // What somebody wrote by hand is kept before it is replaced; once.
    folder.write("cameras.json", kCameras);
    EXPECT_FALSE(store.generations("cameras.json")->front().in_force) << "it says something else";
    ASSERT_EQ(save({whole("cameras.json", kCameras + " ")}), "saved");
    ASSERT_EQ(save({whole("cameras.json", kCameras + "  ")}), "saved");
    list = store.generations("cameras.json");
    ASSERT_EQ(list->size(), 10u);
    EXPECT_EQ((*list)[2].by, "");
    EXPECT_EQ(store.generation("cameras.json", (*list)[2].id).value(), kCameras);
    EXPECT_EQ((*list)[3].by, "Budi S. <é>/%");
    // Nothing changes: nothing is kept, nor written.
    ASSERT_EQ(save({whole("cameras.json", kCameras + "  ")}), "saved");
    EXPECT_EQ(store.generations("cameras.json")->front().id, list->front().id);
    // Of a file that is gone, and of a refused save none.
    ASSERT_EQ(save({removal("layouts/pasar.json")}), "saved");
    ASSERT_EQ(store.generations("layouts/pasar.json")->size(), 1u);
    EXPECT_NE(save({whole("layouts/beranda.json", "{")}), "saved");
    EXPECT_TRUE(store.generations("layouts/beranda.json")->empty());
    for (const char* id : {"", "../../wall.json", "x", "000000000000001-aaaaaaaaaaaa"}) {
        EXPECT_EQ(store.generation("cameras.json", id).error().message(),
                  "\"cameras.json\": there is no such generation any more; list them anew");
    }
}

}  // namespace
}  // namespace pendopo
