#include "engine/ipc/descriptor_limit.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>

namespace pendopo {
namespace {

// In a process of its own, which keeps what it gave up.
TEST(DescriptorLimit, IsRaisedToTheMostThatIsAllowed) {
    EXPECT_EXIT(
        {
            rlimit few{};
            few.rlim_cur = 64;
            few.rlim_max = 300;
            ::setrlimit(RLIMIT_NOFILE, &few);
            const bool known = most_descriptors() == 300;
            raise_descriptor_limit();
            int last = 0;
            int most = 0;
            while (last >= 0) {
                last = ::dup(0);
                most = last > most ? last : most;
            }
            std::_Exit(known && most == 299 ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace pendopo
