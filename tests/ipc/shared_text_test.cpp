#include "engine/ipc/shared_text.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace pendopo {
namespace {

TEST(SharedText, ReadsBackAsOftenAsOneLikes) {
    const std::string text(300'000, 'x');
    const auto shared = share_text(text);
    ASSERT_TRUE(shared);
    EXPECT_EQ(read_shared_text(shared->get(), text.size()), text);
    EXPECT_EQ(read_shared_text(shared->get(), text.size()), text);
    const auto empty = share_text("");
    ASSERT_TRUE(empty);
    EXPECT_EQ(read_shared_text(empty->get(), 0), "");
}

TEST(SharedText, CannotBeChangedAnyMore) {
    const auto shared = share_text("angka");
    ASSERT_TRUE(shared);
    EXPECT_LT(::pwrite(shared->get(), "A", 1, 0), 0);
    EXPECT_NE(::ftruncate(shared->get(), 0), 0);
}

TEST(SharedText, RefusesWhatCouldChangeAndWhatIsTooLong) {
    const UniqueFd open(::memfd_create("open", MFD_CLOEXEC));
    const auto unsealed = read_shared_text(open.get(), 10);
    ASSERT_FALSE(unsealed);
    EXPECT_EQ(unsealed.error().message(), "shared text: this descriptor is no sealed memory");
    const auto shared = share_text("angka");
    const auto too_long = read_shared_text(shared->get(), 4);
    ASSERT_FALSE(too_long);
    EXPECT_EQ(too_long.error().message(), "shared text: 5 bytes — expected at most 4");
}

}  // namespace
}  // namespace pendopo
