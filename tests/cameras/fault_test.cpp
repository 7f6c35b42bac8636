// Faults of cameras as they are written, and what they do to a stream.
#include "tools/cameras/faults/fault.h"

#include <gtest/gtest.h>

#include <set>

#include "tools/cameras/control_socket.h"
#include "tools/cameras/habits/habit_stream.h"

namespace pendopo::faults {
namespace {

using habits::HabitStream;
using habits::StreamPart;

TEST(FaultOrders, AreReadWithValuesAndTimes) {
    const auto order = read_fault("stall:at=setup@5s+1m");
    ASSERT_TRUE(order) << order.error().message();
    EXPECT_EQ(order->fault->name, "stall");
    EXPECT_EQ(order->values.word("at"), "setup");
    EXPECT_EQ(order->after, Seconds(5));
    EXPECT_EQ(order->lasts, Seconds(60));
    const auto plain = read_fault("pace");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->values.number("fps"), 1) << "what is not said is as --list-faults has it";
    EXPECT_EQ(plain->lasts, std::nullopt);
    EXPECT_EQ(read_fault("corrupt:rate=3%")->values.number("rate"), 0.03);
    EXPECT_EQ(read_fault("late:by=250ms")->values.time("by"), Milliseconds(250));
}

TEST(FaultOrders, SayWhatIsWrongWithThem) {
    const auto said = [](const char* text) { return read_fault(text).error().message(); };
    EXPECT_EQ(said("nix"), "--fault nix: there is none named \"nix\"; --list-faults names all");
    EXPECT_EQ(
        said("stall:at=x"),
        "--fault stall:at=x: at is \"x\"; expected one of: accept options describe setup play");
    EXPECT_EQ(said("pace:fps=61"),
              "--fault pace:fps=61: fps is \"61\"; expected a number from 0.2 to 60");
    EXPECT_EQ(said("bye:when=now"),
              "--fault bye:when=now: got \"when=now\"; bye has these parameters: then, written "
              "name=value");
    EXPECT_EQ(
        said("none@soon"),
        "--fault none@soon: when is \"@soon\"; expected @AFTER or @AFTER+DURATION, for example "
        "@5s+30s");
}

TEST(FaultRows, SayWhatTheyAreAndTakeTheirOwnStandards) {
    std::set<std::string> names;
    for (const Fault& fault : all_faults()) {
        EXPECT_TRUE(names.insert(fault.name).second) << fault.name;
        EXPECT_FALSE(fault.what.empty() || fault.promise.empty()) << fault.name;
        const auto order = read_fault(fault.name);
        ASSERT_TRUE(order);
        std::string written = fault.name;
        for (const FaultParameter& parameter : fault.parameters) {
            written += (&parameter == fault.parameters.data() ? ":" : ",") + parameter.name + "=" +
                       parameter.standard;
        }
        EXPECT_TRUE(read_fault(written)) << written;
        EXPECT_NE(fault_list().find("\n    the camera " + fault.what), std::string::npos);
        with_fault(good_camera({}), *order, 1);
    }
}

// A stream under hand-made time: what is sent, by part and in order.
class FaultStream : public testing::Test {
  protected:
    static habits::PlayedHabitPtr played(const std::string& fault) {
        auto made = std::make_shared<habits::PlayedHabit>();
        made->habit = with_fault(good_camera({}), *read_fault(fault), 7);
        auto coded = std::make_shared<habits::CodedPictures>();
        coded->pictures.resize(size_t(made->habit.video.style.pictures));
        for (size_t i = 0; i < coded->pictures.size(); ++i) {
            coded->pictures[i].units = {"\x65number " + std::to_string(i)};
        }
        made->coded = coded;
        return made;
    }
    // The pictures are the same ones, as those of a server are that is told another fault.
    static habits::PlayedHabitPtr changed(const habits::PlayedHabitPtr& from, const char* fault) {
        auto made = std::make_shared<habits::PlayedHabit>(*from);
        made->habit = with_fault(good_camera({}), *read_fault(fault), 7);
        return made;
    }
    void run(Milliseconds time) {
        for (const Instant end{now_.now + time, {}}; now_.now < end.now;) {
            now_.now += Milliseconds(20);
            now_.wall_now += Milliseconds(20);
            stream_.send_due(now_);
        }
    }
    int count(StreamPart part) const {
        return int(std::ranges::count(sent_, part, &std::pair<StreamPart, std::string>::first));
    }
    uint32_t last_time() const {
        uint32_t time = 0;
        for (const auto& [part, packet] : sent_) {
            for (size_t i = 4; part == StreamPart::video && i < 8; ++i) {
                time = time << 8 | uint8_t(packet[i]);
            }
        }
        return time;
    }

    std::vector<std::pair<StreamPart, std::string>> sent_;
    Instant now_{MonotonicTime(Seconds(100)), WallTime(Seconds(1'800'000'000))};
    habits::PlayedHabitPtr good_ = played("none");
    HabitStream stream_{good_, [this](StreamPart part, const std::string& packet) {
                            sent_.emplace_back(part, packet);
                        }};
};

TEST_F(FaultStream, AGoodOneFollowsTheClock) {
    stream_.play(now_);
    run(Seconds(4));
    EXPECT_NEAR(count(StreamPart::video), 45, 6) << "ten a second, and the group so far at once";
    EXPECT_EQ(count(StreamPart::report), 4);
    // Number k is sent when the count of picture times is k modulo all of them.
    const int64_t slot = (1'800'000'004'000 - 370) / 100;
    EXPECT_TRUE(sent_.back().second.ends_with("number " + std::to_string(slot % 200)))
        << sent_.back().second;
}

TEST_F(FaultStream, OfReportsOnlySendsNoPictureUntilItIsHealed) {
    stream_.play(now_);
    run(Seconds(1));
    stream_.become(changed(good_, "rtcp-only"), now_);
    sent_.clear();
    run(Seconds(3));
    EXPECT_EQ(count(StreamPart::video), 0);
    EXPECT_EQ(count(StreamPart::report), 3);
    stream_.become(good_, now_);
    run(Milliseconds(100));
    ASSERT_GT(count(StreamPart::video), 0);
    const auto first =
        std::ranges::find(sent_, StreamPart::video, &std::pair<StreamPart, std::string>::first);
    EXPECT_TRUE(first->second.ends_with("0")) << "at a key picture: " << first->second;
}

TEST_F(FaultStream, OfAudioOnlyAndOfNothing) {
    stream_.play(now_);
    stream_.become(changed(good_, "audio-only"), now_);
    sent_.clear();
    run(Seconds(1));
    EXPECT_EQ(count(StreamPart::audio), 50);
    EXPECT_EQ(count(StreamPart::video), 0);
    stream_.become(changed(good_, "keepalive-only"), now_);
    sent_.clear();
    run(Seconds(2));
    EXPECT_TRUE(sent_.empty());
}

TEST_F(FaultStream, JumpsInItsTime) {
    stream_.play(now_);
    run(Seconds(1));
    const uint32_t before = last_time();
    stream_.become(changed(good_, "pts-jump:by=-1h"), now_);
    run(Milliseconds(200));
    EXPECT_NEAR(int32_t(last_time() - before), -3600 * 90'000, 90'000);
    stream_.become(changed(good_, "pts-reset"), now_);
    run(Milliseconds(200));
    EXPECT_LT(last_time(), 90'000u);
}

TEST_F(FaultStream, FallsBehindWhileItsReportsDoNot) {
    stream_.play(now_);
    run(Seconds(1));
    stream_.become(changed(good_, "late:by=2s,rate=0.5"), now_);
    run(Seconds(10));
    const int64_t slot = (1'800'000'011'000 - 370) / 100 - 20;
    EXPECT_TRUE(sent_.back().second.ends_with("number " + std::to_string(slot % 200)) ||
                sent_.back().first == StreamPart::report)
        << sent_.back().second;
}

TEST_F(FaultStream, DamagesTheSameBitsForTheSameSeed) {
    const auto damaged = [&] {
        std::vector<std::string> packets;
        HabitStream one(good_, [&](StreamPart part, const std::string& packet) {
            if (part == StreamPart::video) {
                packets.push_back(packet);
            }
        });
        one.play(now_);
        one.become(changed(good_, "corrupt:rate=5%"), now_);
        Instant now = now_;
        for (int i = 0; i < 100; ++i) {
            now.now += Milliseconds(20);
            now.wall_now += Milliseconds(20);
            one.send_due(now);
        }
        return packets;
    };
    EXPECT_EQ(damaged(), damaged());
    EXPECT_EQ(damaged()[0].find("number"), std::string::npos) << damaged()[0];
}

TEST(ControlLines, TellFaultsToCamerasThatHaveThem) {
    std::string told;
    ControlTarget target;
    target.set_mode = [](const std::string&, CameraMode) { return false; };
    target.stats = [] { return "{}"; };
    EXPECT_TRUE(answer_control_line("fault cam-1 silence", target).starts_with("error: "));
    target.set_fault = [&](const std::string& id, const std::string& text) -> Result<void> {
        told = id + " " + text;
        return text == "nix" ? Result<void>(fail(ErrorCode::not_found, "there is none"))
                             : Result<void>();
    };
    EXPECT_EQ(answer_control_line("fault cam-1 stall:at=play@0+3s", target), "ok");
    EXPECT_EQ(told, "cam-1 stall:at=play@0+3s");
    EXPECT_EQ(answer_control_line("heal cam-2", target), "ok");
    EXPECT_EQ(told, "cam-2 none");
    EXPECT_EQ(answer_control_line("fault cam-1 nix", target), "error: there is none");
    EXPECT_TRUE(answer_control_line("impair cam-1 none", target).starts_with("error: "));
}

}  // namespace
}  // namespace pendopo::faults
