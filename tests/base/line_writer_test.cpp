#include "engine/base/line_writer.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

namespace pendopo {
namespace {

struct Ends {
    UniqueFd read;
    UniqueFd write;
};
Ends make_pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}
std::string read_all(int fd) {
    std::string text;
    std::array<char, 4096> part{};
    ::fcntl(fd, F_SETFL, O_NONBLOCK);
    for (ssize_t got = 0; (got = ::read(fd, part.data(), part.size())) > 0;) {
        text.append(part.data(), static_cast<size_t>(got));
    }
    return text;
}
// Writes until there is no room, and says how many lines there was room for.
int fill(LineWriter& writer, const std::string& line) {
    int lines = 0;
    while (lines < 1'000'000 && writer.write(line)) {
        ++lines;
    }
    return lines;
}

TEST(LineWriter, AFullPipeTakesNoMoreAndNobodyWaits) {
    const Ends pipe = make_pipe();
    LineWriter writer(pipe.write.get());
    const std::string line = std::string(99, 'x') + "\n";
    const int lines = fill(writer, line);
    EXPECT_GT(lines, 100);
    EXPECT_LT(lines, 1'000'000);
    EXPECT_FALSE(writer.write(line));
    const std::string read = read_all(pipe.read.get());
    EXPECT_EQ(read.size(), lines * line.size()) << "whole lines only";
    EXPECT_TRUE(writer.write("again\n"));
    EXPECT_EQ(read_all(pipe.read.get()), "again\n");
}

// Other programs write to the same terminal or pipe and expect it to wait for them.
TEST(LineWriter, ThePipeItselfStaysAsItWas) {
    const Ends pipe = make_pipe();
    LineWriter writer(pipe.write.get());
    ASSERT_TRUE(writer.write("x\n"));
    EXPECT_EQ(::fcntl(pipe.write.get(), F_GETFL) & O_NONBLOCK, 0);
}

TEST(LineWriter, ASocketThatNobodyReads) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    const UniqueFd near(ends[0]);
    const UniqueFd far(ends[1]);
    LineWriter writer(near.get());
    const int lines = fill(writer, "a line\n");
    EXPECT_GT(lines, 10);
    EXPECT_LT(lines, 1'000'000);
    EXPECT_EQ(::fcntl(near.get(), F_GETFL) & O_NONBLOCK, 0);
    read_all(far.get());
    EXPECT_TRUE(writer.write("again\n"));
    EXPECT_TRUE(read_all(far.get()).ends_with("again\n"));
}

// A terminal takes part of a line when it is nearly full; the line is made whole before the next.
TEST(LineWriter, ATerminalThatWasStopped) {
    const UniqueFd terminal(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!terminal || ::grantpt(terminal.get()) != 0 || ::unlockpt(terminal.get()) != 0) {
        GTEST_SKIP() << "no pseudo terminal is to be had here";
    }
    const UniqueFd shown(::open(::ptsname(terminal.get()), O_WRONLY | O_NOCTTY | O_CLOEXEC));
    ASSERT_TRUE(shown);
    LineWriter writer(shown.get());
    const std::string line = std::string(98, 'x') + "\n";
    const int lines = fill(writer, line);
    EXPECT_GT(lines, 10);
    EXPECT_LT(lines, 1'000'000);
    std::string read = read_all(terminal.get());
    EXPECT_TRUE(writer.write("again\n"));
    read += read_all(terminal.get());
    EXPECT_TRUE(read.ends_with("x\r\nagain\r\n")) << read.substr(read.size() - 200);
    std::erase(read, '\r');
    EXPECT_EQ(read.size(), lines * line.size() + 6);
}

TEST(LineWriter, ALongLineIsCutBetweenLetters) {
    const Ends pipe = make_pipe();
    LineWriter writer(pipe.write.get());
    for (size_t shift = 0; shift < 3; ++shift) {
        std::string line(shift, 'x');
        while (line.size() < 10'000) {
            line += "°";
        }
        ASSERT_TRUE(writer.write(line + "\n"));
        const std::string read = read_all(pipe.read.get());
        EXPECT_LE(read.size(), LineWriter::kMostBytes);
        EXPECT_GE(read.size(), LineWriter::kMostBytes - 3);
        EXPECT_TRUE(read.ends_with("°…\n"));
    }
}

TEST(LineWriter, FollowsADescriptorThatIsReplaced) {
    const Ends first = make_pipe();
    const Ends second = make_pipe();
    LineWriter writer(first.write.get());
    ASSERT_TRUE(writer.write("one\n"));
    ASSERT_GE(::dup2(second.write.get(), first.write.get()), 0);
    ASSERT_TRUE(writer.write("two\n"));
    EXPECT_EQ(read_all(first.read.get()), "one\n");
    EXPECT_EQ(read_all(second.read.get()), "two\n");
}

TEST(LineWriter, NobodyAtTheOtherEnd) {
    Ends pipe = make_pipe();
    LineWriter writer(pipe.write.get());
    pipe.read.reset();
    EXPECT_FALSE(writer.write("one\n")) << "and no signal, since nothing was written";
}

}  // namespace
}  // namespace pendopo
