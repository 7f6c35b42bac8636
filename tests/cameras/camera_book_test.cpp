#include "tools/cameras/camera_book.h"

#include <gtest/gtest.h>

#include "tools/cameras/control_socket.h"

namespace pendopo {
namespace {

const int kOne = 1;
const int kTwo = 2;

TEST(CameraBook, CountsPerCameraAndStream) {
    CameraBook book({"a", "b"});
    book.described("/a/sub");
    book.login_failed("/a/main");
    book.refused("/b/sub");
    book.playing(&kOne, "/a/sub/stream=0");
    book.playing(&kOne, "/a/main");
    book.playing(&kTwo, "/a/sub");
    book.playing(&kTwo, "/nobody/sub");
    EXPECT_EQ(book.counts("a"), (CameraCounts{1, 1, 0, 1, 2}));
    EXPECT_EQ(book.counts("b"), (CameraCounts{0, 0, 1, 0, 0}));
    EXPECT_EQ(book.clients_of("a"), (std::set<CameraBook::Client>{&kOne, &kTwo}));
    book.stopped(&kOne, "/a/main");
    book.closed(&kTwo);
    EXPECT_EQ(book.counts("a"), (CameraCounts{1, 1, 0, 0, 1}));
}

TEST(CameraBook, NamesTheStreamOfARequest) {
    EXPECT_EQ(CameraBook::stream_in("/a/sub/stream=0"), "a/sub");
    EXPECT_EQ(CameraBook::stream_in("/a/main"), "a/main");
    EXPECT_EQ(CameraBook::stream_in("/a"), "a");
    EXPECT_EQ(CameraBook::stream_in(""), "");
}

TEST(CameraBook, StatsAreJson) {
    CameraBook book({"a"});
    book.set_mode("a", CameraMode::frozen);
    EXPECT_EQ(book.stats_json(),
              R"({"a":{"mode":"frozen","connects":0,"failed_logins":0,"refused":0,)"
              R"("main_sessions":0,"sub_sessions":0}})");
}

TEST(ControlLine, SetsModesAndExplainsItself) {
    CameraBook book({"a"});
    const ControlTarget target{[&](const std::string& id, CameraMode mode) {
                                   book.set_mode(id, mode);
                                   return book.knows(id);
                               },
                               [] { return std::string("{}"); }};
    const std::pair<const char*, CameraMode> verbs[] = {{"off a", CameraMode::off},
                                                        {"on a", CameraMode::on},
                                                        {"freeze a", CameraMode::frozen},
                                                        {"thaw a", CameraMode::on},
                                                        {"stall a", CameraMode::stalled}};
    for (const auto& [line, mode] : verbs) {
        EXPECT_EQ(answer_control_line(line, target), "ok");
        EXPECT_EQ(book.mode("a"), mode) << line;
    }
    EXPECT_EQ(answer_control_line("stats", target), "{}");
    EXPECT_EQ(answer_control_line("off z", target), "error: no camera \"z\"");
    EXPECT_EQ(answer_control_line("off", target),
              "error: got \"off\"; expected stats, or one of off on freeze stall thaw fault "
              "heal impair and a camera id");
}

}  // namespace
}  // namespace pendopo
