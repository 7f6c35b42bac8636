// A letter a second: '.' all well, 'l' packets lost, 'd' damaged, 's' too slow, 'h' the hardware
// fails from now on, 'n' another session; and what is said at the end.
#include "decoders/degradation.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace pendopo {
namespace {

std::string said(std::string_view line) {
    Degradation degradation;
    SessionCounts counts;
    uint64_t session = 1;
    bool hardware_failed = false;
    MonotonicTime now{Seconds(1'000)};
    degradation.look(session, counts, hardware_failed, now);
    for (const char letter : line) {
        now += Seconds(1);
        counts.received += 25;
        counts.decoded += 20;
        counts.losses += letter == 'l' ? 3 : 0;
        counts.damaged += letter == 'd' ? 1 : 0;
        counts.dropped += letter == 's' ? 5 : 0;
        hardware_failed = hardware_failed || letter == 'h';
        if (letter == 'n') {
            ++session;
            counts = {};
        }
        degradation.look(session, counts, hardware_failed, now);
        // Looked at twice a second it says the same.
        degradation.look(session, counts, hardware_failed, now + Milliseconds(500));
    }
    return degradation.why();
}

TEST(Degradation, SaysWhy) {
    const std::string lost = "packets are lost on the way from the camera: pictures are left out";
    const std::string damaged = "the camera sends damaged pictures: they are left out";
    const std::string slow = "this machine is too slow for the stream: pictures are left out";
    const std::string hardware = "decoded in software: the hardware decoder failed";
    struct Row {
        const char* line;
        std::string said;
    };
    for (const Row& row : {
             Row{"", ""},
             Row{"....................", ""},
             Row{"llll", ""},
             Row{"lllll", lost},
             Row{"l.l.l.l.l", lost},
             Row{"l....l....l....l....", ""},
             Row{"lllll.........", lost},
             Row{"lllll..........", ""},
             Row{"lllll.....l.........", lost},
             Row{"lllll.....l..........", ""},
             Row{"ddddd", damaged},
             Row{"sssss", slow},
             Row{"ldldldldl", lost},
             Row{"dddddlllll", lost},
             Row{"h", hardware},
             Row{"h....................", hardware},
             Row{"hlllll", lost},
             Row{"llllln", ""},
             Row{"llllnl", ""},
         }) {
        EXPECT_EQ(said(row.line), row.said) << row.line;
    }
}

}  // namespace
}  // namespace pendopo
