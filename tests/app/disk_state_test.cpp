#include "engine/app/disk_state.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

SourceReport report(const std::string& id, const std::string& not_kept = "") {
    SourceReport result;
    result.id = id;
    result.not_kept = not_kept;
    return result;
}

TEST(DiskState, SaysWhichValuesAreNotKeptAndWhy) {
    EXPECT_EQ(values_not_kept({}), std::nullopt);
    EXPECT_EQ(values_not_kept({{"a", report("a")}}), std::nullopt);
    EXPECT_EQ(values_not_kept({{"a", report("a")}, {"b", report("b", "disk full")}}),
              "the last good value of source \"b\" will not be remembered over a restart: disk "
              "full; free space there, or give wall.json another state_dir");
    EXPECT_EQ(values_not_kept({{"a", report("a", "disk full")},
                               {"b", report("b", "disk full")},
                               {"c", report("c", "disk full")}}),
              "the last good value of source \"a\" and of 2 more will not be remembered over a "
              "restart: disk full; free space there, or give wall.json another state_dir");
}

}  // namespace
}  // namespace pendopo
