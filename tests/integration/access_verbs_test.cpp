// user, token and audit: on the state folder alone, without a running wall.

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {
namespace {

using AccessVerbs = WallFixture;

TEST_F(AccessVerbs, UsersAndTokensAreKeptAndEveryChangeIsInTheLog) {
    const std::vector<std::string> place = {"--state-dir", file("access-state")};
    const auto ask = [&](std::vector<std::string> words) {
        words.insert(words.end(), place.begin(), place.end());
        return pendopo(words);
    };
    const auto added = ask({"user", "add", "siti", "--role", "technician"});
    EXPECT_EQ(added.exit, 0) << added.errors;
    EXPECT_NE(added.output.find("/#masuk="), std::string::npos) << added.output;
    EXPECT_EQ(ask({"user", "add", "budi", "--role", "viewer"}).exit, 0);
    EXPECT_EQ(ask({"user", "role", "budi", "--role", "operator"}).exit, 0);
    const auto users = ask({"user", "list", "--json"});
    EXPECT_EQ(Json::parse(users.output).at("users").at(0).at("role"), "operator") << users.output;
    const auto last = ask({"user", "remove", "siti"});
    EXPECT_EQ(last.exit, 1);
    EXPECT_NE(last.errors.find("The last technician cannot be removed"), std::string::npos);
    EXPECT_EQ(ask({"user", "reset", "nobody-here"}).exit, 1);
    EXPECT_EQ(ask({"user", "reset", "siti"}).exit, 0);

    const auto token = ask({"token", "add", "companion", "--role", "operator", "--json"});
    ASSERT_EQ(token.exit, 0) << token.errors;
    const std::string secret = Json::parse(token.output).at("secret");
    const std::string id = Json::parse(token.output).at("id");
    EXPECT_NE(ask({"token", "list"}).output.find(id), std::string::npos);
    EXPECT_EQ(ask({"token", "revoke", id}).exit, 0);

    const auto verified = ask({"audit", "verify"});
    EXPECT_EQ(verified.exit, 0) << verified.output << verified.errors;
    EXPECT_TRUE(verified.output.starts_with("8 records, 1 to 8, unchanged")) << verified.output;
    const auto exported = ask({"audit", "export", "--csv"});
    EXPECT_NE(exported.output.find("\"reset_password\",\"siti\""), std::string::npos);
    EXPECT_EQ(exported.output.find(secret), std::string::npos);
    EXPECT_EQ(ask({"audit", "export", "--from", "yesterday"}).exit, 2);
    EXPECT_EQ(pendopo({"audit", "verify", "--state-dir", file("nowhere")}).exit, 2);
}

}  // namespace
}  // namespace pendopo::test
