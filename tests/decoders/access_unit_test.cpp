// What belongs to a picture, as lines of units:
//   S the first slice of a picture, s another one, p a parameter set or SEI, d a delimiter, x
//   filler; behind it m: with the marker bit; @n: the time from here on; # loss, ~ silence.
// The answer: the same units with | where a picture was found whole.
#include "decoders/access_unit.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace pendopo {
namespace {

std::string cut(std::string_view line) {
    AccessUnitCutter cutter;
    std::string at_hand;
    std::string all;
    uint32_t time = 0;
    const auto take = [&](size_t count) {
        if (count > 0) {
            all += at_hand.substr(0, count) + "|";
            at_hand.erase(0, count);
        }
    };
    for (size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '@') {
            time = static_cast<uint32_t>(line[++i] - '0') * 10;
        } else if (c == 'm') {
            if (cutter.marked()) {
                take(at_hand.size());
            }
        } else if (c == '~') {
            cutter.silence();
            take(at_hand.size());
        } else if (c == '#') {
            cutter.lose();
            at_hand.clear();
        } else if (c != ' ') {
            UnitFacts unit;
            unit.kind = c == 'S' || c == 's' ? UnitKind::slice
                        : c == 'd'           ? UnitKind::delimiter
                        : c == 'p'           ? UnitKind::prefix
                                             : UnitKind::suffix;
            unit.first = c == 'S';
            const AccessUnitCutter::Cut found = cutter.add(unit, time);
            take(found.whole);
            if (found.orphan) {
                all += "(s)";
            } else {
                at_hand += c;
            }
        }
    }
    return all + " " + at_hand;
}

TEST(AccessUnitCutter, FindsPictures) {
    struct Row {
        const char* what;
        const char* line;
        const char* pictures;
    };
    for (const Row& row : {
             Row{"a good camera", "@1pppSm @2Sm @3Sm @4Sm", "pppS|S|S|S| "},
             Row{"no marker at all", "@1ppS @2S @3pS", "ppS|S| pS"},
             Row{"B1: a marker on SEI", "@1pppmSm @2pmSm @3pmSm @4pmSm", "pppS|pS|pS|pS| "},
             Row{"B3: on parameter sets", "@1pmpmSm @2Sm @3pmpmSm @4Sm", "ppS|S|ppS|S| "},
             Row{"B3: parameter sets with the time before", "@1ppSm @2Sm @2pp @3Sm @3pp @4Sm",
                 "ppS|S|ppS|ppS| "},
             Row{"the same before the marker is believed", "@1Sm @1pp @2Sm", "S| ppS"},
             Row{"the same without markers", "@1S @1pp @2S @2pp @3S", "S|ppS| ppS"},
             Row{"SEI with the time before", "@1pSm @1p @2Sm @2p @3Sm", "pS|pS|pS| "},
             Row{"each slice with a marker", "@1Smsmsm @2Smsmsm @3Smsmsm", "Sss|Sss| Sss"},
             Row{"each slice with a marker, after a silence in front of the second",
                 "@1Sm~sm @2Smsm @3S", "S|(s)Ss| S"},
             Row{"slices with a right marker", "@1Ss sm @2Sssm @3Sssm @4Sss", "Sss|Sss|Sss| Sss"},
             Row{"a time a slice", "@1S@2s@3sm @4S@5s@6sm @7S@8s@9sm", "Sss|Sss|Sss| "},
             Row{"no time at all", "@1ppSm Sm Sm ppSm", "ppS|S|S|ppS| "},
             Row{"no time and no marker", "@1ppS S S ppS", "ppS|S|S| ppS"},
             Row{"two pictures with one time", "@1Sm Sm @2Sm Sm", "S|S|S|S| "},
             Row{"delimiters, no marker", "@1dppS @2dS @3dS", "dppS|dS| dS"},
             Row{"a delimiter of the same time", "@1dS dS", "dS| dS"},
             Row{"a first slice of the same time", "@1SmsmS", "Ss| S"},
             Row{"SEI between slices of one picture", "@1Spsp sm @2S", "Spsps| S"},
             Row{"filler behind the picture", "@1Sx @2Sx", "Sx| Sx"},
             Row{"a marker on filler", "@1Sxm @2Sxm @3Sxm", "Sx|Sx|Sx| "},
             Row{"a marker on the first packet only, fragments of the rest", "@1S @2S @3S",
                 "S|S| S"},
             Row{"two fields of one time", "@1SSm @2SSm @3SSm", "S|S|S|S|S|S| "},
             Row{"silence ends a picture", "@1S~ @2S~", "S|S| "},
             Row{"a slice without its first one", "@1s @2S", "s| S"},
             Row{"after a loss", "@1Sm @2S#s @3S", "S|s| S"},
         }) {
        EXPECT_EQ(cut(row.line), row.pictures) << row.what;
    }
}

TEST(AccessUnitCutter, TrustIsEarnedAndLost) {
    AccessUnitCutter cutter;
    UnitFacts first;
    first.kind = UnitKind::slice;
    const UnitFacts more = first;
    first.first = true;
    uint32_t time = 0;
    const auto picture = [&] {
        cutter.add(first, ++time);
        cutter.marked();
    };
    EXPECT_FALSE(cutter.believes_marker());
    picture();
    EXPECT_EQ(cutter.patience(), AccessUnitCutter::kMarkedSilence);
    picture();
    picture();
    EXPECT_TRUE(cutter.believes_marker());
    EXPECT_FALSE(cutter.has_picture()) << "handed on at once";
    EXPECT_TRUE(cutter.add(more, time).orphan) << "there was more of it";
    EXPECT_FALSE(cutter.believes_marker());
    EXPECT_FALSE(cutter.looks_whole());
    picture();
    EXPECT_EQ(cutter.patience(), AccessUnitCutter::kSilence);
    for (int i = 0; i < AccessUnitCutter::kWrong + AccessUnitCutter::kRight; ++i) {
        EXPECT_FALSE(cutter.believes_marker());
        picture();
    }
    EXPECT_TRUE(cutter.believes_marker());
}

}  // namespace
}  // namespace pendopo
