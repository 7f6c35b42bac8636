// Secrets that must stand nowhere but in their own places. A wall lives a whole life with secrets
// that exist only here: cameras, sign-in, tokens, broker, errors, deaths, a restart. Then
// everything that it wrote, answered or showed to other processes is searched for them, as they
// are, percent-coded and in base64.

#include <sodium.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "tests/integration/control_room_fixture.h"
#include "tests/support/web_socket_client.h"

namespace pendopo::test {
namespace {

// With bytes that are coded in addresses, so that those forms differ.
constexpr const char* kCameraPassword = "knr/kamera+81%Qz";
constexpr const char* kUserPassword = "knr pengguna/52&Wx sandi";
constexpr const char* kBrokerPassword = "knr/pialang+37%Rv";
constexpr const char* kWrongPassword = "knr salah/64&Ty ketik";
constexpr const char* kNameThatIsAPassword = "knr-nama/95-kata-sandi";

std::string base64(const std::string& bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    return text.substr(0, text.find('\0'));
}

std::string lower_hex(std::string coded) {
    for (size_t at = 0; (at = coded.find('%', at)) != std::string::npos; at += 3) {
        for (size_t i = at + 1; i < at + 3; ++i) {
            coded[i] = coded[i] >= 'A' ? static_cast<char>(coded[i] - 'A' + 'a') : coded[i];
        }
    }
    return coded;
}

// As it may stand in a text. In base64 what stands before it decides how it begins, so there are
// three forms; bytes that depend on its neighbours are cut off.
std::set<std::string> forms_of(const std::string& secret) {
    std::set<std::string> forms = {secret, percent_coded(secret), lower_hex(percent_coded(secret)),
                                   Json(secret).dump().substr(1, Json(secret).dump().size() - 2)};
    for (const int variant :
         {sodium_base64_VARIANT_ORIGINAL_NO_PADDING, sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
        for (size_t before = 0; before < 3; ++before) {
            const size_t whole = (before + secret.size()) / 3 * 3 - before;
            const std::string text =
                base64(std::string(before, ':') + secret.substr(0, whole), variant);
            forms.insert(text.substr(before == 0 ? 0 : 4));
        }
    }
    return forms;
}

class Canary : public ControlRoomFixture {
  protected:
    void SetUp() override {
        ControlRoomFixture::SetUp();
        ASSERT_GE(sodium_init(), 0);
        start_broker();
        Json config = wall_json();
        config["mqtt"] = {{"host", "127.0.0.1"}, {"port", broker_port_}, {"login", "pialang"}};
        write("wall.json", config.dump());
        // Step by step: deeply nested lists of Json take compilers minutes.
        Json secrets;
        secrets["version"] = 1;
        secrets["logins"]["gembok"]["user"] = "pemirsa";
        secrets["logins"]["gembok"]["password"] = kCameraPassword;
        secrets["logins"]["pialang"]["user"] = "dinding";
        secrets["logins"]["pialang"]["password"] = kBrokerPassword;
        write("secrets.json", secrets.dump());
        std::filesystem::permissions(file("secrets.json"), std::filesystem::perms(0600));
        Json list = cameras_json();
        Json locked;
        locked["id"] = "gembok";
        locked["login"] = "gembok";
        locked["main"]["url"] = cameras().url("locked", "main");
        list["cameras"].push_back(locked);
        write("cameras.json", list.dump());
        write_layout("terkunci", {{"kiri", {{"tiles", Json::array({tile("gembok")})}}}});
    }

    void start_broker() {
        broker_port_ = free_port();
        const auto made = run_to_end({.command = {"mosquitto_passwd", "-b", "-c", broker_ / "users",
                                                  "dinding", kBrokerPassword}},
                                     kPatience);
        ASSERT_TRUE(made) << made.error().message();
        broker_.write("conf", "user root\nlistener " + std::to_string(broker_port_) +
                                  " 127.0.0.1\nallow_anonymous false\npassword_file " +
                                  (broker_ / "users") + "\nlog_type all\n");
        auto child =
            ChildProcess::spawn({.command = {"/usr/sbin/mosquitto", "-c", broker_ / "conf"},
                                 .output = broker_ / "out",
                                 .error_output = broker_ / "log"});
        ASSERT_TRUE(child) << child.error().message();
        mosquitto_.emplace(std::move(*child));
    }

    // Something that was written or said, and where.
    void keep(const std::string& where, const std::string& text) { texts_[where] += text + "\n"; }
    ControlAnswer keep(const std::string& where, const ControlAnswer& answer) {
        keep("answer to " + where, answer.headers + answer.text);
        return answer;
    }
    void keep_output() {
        keep("wall.log", log());
        keep("wall.out", output_text());
    }
    void keep_processes() {
        for (const pid_t pid : wall().tree()) {
            const std::string folder = "/proc/" + std::to_string(pid);
            for (const char* name : {"/cmdline", "/environ", "/comm"}) {
                keep(folder + name, text_of(folder + name));
            }
        }
    }
    void keep_state_folder() {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(file("state"))) {
            if (entry.is_regular_file()) {
                keep("state/" + entry.path().filename().string(), text_of(entry.path()));
            }
        }
    }
    // Every route that reads, as a technician and as nobody.
    void keep_every_answer() {
        const Json paths = console().get("/openapi.json").body.value("paths", Json::object());
        ASSERT_GT(paths.size(), 40U);
        for (const auto& [pattern, methods] : paths.items()) {
            std::string path = pattern;
            for (const auto& [parameter, value] :
                 {std::pair{"{layout}", "berdua"}, std::pair{"{display}", "kiri"}}) {
                if (const size_t at = path.find(parameter); at != std::string::npos) {
                    path.replace(at, std::string(parameter).size(), value);
                }
            }
            if (methods.contains("get") && path.find('{') == std::string::npos) {
                path += path == "/api/v1/audit" ? "?limit=1000" : "";
                keep("GET " + path, console().get(path));
                keep("GET " + path, ControlClient::nobody(port()).get(path));
            }
        }
    }

    TempDir broker_;
    int broker_port_ = 0;
    std::optional<ChildProcess> mosquitto_;
    std::map<std::string, std::string> texts_;
};

TEST_F(Canary, NoSecretStandsWhereItDoesNotBelong) {
    std::map<std::string, std::string> secrets = {{"the camera's password", kCameraPassword},
                                                  {"the user's password", kUserPassword},
                                                  {"the broker's password", kBrokerPassword},
                                                  {"a wrong password", kWrongPassword},
                                                  {"a password as a name", kNameThatIsAPassword}};
    ASSERT_NO_FATAL_FAILURE(start_live_wall());
    ASSERT_TRUE(
        wait_until([&] { return text_of(broker_ / "log").find("u'dinding'") != std::string::npos; },
                   kPatience))
        << text_of(broker_ / "log");

    // A person and a program.
    const std::string output = output_text();
    const size_t link = output.find("#masuk=");
    ASSERT_NE(link, std::string::npos) << output;
    secrets["the first start's link"] = output.substr(link + 7, output.find('\n', link) - link - 7);
    const auto nobody = ControlClient::nobody(port());
    const auto siti = new_person(console(), port(), "siti", "technician", kUserPassword);
    const std::string fields = siti.fields();
    const size_t cookie = fields.find('=') + 1;
    secrets["the session's cookie"] = fields.substr(cookie, fields.find("\r\n") - cookie);
    const std::string token = new_token(siti, "companion", "operator");
    ASSERT_FALSE(token.empty());
    secrets["the program's token"] = token;
    const auto program = ControlClient::program(port(), token);

    // What they do, and do wrong.
    const auto wrong_sign_in = [&](const char* name, const char* password) {
        keep("POST sign-in",
             nobody.post("/api/v1/sign-in", {{"name", name}, {"password", password}}));
    };
    wrong_sign_in("siti", kWrongPassword);
    wrong_sign_in(kNameThatIsAPassword, kWrongPassword);
    keep("POST sign-in",
         nobody.ask("POST", "/api/v1/sign-in",
                    R"({"name":"siti","password":")" + std::string(kUserPassword) + R"(",)"));
    keep("POST sign-in",
         nobody.post("/api/v1/sign-in",
                     {{"name", "siti"}, {"password", {kUserPassword}}, {"sandi", kUserPassword}}));
    keep("POST link", nobody.post("/api/v1/sign-in/link", {{"token", kWrongPassword}}));
    keep("POST users",
         siti.post("/api/v1/users",
                   {{"name", "budi"}, {"role", "tukang"}, {"password", kUserPassword}}));
    keep("POST me/password",
         siti.post("/api/v1/me/password", {{"old", kWrongPassword}, {"password", kUserPassword}}));
    keep("POST users/password",
         siti.post("/api/v1/users/tak-ada/password", {{"password", kUserPassword}}));
    keep("GET with a wrong token",
         ControlClient::program(port(), token + "x").get("/api/v1/state"));
    keep("activate", program.post("/api/v1/layouts/terkunci/activate"));
    keep("activate", program.post("/api/v1/layouts/hilang/activate"));
    EXPECT_TRUE(wait_for([](const Json& now) {
        return std::ranges::any_of(now.at("cameras"), [](const Json& camera) {
            return camera.at("id") == "gembok" && camera.at("state") != "connecting" &&
                   camera.at("state") != "playing";
        });
    })) << state().dump(2);
    {
        WebSocketClient socket(
            {port(), "Origin: http://localhost\r\nAuthorization: Bearer " + token + "\r\n"});
        EXPECT_EQ(socket.status(), 101);
        for (int i = 0; i < 5; ++i) {
            keep("events", socket.next(Seconds(3)).value_or(""));
        }
    }
    keep_processes();
    keep_every_answer();

    // Deaths and a restart; the broker's, too.
    mosquitto_->stop(kPatience);
    ASSERT_TRUE(kill_control());
    ::kill(worker("ingest-1").value("pid", 0), SIGKILL);
    std::this_thread::sleep_for(Seconds(3));
    EXPECT_TRUE(wait_for([](const Json& now) { return now.at("layout") == "terkunci"; }));
    keep_every_answer();
    keep_processes();
    keep_state_folder();  // while the databases have their logs beside them
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"check", "--config", file("wall.json")},
             {"status", "--url", url()},
             {"user", "list", "--config", file("wall.json")},
             {"token", "list", "--config", file("wall.json")},
             {"audit", "verify", "--config", file("wall.json")},
             {"audit", "export", "--config", file("wall.json")},
             {"audit", "export", "--csv", "--config", file("wall.json")}}) {
        const auto done = pendopo(words);
        keep("pendopo " + words[0] + " " + words[1], done.output + done.errors);
    }
    const auto bundled = pendopo({"bundle", "--config", file("wall.json"), "--url", url(), "--log",
                                  file("wall.log"), "--out", file("bundle.tar.gz")});
    EXPECT_EQ(bundled.exit, 0) << bundled.errors;
    const auto bundle = run_to_end({.command = {"tar", "-xzOf", file("bundle.tar.gz")}}, kPatience);
    ASSERT_TRUE(bundle) << bundle.error().message();
    EXPECT_NE(bundle->find("# TYPE wall_ready gauge"), std::string::npos) << "it holds much";
    keep("pendopo bundle", bundled.output + bundled.errors + *bundle);
    keep_output();
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    keep_output();
    ASSERT_NO_FATAL_FAILURE(start_wall());
    ASSERT_TRUE(wait_for([](const Json&) { return true; }));
    EXPECT_EQ(siti.get("/api/v1/me").status, 200) << "the session is the same one";
    EXPECT_EQ(program.get("/api/v1/state").status, 200);
    keep_every_answer();
    keep_processes();
    secrets["the console's token"] = text_of(file("state/console.token"));
    ASSERT_EQ(wall().stop(kPatience), ExitStatus{});
    keep_output();
    keep_state_folder();
    keep("broker's log", text_of(broker_ / "log"));

    // Where each may stand.
    const std::set<std::pair<std::string, std::string>> allowed = {
        {"the first start's link", "wall.out"},
        {"the console's token", "state/console.token"},
    };
    size_t bytes = 0;
    for (const auto& [where, text] : texts_) {
        bytes += text.size();
        for (const auto& [what, secret] : secrets) {
            ASSERT_GE(secret.size(), 12U) << what;
            for (const std::string& form : forms_of(secret)) {
                EXPECT_TRUE(allowed.contains({what, where}) || text.find(form) == std::string::npos)
                    << what << " stands in " << where << " as " << form;
            }
        }
    }
    std::cout << "[ measured ] searched " << texts_.size() << " places, " << bytes / 1000
              << " kB, for " << secrets.size() << " secrets" << std::endl;
    EXPECT_GT(texts_.size(), 40U);
    EXPECT_GT(texts_["wall.log"].size(), 1000U);
    EXPECT_GT(texts_["state/control.db"].size(), 1000U);
}

}  // namespace
}  // namespace pendopo::test
