// A power cut over 200 cameras, played with a hand clock: every camera keeps its own back-off, all
// stand in one queue for their attempts. Whatever the seed: no second has more than 20 attempts,
// and each camera is back within 60 s of its own return. A wrong password among them is tried
// twice, and four times an hour at most (faults.md F17).
#include <gtest/gtest.h>

#include <algorithm>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include "decoders/retry_policy.h"
#include "engine/ipc/attempt_pacer.h"
#include "tests/support/most_in_a_second.h"

namespace pendopo {
namespace {

constexpr int kCameras = 200;
constexpr MonotonicTime kCut{Seconds(100'000)};

// How a camera is gone, and what it says while it starts.
struct Camera {
    RetryPolicy retry;
    ErrorCode gone = ErrorCode::unreachable;  // refused at once, or
    Nanoseconds gone_after{0};                // nobody answers until the deadline
    MonotonicTime answers;                    // from then on it answers `starting`
    ErrorCode starting = ErrorCode::exhausted;
    MonotonicTime back;  // and from then on it plays
    bool wrong_password = false;
    std::optional<MonotonicTime> plays;
    std::vector<MonotonicTime> attempts;
};

struct Event {
    MonotonicTime at;
    int camera;
    bool attempt;  // else: one is wanted
    bool operator>(const Event& other) const { return at > other.at; }
};

class PowerCut {
  public:
    explicit PowerCut(unsigned seed) : random_(seed) {
        const auto up_to = [&](int ms) { return Milliseconds(random_() % unsigned(ms)); };
        for (int i = 0; i < kCameras; ++i) {
            Camera& camera = cameras_.emplace_back();
            camera.retry.opened(kCut - Seconds(3'600));
            camera.retry.progressed(kCut - Seconds(3'600));
            camera.retry.progressed(kCut - Seconds(1));
            const bool silent = random_() % 2 == 0;
            camera.gone = silent ? ErrorCode::timed_out : ErrorCode::unreachable;
            camera.gone_after = silent ? Seconds(10) : Milliseconds(1);
            camera.answers = kCut + Seconds(20) + up_to(90'000);
            constexpr std::array kStarting{ErrorCode::exhausted, ErrorCode::not_found,
                                           ErrorCode::refused, ErrorCode::unreachable,
                                           ErrorCode::unauthorized};
            camera.starting = kStarting[random_() % kStarting.size()];
            camera.back = camera.answers + up_to(180'000);
            // Nobody noticed it at the same moment, or everybody did.
            want(i, kCut + (seed % 2 == 0 ? Milliseconds(0) : up_to(4'000)));
        }
    }
    Camera& camera(int index) { return cameras_[size_t(index)]; }
    void want(int camera, MonotonicTime at) { events_.push({at, camera, false}); }
    void play(Nanoseconds span) {
        while (!events_.empty() && events_.top().at < kCut + span) {
            const Event event = events_.top();
            events_.pop();
            if (event.attempt) {
                attempt(event.camera, event.at);
            } else {
                events_.push({pacer_.reserve(event.at), event.camera, true});
            }
        }
    }
    size_t most_in_a_second() const {
        std::vector<MonotonicTime> times;
        for (const Camera& camera : cameras_) {
            times.insert(times.end(), camera.attempts.begin(), camera.attempts.end());
        }
        return test::most_in_a_second(std::move(times));
    }

  private:
    void attempt(int index, MonotonicTime now) {
        Camera& camera = cameras_[size_t(index)];
        camera.attempts.push_back(now);
        ErrorCode code = camera.starting;
        MonotonicTime failed = now + Milliseconds(50);
        if (now < camera.answers) {
            code = camera.gone;
            failed = now + camera.gone_after;
        } else if (camera.wrong_password) {
            code = ErrorCode::unauthorized;
        } else if (now >= camera.back) {
            camera.plays = now;
            return;
        }
        const double random = std::uniform_real_distribution<>(0, 1)(random_);
        want(index, failed + camera.retry.failed(code, failed, random).delay);
    }

    std::minstd_rand random_;
    AttemptPacer pacer_;
    std::vector<Camera> cameras_;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
};

TEST(PowerCut, EveryCameraIsBackWithinAMinuteOfItsReturnWithoutABurst) {
    Nanoseconds longest{0};
    for (unsigned seed = 1; seed <= 40; ++seed) {
        PowerCut cut(seed);
        cut.play(std::chrono::minutes(10));
        EXPECT_LE(cut.most_in_a_second(), 20U) << seed;
        for (int i = 0; i < kCameras; ++i) {
            const Camera& camera = cut.camera(i);
            ASSERT_TRUE(camera.plays) << seed << " camera " << i;
            longest = std::max(longest, Nanoseconds(*camera.plays - camera.back));
            EXPECT_LE(*camera.plays - camera.back, Seconds(60))
                << "seed " << seed << ", starting with " << to_string(camera.starting);
        }
    }
    RecordProperty("longest_ms", int(longest.count() / 1'000'000));
}

TEST(PowerCut, AWrongPasswordIsTriedTwiceAndThenFourTimesAnHour) {
    PowerCut cut(7);
    for (int i = 0; i < 20; ++i) {
        Camera& camera = cut.camera(i);
        camera.retry = RetryPolicy();  // its password was wrong from the start
        camera.wrong_password = true;
        camera.answers = kCut;
    }
    cut.play(std::chrono::hours(24));
    for (int i = 0; i < 20; ++i) {
        const std::vector<MonotonicTime>& logins = cut.camera(i).attempts;
        EXPECT_LE(logins.size(), 2U + 24 * 4);
        EXPECT_GE(logins.size(), 24U * 3);
        for (size_t first = 0, last = 1; last < logins.size(); ++last) {
            while (logins[last] - logins[first] >= std::chrono::hours(1)) {
                ++first;
            }
            EXPECT_LE(last - first + 1, first < 2 ? 6U : 4U);
        }
    }
}

}  // namespace
}  // namespace pendopo
