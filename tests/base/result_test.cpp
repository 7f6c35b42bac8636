#include "engine/base/result.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <set>

#include "engine/base/check.h"

namespace pendopo {
namespace {

TEST(Error, SaysMoreFromEachLevelUpAndKeepsItsCode) {
    const Error error(ErrorCode::unauthorized, "401");
    const Error seen = error.within("rtsp://10.0.0.5").within("camera \"lobi\"");
    EXPECT_EQ(seen.message(), "camera \"lobi\": rtsp://10.0.0.5: 401");
    EXPECT_EQ(seen.code(), ErrorCode::unauthorized);
    EXPECT_EQ(error.message(), "401");  // unchanged
    EXPECT_NE(error, seen);
}

TEST(Error, EveryCodeHasAWordOfItsOwn) {
    std::set<std::string_view> words;
    for (int i = 0; i <= static_cast<int>(ErrorCode::io); ++i) {
        words.insert(to_string(static_cast<ErrorCode>(i)));
    }
    EXPECT_EQ(words, (std::set<std::string_view>{"invalid", "not_found", "unreachable", "timed_out",
                                                 "unauthorized", "refused", "unsupported",
                                                 "exhausted", "stopped", "conflict", "io"}));
}

TEST(Result, IsAValueOrAnError) {
    const auto half = [](int number) -> Result<int> {
        if (number % 2 != 0) {
            return fail(ErrorCode::invalid, std::to_string(number) + " is odd");
        }
        return number / 2;
    };
    EXPECT_EQ(half(8), 4);
    EXPECT_EQ(half(8).and_then(half).and_then(half), 1);
    EXPECT_EQ(half(6).and_then(half).error(), Error(ErrorCode::invalid, "3 is odd"));
    const Result<void> passed_on = fail(half(7).error().within("half"));
    EXPECT_EQ(passed_on.error().message(), "half: 7 is odd");
}

TEST(Result, AFailedSystemCallIsNamedWithItsReason) {
    errno = ENOSPC;
    const Result<void> failed = fail_errno("frame ring: ftruncate");
    EXPECT_EQ(failed.error().message(),
              "frame ring: ftruncate: No space left on device (errno 28)");
    EXPECT_EQ(failed.error().code(), ErrorCode::io);
}

TEST(Check, ABrokenInvariantSaysWhereAndEndsTheProcess) {
    CHECK(1 + 1 == 2);
    EXPECT_DEATH(CHECK(1 + 1 == 3), "result_test.cpp:[0-9]+: CHECK failed: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace pendopo
