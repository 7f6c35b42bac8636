#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/config/edit_installation.h"
#include "tests/config/good_files.h"

namespace pendopo {
namespace {

using test::kCameras;
using testing::ElementsAre;

class EditLoginsTest : public testing::Test, public test::SmallInstallation {
  protected:
    static std::string told(const Result<void>& result) {
        return result
                   ? "done"
                   : std::string(to_string(result.error().code())) + " " + result.error().message();
    }
    mode_t secrets_mode() const {
        struct stat info {};
        EXPECT_EQ(stat((folder / "secrets.json").c_str(), &info), 0);
        return info.st_mode & 07777;
    }
};

TEST_F(EditLoginsTest, MakesTheFileAndKeepsTheRestOfIt) {
    EXPECT_TRUE(store.logins()->empty());
    EXPECT_EQ(told(store.set_login("rsud", "viewer", "p\"\\ä\n")), "done");
    EXPECT_EQ(folder.read("secrets.json"), R"({
  "version": 1,
  "logins": {
    "rsud": { "user": "viewer", "password": "p\"\\ä\u000a" }
  }
}
)");
    EXPECT_EQ(secrets_mode(), 0600u);
    EXPECT_EQ(told(store.set_login("apotek", "a", "")), "done");
    EXPECT_EQ(told(store.set_login("rsud", "viewer", "new")), "done");
    EXPECT_EQ(folder.read("secrets.json"), R"({
  "version": 1,
  "logins": {
    "rsud": { "user": "viewer", "password": "new" },
    "apotek": { "user": "a", "password": "" }
  }
}
)");
    EXPECT_THAT(*store.logins(), ElementsAre("apotek", "rsud"));
    EXPECT_EQ(told(store.remove_login("apotek")), "done");
    EXPECT_THAT(*store.logins(), ElementsAre("rsud"));
    EXPECT_EQ(told(store.remove_login("rsd")),
              "not_found no login \"rsd\"; did you mean \"rsud\"?");
    // No older text of it is kept anywhere.
    EXPECT_FALSE(std::filesystem::exists(folder / "state"));
    EXPECT_THAT(folder.files(),
                ElementsAre("cameras.json", "layouts", "secrets.json", "wall.json"));
}

TEST_F(EditLoginsTest, AFileThatIsOpenToOthersIsClosed) {
    folder.write("secrets.json", "{\"version\": 1}", 0644);
    EXPECT_EQ(told(store.set_login("a", "b", "c")), "done");
    EXPECT_EQ(secrets_mode(), 0600u);
    EXPECT_EQ(folder.read("secrets.json"),
              R"({"version": 1, "logins": {"a": {"user": "b", "password": "c"}}})");
}

TEST_F(EditLoginsTest, ALoginThatIsNamedStays) {
    EXPECT_EQ(told(store.set_login("rsud", "viewer", "x")), "done");
    folder.write("cameras.json",
                 replaced(kCameras, "\"id\": \"lobi\",", "\"id\": \"lobi\", \"login\": \"rsud\","));
    EXPECT_EQ(told(store.remove_login("rsud")),
              "refused the login is still named: cameras.json:4:30 /cameras/0/login: no login in "
              "secrets.json named \"rsud\"; there is none at all; give what names it another one "
              "first");
    EXPECT_THAT(*store.logins(), ElementsAre("rsud"));
}

TEST_F(EditLoginsTest, WrongLoginsAndABrokenFile) {
    EXPECT_EQ(
        told(store.set_login("a b", "u", "p")),
        "invalid \"a b\" is no id of a login; expected letters, digits, \"-\" and \"_\", first "
        "a letter or digit, at most 64");
    EXPECT_EQ(told(store.set_login("a", "", "p")),
              "invalid the login has no user; expected a name");
    EXPECT_EQ(told(store.set_login("a", "u", "\xFF")),
              "invalid secrets.json: \"/logins/a\": the new value: 1:25: the text is not UTF-8; "
              "save the file as UTF-8");
    EXPECT_FALSE(std::filesystem::exists(folder / "secrets.json"));
    const std::string broken = R"({"version": 1, "logins": {"a": {"user": "kNr7x", "kNr7x": 1}}})";
    folder.write("secrets.json", broken, 0600);
    const std::string answer = told(store.set_login("b", "u", "kNr7x"));
    EXPECT_TRUE(answer.starts_with("invalid secrets.json:1:")) << answer;
    EXPECT_TRUE(answer.ends_with("; mend it by hand, it is not shown here")) << answer;
    EXPECT_EQ(answer.find("kNr7x"), std::string::npos) << answer;
    EXPECT_FALSE(store.logins());
    EXPECT_EQ(folder.read("secrets.json"), broken);
}

TEST_F(EditLoginsTest, KeepsFigures) {
    using If = ConfigStore::IfThere;
    EXPECT_EQ(store.keep_figures("Belanja 2026.xlsx", "PK\x03", If::refuse).value(),
              "data/Belanja 2026.xlsx");
    EXPECT_EQ(folder.read("data/Belanja 2026.xlsx"), "PK\x03");
    EXPECT_TRUE(store.keep_figures("Belanja 2026.xlsx", "PK\x03", If::refuse));
    EXPECT_EQ(store.keep_figures("Belanja 2026.xlsx", "PK\x04", If::refuse).error().message(),
              "\"data/Belanja 2026.xlsx\" is there already and says something else; replace it, or "
              "choose another name");
    EXPECT_TRUE(store.keep_figures("Belanja 2026.xlsx", "PK\x04", If::replace));
    EXPECT_EQ(folder.read("data/Belanja 2026.xlsx"), "PK\x04");
    for (const std::string& name :
         {std::string(""), std::string("../x"), std::string(".x"), std::string("a/b"),
          std::string("a\nb"), std::string(121, 'x')}) {
        const auto kept = store.keep_figures(name, "x", If::replace);
        ASSERT_FALSE(kept) << name;
        EXPECT_EQ(kept.error().code(), ErrorCode::refused);
    }
}

}  // namespace
}  // namespace pendopo
