#include "engine/ipc/shared_text.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <string>

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

TEST(SharedText, EverySealIsNeeded) {
    for (const int missing : {F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_WRITE, F_SEAL_SEAL}) {
        const UniqueFd memory(::memfd_create("almost", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        ASSERT_EQ(::write(memory.get(), "angka", 5), 5);
        const int all = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
        ASSERT_EQ(::fcntl(memory.get(), F_ADD_SEALS, all & ~missing), 0);
        EXPECT_EQ(read_shared_text(memory.get(), 10).error(),
                  Error(ErrorCode::invalid, "shared text: this descriptor is no sealed memory"))
            << missing;
    }
}

TEST(SharedText, OtherDescriptorsAreRefused) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const UniqueFd reads(pipe[0]);
    const UniqueFd writes(pipe[1]);
    const UniqueFd file(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
    for (const int fd : {-1, reads.get(), writes.get(), file.get()}) {
        EXPECT_EQ(read_shared_text(fd, 10).error().message(),
                  "shared text: this descriptor is no sealed memory");
    }
}

TEST(SharedText, IsReadFromItsBeginningWhereverItStands) {
    const auto shared = share_text(std::string("a\0b", 3));
    ASSERT_TRUE(shared);
    ASSERT_EQ(::lseek(shared->get(), 2, SEEK_SET), 2);
    EXPECT_EQ(read_shared_text(shared->get(), 3), std::string("a\0b", 3));
}

}  // namespace
}  // namespace pendopo
