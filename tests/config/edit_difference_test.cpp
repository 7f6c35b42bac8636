#include <gtest/gtest.h>

#include <string>

#include "config/edit/difference.h"

namespace pendopo {
namespace {

TEST(Difference, ShowsWhatChanged) {
    struct Case {
        const char* what;
        std::string before;
        std::string after;
        std::string difference;
    };
    const Case cases[] = {
        {"nothing", "a\nb\n", "a\nb\n", ""},
        {"both empty", "", "", ""},
        {"a line", "a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
        {"a first text", "", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"},
        {"all gone", "a\nb", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
        {"a last line without an end", "a\nb", "a\nb\n", "@@ -1,2 +1,2 @@\n a\n-b\n+b\n"},
        {"line ends", "a\r\n", "a\n", "@@ -1,1 +1,1 @@\n-a\r\n+a\n"},
        {"moved", "a\nb\nc\n", "b\nc\na\n", "@@ -1,3 +1,3 @@\n-a\n b\n c\n+a\n"},
        {"three lines around", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n5\n6\n7\n8\n9\n",
         "@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+x\n 5\n 6\n 7\n"},
        {"two blocks", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
         "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
        {"near ones are one block", "a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
         "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n"},
    };
    for (const Case& each : cases) {
        EXPECT_EQ(difference(each.before, each.after), each.difference) << each.what;
    }
}

TEST(Difference, OfVeryManyLinesTheMiddleIsReplaced) {
    std::string before = "same\n";
    std::string after = "same\n";
    for (int i = 0; i < 30'000; ++i) {
        before += "old " + std::to_string(i) + "\n";
        after += "new " + std::to_string(i) + "\n";
    }
    const std::string shown = difference(before, after);
    EXPECT_TRUE(shown.starts_with("@@ -1,30001 +1,30001 @@\n same\n-old 0\n-old 1\n"));
    EXPECT_TRUE(shown.ends_with("+new 29998\n+new 29999\n"));
}

}  // namespace
}  // namespace pendopo
