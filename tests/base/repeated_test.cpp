#include "engine/base/repeated.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace pendopo {
namespace {

TEST(Repeated, AreTextsThatStandMoreThanOnceButNotEmptyOnes) {
    using Texts = std::vector<std::string>;
    const struct {
        Texts texts;
        std::set<std::string> repeated;
    } cases[] = {
        {{}, {}}, {{"a"}, {}}, {{"", ""}, {}}, {{"a", "b", "a", "a", "", "c", "c"}, {"a", "c"}}};
    for (const auto& each : cases) {
        EXPECT_EQ(repeated(each.texts, std::identity()), each.repeated);
    }
}

}  // namespace
}  // namespace pendopo
