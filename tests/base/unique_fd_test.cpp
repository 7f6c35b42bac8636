#include "engine/base/unique_fd.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <utility>

namespace pendopo {
namespace {

int opened() {
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}
bool is_open(int fd) {
    return ::fcntl(fd, F_GETFD) >= 0;
}

TEST(UniqueFd, ClosesWhatItOwnsOnce) {
    const int number = opened();
    {
        const UniqueFd fd(number);
        EXPECT_TRUE(fd);
        EXPECT_EQ(fd.get(), number);
    }
    EXPECT_FALSE(is_open(number));
    EXPECT_FALSE(UniqueFd());
    EXPECT_TRUE(UniqueFd(0).release() == 0);  // standard input is a descriptor like any other
}

TEST(UniqueFd, AMoveLeavesOneOwner) {
    const int first = opened();
    const int second = opened();
    UniqueFd a(first);
    UniqueFd b(second);
    a = std::move(b);
    EXPECT_FALSE(is_open(first));
    EXPECT_EQ(a.get(), second);
    EXPECT_FALSE(b);  // NOLINT: a moved-from one is empty, by contract
    UniqueFd c(std::move(a));
    EXPECT_FALSE(a);  // NOLINT
    EXPECT_TRUE(is_open(second));
    UniqueFd& same = c;
    c = std::move(same);
    EXPECT_EQ(c.get(), second);
    EXPECT_TRUE(is_open(second));
}

TEST(UniqueFd, ReleaseGivesUpAndResetReplaces) {
    UniqueFd fd(opened());
    const int kept = fd.release();
    EXPECT_FALSE(fd);
    EXPECT_TRUE(is_open(kept));
    fd.reset(kept);
    const int next = opened();
    fd.reset(next);
    EXPECT_FALSE(is_open(kept));
    fd.reset();
    EXPECT_FALSE(is_open(next));
    fd.reset();  // nothing is left to close
}

}  // namespace
}  // namespace pendopo
