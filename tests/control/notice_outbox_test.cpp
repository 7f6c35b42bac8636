#include "engine/control/notice_outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "tests/support/event_loop_turns.h"
#include "tests/support/fake_wall_control.h"
#include "tests/support/hand_clock.h"

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// An outbox whose ways do as the test says; a camera of the wall is offline.
class NoticeOutboxTest : public testing::Test {
  protected:
    NoticeOutboxTest() {
        wall.cameras[0].state = "offline";
        wall.displays.clear();
        wall.sources.clear();
        config.after_seconds = 10;
        config.gather_seconds = 0;
        config.every_seconds = 60;
        config.email = EmailConfig{};
        config.email->login = "surat";
        config.webhook = WebhookConfig{};
        config.mqtt = true;
    }
    void pass(int seconds) {
        for (int i = 0; i < seconds; ++i) {
            clock.advance(Seconds(1));
            outbox.look(wall, "", config, secrets, {clock.now(), clock.wall_now()});
            loop.turn();
        }
    }
    NoticeOutbox::Ways ways() {
        return {[this](const EmailConfig&, const std::optional<Login>& login,
                       const NoticeText& text, const std::atomic<bool>&) {
                    const std::lock_guard lock(mutex);
                    mails.push_back((login ? login->user : "nobody") + ": " + text.subject);
                    return mail_fails
                               ? Result<void>(fail(ErrorCode::unreachable, "smtp.lan:25: no"))
                               : Result<void>();
                },
                [this](const WebhookConfig&, const std::optional<Login>&, const std::string& json,
                       const std::atomic<bool>&) {
                    const std::lock_guard lock(mutex);
                    posts.push_back(json);
                    return Result<void>();
                }};
    }
    size_t mails_sent() {
        const std::lock_guard lock(mutex);
        return mails.size();
    }
    size_t posts_sent() {
        const std::lock_guard lock(mutex);
        return posts.size();
    }

    test::HandClock clock;
    EventLoop loop{clock};
    WallStatus wall = sample_wall();
    NoticeConfig config;
    Secrets secrets{{"surat", {"dinding", "rahasia-surat"}}};
    std::mutex mutex;
    std::vector<std::string> mails;
    std::vector<std::string> posts;
    std::vector<std::string> published;
    bool mail_fails = false;
    NoticeOutbox outbox{loop, [this](const std::string& json) { published.push_back(json); },
                        ways(), Log::silent()};
};

TEST_F(NoticeOutboxTest, TellsByEveryWay) {
    pass(9);
    EXPECT_THAT(published, IsEmpty());
    pass(3);
    ASSERT_TRUE(test::turn_until(loop, [&] { return mails_sent() == 1 && posts_sent() == 1; }));
    pass(1);
    EXPECT_THAT(mails, ElementsAre("dinding: Lounge: 1 gangguan baru"));
    ASSERT_THAT(published, SizeIs(1));
    EXPECT_THAT(posts, ElementsAre(published[0]));
    EXPECT_THAT(published[0], HasSubstr("\"camera/rsud-lobi\""));
    EXPECT_THAT(outbox.problems(), IsEmpty());
}

TEST_F(NoticeOutboxTest, WhatWasNotDeliveredIsTriedAgainAndSaid) {
    mail_fails = true;
    pass(12);
    ASSERT_TRUE(test::turn_until(loop, [&] { return !outbox.problems().empty(); }));
    EXPECT_THAT(outbox.problems(), ElementsAre("notices by e-mail: smtp.lan:25: no"));
    pass(40);
    EXPECT_EQ(mails_sent(), 1U) << "a minute lies between";
    {
        const std::lock_guard lock(mutex);
        mail_fails = false;
    }
    pass(30);
    ASSERT_TRUE(test::turn_until(loop, [&] { return outbox.problems().empty(); }));
    EXPECT_THAT(
        mails, ElementsAre("dinding: Lounge: 1 gangguan baru", "dinding: Lounge: 1 gangguan baru"));
    EXPECT_THAT(posts, SizeIs(1)) << "the other way worked";
}

TEST_F(NoticeOutboxTest, WithoutAWayNothingIsKept) {
    config.email.reset();
    config.webhook.reset();
    config.mqtt = false;
    pass(100);
    EXPECT_EQ(mails_sent(), 0U);
    EXPECT_THAT(published, IsEmpty());
}

}  // namespace
}  // namespace pendopo
