// Files with a secret in every place it may get to, and thousands of damaged copies: whatever is
// wrong with them, no problem repeats the secret.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "config/check_files.h"
#include "config/data_config.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

const std::string kCanary = "kNr7x";

// Copies with one byte gone, one changed, or the end cut off; and with a canary in a key's place.
std::vector<std::string> mutants(const std::string& text) {
    std::vector<std::string> all{text};
    for (size_t i = 0; i < text.size(); ++i) {
        const bool inside = text.substr(i < 4 ? 0 : i - 4, 9).find(kCanary) != std::string::npos;
        if (inside) {
            continue;  // a canary that is no canary any more shows nothing
        }
        all.push_back(text.substr(0, i) + text.substr(i + 1));
        all.push_back(text.substr(0, i));
        for (const char c : {'"', ',', '{', ']', ':', '\\', '@', '/', ' ', '\n', 'x'}) {
            all.push_back(text.substr(0, i) + c + text.substr(i));
            all.push_back(text.substr(0, i) + c + text.substr(i + 1));
        }
    }
    return all;
}

void expect_silence(const ProblemList& problems, const std::string& of) {
    for (const char* language : {"id", "en"}) {
        EXPECT_EQ(to_string(problems, language).find(kCanary), std::string::npos)
            << to_string(problems, language) << "---- of\n"
            << of;
    }
}

const std::string kSecrets =
    R"({"version":1,"logins":{"a":{"user":"kNr7x","password":"kNr7x"},)"
    R"("b":{"user":"kNr7x","password":"kNr7x","kNr7x":"kNr7x"}},"kNr7x":{"user":"kNr7x"}})";

TEST(Canary, SecretsAreNeverRepeated) {
    const test::TempDir folder;
    for (const std::string& text : mutants(kSecrets)) {
        const auto read = read_secrets("secrets.json", text);
        expect_silence(read ? ProblemList{} : read.error(), text);
    }
    for (const char* text : {R"({"version":1,"kNr7x":1,"kNr7x":2})", R"({"logins":{"kNr7x x":{}}})",
                             R"({"logins":{"a":{"kNr7x":{"kNr7x":1,"kNr7x":2}}}})", R"(["kNr7x"])",
                             R"("kNr7x")", R"(kNr7x)", R"({"version":"kNr7x","logins":["kNr7x"]})",
                             R"({"logins":{"a":{"user":["kNr7x"],"password":{"kNr7x":"kNr7x"}}}})",
                             R"({"$schema":"kNr7x","passwrd":"kNr7x"})"}) {
        folder.write("secrets.json", text, 0600);
        const CheckReport report = check_files({folder / "secrets.json"}, {}, nullptr);
        EXPECT_FALSE(report.problems.empty()) << text;
        expect_silence(report.problems, text);
    }
}

TEST(Canary, AddressesAreNeverRepeatedWhole) {
    for (const char* url :
         {"rtsp://host/x?password=kNr7x", "rtsp://u:kNr7x@host/x", "rtsp://host/kNr7x",
          "rtsp://host:99999/?kNr7x", "rtsp://host/user=a_password=kNr7x_stream=0.sdp"}) {
        for (const std::string& text :
             mutants(R"({"version":1,"cameras":[{"id":"a","main":")" + std::string(url) +
                     R"(","sub":{"url":")" + url + R"("},"transport":"tcp"}]})")) {
            const auto read = read_cameras_config("cameras.json", text);
            // What is the name of a key is no address any more.
            if (!read && text.find("kNr7x\":") == std::string::npos) {
                expect_silence(read.error(), text);
            }
        }
    }
    for (const char* origin : {R"("url":"https://u:kNr7x@h/")",
                               R"("url":"https://h:0/?token=kNr7x")", R"("url":"kNr7x://h/")",
                               R"("postgresql":{"host":"u:kNr7x@h","database":"d","query":"q"})",
                               R"("mqtt":{"host":"mqtt://u:kNr7x@h","topic":"t"})"}) {
        const auto read = read_data_config(
            "data.json", R"({"version":1,"sources":[{"id":"a",)" + std::string(origin) + R"(}]})");
        ASSERT_FALSE(read) << origin;
        expect_silence(read.error(), origin);
    }
    // In the place of another word.
    const auto read = read_cameras_config(
        "cameras.json", R"({"version":1,"cameras":[{"id":"rtsp://u:kNr7x@h","main":"rtsp://h/",)"
                        R"("transport":"rtsp://h/kNr7x","login":"rtsp://h?kNr7x"}]})");
    ASSERT_FALSE(read);
    expect_silence(read.error(), "");
}

}  // namespace
}  // namespace pendopo
