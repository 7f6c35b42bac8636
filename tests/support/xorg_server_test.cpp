#include "tests/support/xorg_server.h"

#include <gtest/gtest.h>

#include "tools/bench/x_screen.h"

namespace pendopo::test {
namespace {

constexpr PixelSize kSize{640, 480};

// What xrandr says of the outputs: "DUMMY1 connected 640x480+640+0 …".
std::string outputs_of(const XorgServer& server) {
    return run_to_end({.command = {"xrandr", "--display", server.display()}}, Seconds(10)).value();
}

TEST(XorgServer, has_its_outputs_side_by_side_and_can_lose_one) {
    auto server = XorgServer::start(3, kSize);
    ASSERT_TRUE(server) << server.error().message();
    for (const char* place :
         {"DUMMY0 connected primary 640x480+0+0", "DUMMY1 connected 640x480+640+0",
          "DUMMY2 connected 640x480+1280+0"}) {
        EXPECT_NE(outputs_of(*server).find(place), std::string::npos) << outputs_of(*server);
    }
    EXPECT_EQ(server->output_rect(2), (PixelRect{1280, 0, 640, 480}));

    ASSERT_TRUE(server->turn_output_off(1));
    EXPECT_EQ(outputs_of(*server).find("640x480+640+0"), std::string::npos);
    ASSERT_TRUE(server->turn_output_on(1));
    EXPECT_NE(outputs_of(*server).find("DUMMY1 connected 640x480+640+0"), std::string::npos);
}

TEST(XorgServer, shows_what_was_drawn_and_only_inside_the_screen) {
    auto server = XorgServer::start(2, kSize);
    ASSERT_TRUE(server) << server.error().message();
    ASSERT_TRUE(
        run_to_end({.command = {"xsetroot", "-display", server->display(), "-solid", "#123456"}},
                   Seconds(10)));
    const auto picture = server->screenshot_of_output(1);
    ASSERT_TRUE(picture) << picture.error().message();
    EXPECT_EQ(picture->width, 640);
    EXPECT_EQ(picture->height, 480);
    EXPECT_EQ(picture->bgra.size(), 640U * 480 * 4);
    EXPECT_EQ(picture->rgb(639, 479), 0x123456U);

    const auto cut = server->screenshot({-10, -10, 30, 20});
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->width, 20);
    EXPECT_EQ(cut->height, 10);
    EXPECT_EQ(server->screenshot({90000, 0, 10, 10}).error().code(), ErrorCode::invalid);
}

TEST(XorgServer, two_run_at_once_and_end_with_their_owner) {
    std::string display;
    {
        auto first = XorgServer::start(1, kSize);
        auto second = XorgServer::start(1, kSize);
        ASSERT_TRUE(first && second);
        EXPECT_NE(first->display(), second->display());
        display = second->display();
    }
    EXPECT_FALSE(run_to_end({.command = {"xrandr", "--display", display}}, Seconds(10)));
}

TEST(XorgServer, a_dead_server_is_an_error_not_our_end) {
    auto server = XorgServer::start(1, kSize);
    ASSERT_TRUE(server) << server.error().message();
    server->kill();
    EXPECT_EQ(server->screenshot({0, 0, 10, 10}).error().code(), ErrorCode::unreachable);
}

TEST(XScreen, outlives_its_server) {
    auto server = XorgServer::start(1, kSize);
    ASSERT_TRUE(server) << server.error().message();
    auto screen = XScreen::open(server->display());
    ASSERT_TRUE(screen) << screen.error().message();
    EXPECT_TRUE(screen->read({0, 0, 640, 480}));
    server->kill();
    EXPECT_EQ(screen->read({0, 0, 640, 480}).error(), Error(ErrorCode::io, "the X server is gone"));
    EXPECT_EQ(screen->size().error().code(), ErrorCode::io);
}

}  // namespace
}  // namespace pendopo::test
