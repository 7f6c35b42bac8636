#include "config/wall_config.h"

#include <gtest/gtest.h>

#include "tests/config/good_files.h"

namespace pendopo {
namespace {

std::string problems_of(const std::string& text,
                        const std::vector<std::string>* layouts = nullptr) {
    const auto wall = read_wall_config("wall.json", text, layouts);
    return wall ? "" : to_string(wall.error());
}

// A wall with one display and `more` after it.
std::string wall_with(const std::string& more) {
    return R"({"version": 1, "displays": [{"id": "a"}])" + more + "}";
}
std::string wall_of(const std::string& displays) {
    return R"({"version": 1, "displays": [)" + displays + "]}";
}

TEST(WallConfig, ReadsEveryKey) {
    const auto wall = read_wall_config("wall.json", good_file("wall"));
    ASSERT_TRUE(wall) << to_string(wall.error());
    WallConfig expected;
    expected.name = "Lounge";
    expected.language = "en";
    expected.timezone = "Asia/Makassar";
    DisplayConfig left;
    left.id = "kiri";
    left.name = "Kiri";
    left.output = "DP-1";
    left.edid = "DEL:4321:77";
    left.size = {3840, 2160};
    left.rotation = Rotation::quarter;
    left.x_mm = 0;
    left.y_mm = 0;
    left.width_mm = 680;
    left.height_mm = 1210;
    left.bezel_mm = 8;
    left.viewing_distance_m = 4.5;
    left.audience = "staff";
    left.gain = {1, 0.9, 0.8};
    left.gamma = 1.2;
    DisplayConfig right;
    right.id = "kanan";
    right.name = "kanan";
    right.output = "DP-2";
    right.x_mm = 696.5;
    right.y_mm = -20;
    expected.displays = {left, right};
    expected.control = {"0.0.0.0", 8100, {"dinding.lan"}, TlsUse::on, "wall.pem", "wall.key"};
    expected.mqtt =
        MqttConfig{"broker.lan", 8884, "lobi/pendopo", "rsud", true, "ca.pem", false, "technician"};
    expected.notices = NoticeConfig{60,
                                    15,
                                    300,
                                    60,
                                    EmailConfig{"smtp.lan",
                                                465,
                                                MailTls::tls,
                                                "smtp.pem",
                                                "rsud",
                                                "dinding@example.go.id",
                                                {"petugas@example.go.id", "siti@example.go.id"},
                                                true},
                                    WebhookConfig{"http://10.0.0.5:8080/dinding", "rsud", true},
                                    true};
    expected.first_layout = "ringkasan";
    expected.stale_after_s = 2.5;
    expected.drop_after_s = 30;
    expected.max_fps = 50;
    expected.cameras_file = "cams.json";
    expected.layouts_dir = "screens";
    expected.secrets_file = "logins.json";
    expected.data_file = "figures.json";
    expected.schedule_file = "jadwal.json";
    expected.cards_dir = "kartu";
    expected.theme = "light";
    expected.sandbox = SandboxMode::off;
    expected.state_dir = "state";
    EXPECT_EQ(*wall, expected);
}

TEST(WallConfig, DefaultsStandAtTheMembers) {
    const auto wall = read_wall_config("wall.json", wall_with(""));
    ASSERT_TRUE(wall);
    WallConfig expected;
    expected.displays.resize(1);
    expected.displays[0].id = "a";
    expected.displays[0].name = "a";
    EXPECT_EQ(*wall, expected);
}

TEST(WallConfig, ADisplayThatHangsUprightIsAsHighAsOthersAreWide) {
    const auto wall = read_wall_config("wall.json", R"({"version": 1, "name": "Uji", "displays": [
        {"id": "a", "rotation": 90}, {"id": "b", "rotation": 180},
        {"id": "c", "rotation": 270, "size_mm": [700, 1200]}]})");
    ASSERT_TRUE(wall) << to_string(wall.error());
    EXPECT_EQ(wall->displays[0].width_mm, 680);
    EXPECT_EQ(wall->displays[0].height_mm, 1210);
    EXPECT_EQ(wall->displays[1].width_mm, 1210);
    EXPECT_EQ(wall->displays[2].width_mm, 700);
}

TEST(WallConfig, ExactTexts) {
    struct Case {
        std::string text;
        std::string problems;
    };
    const Case cases[] = {
        {R"({"version": 1})", "wall.json:1:1: missing key \"displays\"; expected an array\n"},
        {R"({"displays": []})",
         "wall.json:1:1: missing key \"version\"; expected 1\n"
         "wall.json:1:14 /displays: got an empty array; expected one to sixteen displays\n"},
        {wall_of(R"({"id": "a", "rotation": 45})"),
         "wall.json:1:53 /displays/0/rotation: got 45; expected 0, 90, 180 or 270, clockwise\n"},
        {wall_of(R"({"id": "a", "rotate": 90})"),
         "wall.json:1:41 /displays/0/rotate: unknown key; did you mean \"rotation\"?\n"},
        {wall_of(R"({"id": "a"}, {"id": "a", "position_mm": [0, 1]})"),
         "wall.json:1:29 /displays/0: missing key \"position_mm\"; other displays have one: give "
         "it to all displays or to none\n"
         "wall.json:1:49 /displays/1/id: another display is named \"a\" too; give each its own "
         "id\n"},
        {wall_of(R"({"id": "a", "output": "DP-1"}, {"id": "b", "output": "DP-1"})"),
         "wall.json:1:82 /displays/1/output: another display uses \"DP-1\" too; a connector "
         "carries one display\n"},
        {wall_of(R"({"id": "a", "gain": [1, 1, 1.2], "gamma": 3})"),
         "wall.json:1:56 /displays/0/gain/2: got 1.2; expected a number from 0.5 to 1\n"
         "wall.json:1:71 /displays/0/gamma: got 3; expected a number from 0.5 to 2\n"},
        {wall_of(R"({"id": "a", "audience": "publik"})"),
         "wall.json:1:53 /displays/0/audience: got \"publik\"; expected \"public\", \"staff\" or "
         "\"restricted\"; did you mean \"public\"?\n"},
        {wall_with(R"(, "timezone": "Asia/Jakrta")"),
         "wall.json:1:55 /timezone: no time zone \"Asia/Jakrta\" in /usr/share/zoneinfo; did you "
         "mean \"Asia/Jakarta\"?\n"},
        {wall_with(R"(, "timezone": "../../etc/passwd")"),
         "wall.json:1:55 /timezone: no time zone \"../../etc/passwd\" in /usr/share/zoneinfo\n"},
        {wall_with(R"(, "control": {"address": "localhost", "port": 0})"),
         "wall.json:1:66 /control/address: got \"localhost\"; expected an address of this machine "
         "like \"127.0.0.1\" (only this machine), \"0.0.0.0\" or \"::\" (every network)\n"
         "wall.json:1:87 /control/port: got 0; expected a whole number from 1 to 65535\n"},
        {wall_with(R"(, "stale_after_s": 10, "drop_after_s": 5)"),
         "wall.json:1:80 /drop_after_s: \"drop_after_s\" is below \"stale_after_s\"; a picture "
         "grows stale before it is dropped: raise it\n"},
        {wall_with(R"(, "layouts": "")"),
         "wall.json:1:54 /layouts: got an empty string; expected a string that is not empty\n"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(problems_of(c.text), c.problems) << c.text;
    }
}

TEST(WallConfig, TheBroker) {
    const auto wall = read_wall_config("wall.json", wall_with(R"(, "mqtt": {"host": "b"})"));
    ASSERT_TRUE(wall) << to_string(wall.error());
    EXPECT_EQ(wall->mqtt, (MqttConfig{"b", 1883, "pendopo", "", false, "", true, "operator"}));
    EXPECT_EQ(
        read_wall_config("w", wall_with(R"(, "mqtt": {"host": "b", "tls": true})"))->mqtt->port,
        8883);
    EXPECT_FALSE(read_wall_config("w", wall_with(""))->mqtt);
    EXPECT_EQ(
        problems_of(
            wall_with(R"(, "mqtt": {"host": "mqtt://b", "prefix": "a/#", "ca_file": "c"})")),
        "wall.json:1:60 /mqtt/host: expected the name or address of a computer, without scheme, "
        "login or port\n"
        "wall.json:1:82 /mqtt/prefix: got \"a/#\"; expected levels of a topic like \"pendopo\" or "
        "\"lobi/pendopo\", without spaces, \"+\", \"#\" and a \"/\" at either end\n"
        "wall.json:1:89 /mqtt/ca_file: means nothing here; it goes with \"tls\": true\n");
}

TEST(WallConfig, FirstLayoutMustExistWhenLayoutsAreKnown) {
    const std::vector<std::string> layouts{"ringkasan", "pasar"};
    const std::string text = wall_with(R"(, "first_layout": "ringkasn")");
    EXPECT_EQ(problems_of(text), "");
    EXPECT_EQ(problems_of(text, &layouts),
              "wall.json:1:59 /first_layout: no layout \"ringkasn\"; did you mean "
              "\"ringkasan\"?\n");
    EXPECT_EQ(problems_of(wall_with(R"(, "first_layout": "zzz")"), &layouts),
              "wall.json:1:59 /first_layout: no layout \"zzz\"; choose \"ringkasan\" or "
              "\"pasar\"\n");
}

TEST(WallConfig, NoticesGoToSomebody) {
    const auto notices = [](const std::string& keys) {
        return read_wall_config("w", wall_with(R"(, "notices": {)" + keys + "}"));
    };
    const auto mail = [&](const std::string& keys) {
        return notices(R"("email": {"host": "m", "from": "a@b", "to": ["c@d"])" + keys + "}");
    };
    EXPECT_FALSE(read_wall_config("w", wall_with(""))->notices);
    ASSERT_TRUE(mail(""));
    EXPECT_EQ(mail("")->notices->after_seconds, 120);
    EXPECT_EQ(mail("")->notices->email->port, 587);
    EXPECT_EQ(mail(R"(, "tls": "tls")")->notices->email->port, 465);
    EXPECT_EQ(mail(R"(, "tls": "off", "allow_private": true)")->notices->email->port, 25);
    const auto says = [](const auto& wall) { return wall ? "good" : to_string(wall.error()); };
    EXPECT_EQ(says(notices("")),
              "w:1:54 /notices: tells nobody; name \"email\", \"webhook\" or \"mqtt\": true\n");
    EXPECT_EQ(
        says(mail(R"(, "tls": "off")")),
        "w:1:64 /notices/email: \"tls\": \"off\" is for a server in one's own network; say so "
        "with \"allow_private\": true, or use \"starttls\"\n");
    for (const char* address :
         {"siti", "@b", "a@", "a@b@c", "Siti <a@b>", "a@b\\r\\nRCPT", "a b@c"}) {
        EXPECT_NE(says(notices(R"("email": {"host": "m", "from": "a@b", "to": [")" +
                               std::string(address) + "\"]}"))
                      .find("/notices/email/to/0: expected an address like"),
                  std::string::npos)
            << address;
    }
    EXPECT_EQ(says(notices(R"("webhook": {"url": "https://h/x"})")), "good");
    EXPECT_EQ(says(notices(R"("webhook": {"url": "http://10.0.0.5/x", "allow_private": true})")),
              "good");
    EXPECT_EQ(says(notices(R"("webhook": {"url": "http://10.0.0.5/x"})")),
              "w:1:74 /notices/webhook/url: got \"http://10.0.0.5/…\"; expected a URL like "
              "https://host[:port]/path; http is for one's own network, with \"allow_private\": "
              "true\n");
    EXPECT_EQ(says(notices(R"("webhook": {"url": "https://u:kNr7x@h/x"})")).find("kNr7x"),
              std::string::npos);
}

}  // namespace
}  // namespace pendopo
