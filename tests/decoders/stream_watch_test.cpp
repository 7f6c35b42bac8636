// State × event: in each row a line of events, and what is then said.
//   o opened, p packet, k key picture damaged, x other picture damaged, w cannot be decoded, !
//   picture; a number: so many seconds pass.
#include "decoders/stream_watch.h"

#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <string_view>

namespace pendopo {
namespace {

std::string said(std::string_view line) {
    StreamWatch watch;
    MonotonicTime now{Seconds(1'000)};
    for (size_t i = 0; i < line.size(); ++i) {
        switch (line[i]) {
            case 'o':
                watch.start(now);
                break;
            case 'p':
                watch.packet(now);
                break;
            case 'k':
            case 'x':
                watch.damaged(line[i] == 'k');
                break;
            case 'w':
                watch.wait_for_key(now);
                break;
            case '!':
                watch.packet(now);
                watch.progress(now);
                break;
            default:
                if (std::isdigit(static_cast<unsigned char>(line[i])) != 0) {
                    now += Seconds(line[i] - '0');
                }
        }
    }
    const StreamWatch::Verdict verdict = watch.look(now, 1000);
    if (verdict.ended) {
        return "ends: " + verdict.ended->message();
    }
    return verdict.state ? std::string(to_string(*verdict.state)) + ": " + verdict.reason : "";
}

TEST(StreamWatch, SaysWhatIsSo) {
    struct Row {
        const char* what;
        const char* line;
        const char* said;
    };
    for (const Row& row : {
             Row{"just opened", "o", ""},
             Row{"opened, silent", "o 9 1", ""},
             Row{"opened, silent for too long", "o 9 2",
                 "ends: connected, but no packet within 10 s"},
             Row{"packets, no key picture", "o pw", ""},
             Row{"the same, a moment later", "o pw 1 pw", ""},
             Row{"the same, a little later", "o pw 2 pw",
                 "waiting_for_keyframe: waiting for a key picture (2 s)"},
             Row{"the same, long after", "o pw 9 pw 9 pw 9 pw 9 pw",
                 "waiting_for_keyframe: waiting for a key picture (36 s)"},
             Row{"the packets end, too", "o pw 9 pw 9 2",
                 "ends: connected, but no packet within 10 s"},
             Row{"playing", "o ! 1 ! 1 !", ""},
             Row{"playing, then silent", "o ! 1 ! 1 ! 5", "ends: no new picture for 4 s"},
             Row{"playing, then a loss", "o ! 1 ! 1 ! 1 pw", ""},
             Row{"a loss long ago", "o ! 1 ! 1 ! 1 pw 4 pw",
                 "waiting_for_keyframe: waiting for a key picture (4 s)"},
             Row{"and for a minute", "o ! 1 ! 1 ! pw 9 pw 9 pw 9 pw 9 pw 9 pw 9 pw 6 pw",
                 "waiting_for_keyframe: waiting for a key picture (60 s)"},
             Row{"the packets end, too, after pictures", "o ! 1 ! 1 ! 1 pw 1 pw 5",
                 "stalled: no packet (5 s)"},
             Row{"and for longer", "o ! 1 ! 1 ! 1 pw 1 pw 9 2", "ends: no new picture for 4 s"},
             Row{"then the key picture", "o ! 1 ! 1 ! pw 9 pw 9 pw !", ""},
             Row{"damaged key pictures again and again", "o pkw 5 pkw 5 pkw 2 pw",
                 "ends: the pictures are damaged, or larger than 1000 pixels"},
             Row{"one damaged key picture", "o pkw 9 pw 9 pw",
                 "waiting_for_keyframe: waiting for a key picture (18 s)"},
             Row{"damage between key pictures", "o ! 1 ! 1 ! pxw 1 pw 4 pw",
                 "waiting_for_keyframe: waiting for a key picture (5 s)"},
             Row{"connected again", "o ! 1 ! 1 ! pw 9 pw o", ""},
         }) {
        EXPECT_EQ(said(row.line), row.said) << row.what;
    }
}

}  // namespace
}  // namespace pendopo
