#include "engine/control/http_query.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(HttpQuery, TargetsAreTakenApart) {
    const struct {
        const char* target;
        const char* path;
        std::map<std::string, std::string> query;
    } cases[] = {
        {"/", "/", {}},
        {"/a%20b?width=3&x", "/a b", {{"width", "3"}}},
        {"/a+b?a=1+2&b=%2B", "/a+b", {{"a", "1 2"}, {"b", "+"}}},
        {"/%C3%A9", "/\xC3\xA9", {}},
        {"/a%2Fb", "/a/b", {}},
        {"/?", "/", {}},
        {"/?a=1&a=2", "/", {{"a", "2"}}},
        {"/?&&=&a==b&c=", "/", {{"", ""}, {"a", "=b"}, {"c", ""}}},
        {"/?a?b=c", "/", {{"a?b", "c"}}},
        {"//x/", "//x/", {}},
        {"/../x", "/../x", {}},
    };
    for (const auto& [target, path, query] : cases) {
        const auto read = read_target(target);
        ASSERT_TRUE(read) << target;
        EXPECT_EQ(read->path, path) << target;
        EXPECT_EQ(read->query, query) << target;
    }
    EXPECT_EQ(read_target("/a%2Fb?x=1")->encoded_path, "/a%2Fb");
    for (const char* climbing : {"/%2e%2e/x", "/a%2f..", "/a/%2E%2E", "/..%2fx"}) {
        EXPECT_FALSE(read_target(climbing)) << climbing;
    }
}

}  // namespace
}  // namespace pendopo
