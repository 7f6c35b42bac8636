#include "engine/control/route.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(Route, PathsAreHeldAgainstPatternsSegmentBySegment) {
    const std::string pattern = "/api/v1/displays/{display}/tiles/{tile}/enlarge";
    const struct {
        const char* path;
        const char* display;  // empty: no match
        const char* tile;
    } cases[] = {
        {"/api/v1/displays/kiri/tiles/1/enlarge", "kiri", "1"},
        {"/api/v1/displays/kiri/tiles/kiri%2Ffill%2f0/enlarge", "kiri", "kiri/fill/0"},
        {"/api/v1/displays/a%20b/tiles/%C3%A9/enlarge", "a b", "\xC3\xA9"},
        {"/api/v1/d%69splays/kiri/tiles/1/enlarge", "kiri", "1"},
        {"/api/v1/displays/kiri/tiles/+/enlarge", "kiri", "+"},
        {"/api/v1/displays/kiri/tiles/kiri/fill/0/enlarge", "", ""},
        {"/api/v1/displays//tiles/1/enlarge", "", ""},
        {"/api/v1/displays/kiri/tiles/%00/enlarge", "", ""},
        {"/api/v1/displays/kiri/tiles/%/enlarge", "", ""},
        {"/api/v1/displays/kiri/tiles/%4/enlarge", "", ""},
        {"/api/v1/displays/kiri/tiles/%zz/enlarge", "", ""},
        {"/api/v1/displays/kiri/tiles/1/enlarge/", "", ""},
        {"api/v1/displays/kiri/tiles/1/enlarge", "", ""},
        {"", "", ""},
        {"/", "", ""},
    };
    for (const auto& [path, display, tile] : cases) {
        const auto values = match(pattern, path);
        ASSERT_EQ(values.has_value(), *display != '\0') << path;
        if (values) {
            EXPECT_EQ(*values, (PathValues{{"display", display}, {"tile", tile}})) << path;
        }
    }
    EXPECT_EQ(match("/healthz", "/healthz"), PathValues{});
    EXPECT_FALSE(match("/healthz", "/healthy"));
    EXPECT_EQ(parameters_of(pattern), (std::vector<std::string>{"display", "tile"}));
}

TEST(Route, GetServesHead) {
    EXPECT_TRUE(serves(Route{"GET", "/", Role::viewer, "", "", "", "", nullptr}, "HEAD"));
    EXPECT_FALSE(serves(Route{"POST", "/", Role::viewer, "", "", "", "", nullptr}, "HEAD"));
}

TEST(Route, IfMatchIsOneTag) {
    EXPECT_EQ(*tag_of_if_match(""), "");
    EXPECT_EQ(*tag_of_if_match("*"), "");
    EXPECT_EQ(*tag_of_if_match("\"a1-7\""), "a1-7");
    EXPECT_EQ(*tag_of_if_match("W/\"a1-7.00ff\""), "a1-7");
    EXPECT_EQ(*tag_of_if_match("a1-7"), "a1-7");
    EXPECT_EQ(tag_of_if_match("\"a\", \"b\"").error().message(),
              "If-Match: got \"\"a\", \"b\"\"; expected the one tag that the state had, in quotes");
}

}  // namespace
}  // namespace pendopo
