#include "decoders/keep_alive.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(KeepAlive, BeginsWithWhatTheCameraNames) {
    KeepAlive keep;
    keep.begin("OPTIONS, GET_PARAMETER");
    EXPECT_EQ(keep.method(), "GET_PARAMETER");
    keep.begin("OPTIONS, PLAY");
    EXPECT_EQ(keep.method(), "OPTIONS");
}

TEST(KeepAlive, TakesTheNextWhenOneIsRefusedAndEndsWithThat) {
    KeepAlive keep;
    keep.begin("GET_PARAMETER");
    EXPECT_TRUE(keep.refused());
    EXPECT_EQ(keep.method(), "OPTIONS");
    EXPECT_TRUE(keep.refused());
    EXPECT_EQ(keep.method(), "SET_PARAMETER");
    EXPECT_FALSE(keep.refused()) << "no request after request";
}

TEST(KeepAlive, TakesTheNextWhenASessionDiedOfItsTimeOut) {
    struct Row {
        Milliseconds played;
        const char* next;
    };
    for (const Row& row :
         {Row{Milliseconds(2'000), "OPTIONS"}, Row{Milliseconds(30'000), "GET_PARAMETER"},
          Row{Milliseconds(33'000), "GET_PARAMETER"}, Row{Milliseconds(3'600'000), "OPTIONS"}}) {
        KeepAlive keep;
        keep.begin("OPTIONS, PLAY");
        keep.ended(row.played, Seconds(30));
        keep.begin("OPTIONS, PLAY");
        EXPECT_EQ(keep.method(), row.next) << row.played.count();
    }
}

}  // namespace
}  // namespace pendopo
