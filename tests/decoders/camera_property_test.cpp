// A real camera, its sessions and their threads, through a long random sequence of what a wall asks
// of it: hidden, small, large, another login, back at once. Whatever the order: when it is left
// alone, every wanted picture is delivered; control accepts every report; counts only grow.
//
// PENDOPO_PROPERTY_STEPS and PENDOPO_PROPERTY_SEED play longer or other sequences. The seed gives
// the same requests; when threads do what is theirs remains the system's choice.

#include <fmt/format.h>
#include <poll.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>

#include "engine/ipc/messages.h"
#include "tests/decoders/camera_fixture.h"

namespace pendopo {
namespace {

constexpr int kSteps = 1500;
constexpr int kQuietEvery = 15;
constexpr PixelSize kSmall{32, 18};
constexpr PixelSize kLarge{128, 72};

long number_from(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtol(text, nullptr, 10);
}

// A camera that sends a picture every other millisecond, once it has answered.
class RestlessSource final : public PacketSource {
  public:
    RestlessSource(Packet packet, Milliseconds answers_after)
        : packet_(std::move(packet)), answers_after_(answers_after) {}

    Error run(std::stop_token stop, PacketSink& sink) override {
        const MonotonicTime answer = Monotonic::now() + answers_after_;
        bool open = false;
        while (!stop.stop_requested() && sink.on_wait(Monotonic::now())) {
            if (!open && Monotonic::now() >= answer) {
                open = true;
                sink.on_format(kJpeg);
            } else if (open) {
                packet_.arrived = Monotonic::now();
                sink.on_packet(packet_);
            }
            pollfd entry{sink.wake_fd(), POLLIN, 0};
            ::poll(&entry, 1, 2);
        }
        return {ErrorCode::stopped, "stopped"};
    }

  private:
    Packet packet_;
    const Milliseconds answers_after_;
};

class CameraPropertyTest : public CameraTest {
  protected:
    CameraPropertyTest() {
        plan_.main_size = {64, 36};
        plan_.sub_size = kSmall;
    }
    ~CameraPropertyTest() override { camera_.reset(); }  // its threads use what is below

    SourceFactory restless() {
        return [this](const SourceOptions& options) -> std::unique_ptr<PacketSource> {
            const bool main = options.url == kMain;
            const int connection = ++connections_;
            const Milliseconds answer(main && slow_ ? 1000 : connection * 7 % 10);
            return std::make_unique<RestlessSource>(main ? main_packet_ : sub_packet_, answer);
        };
    }

    void turn() {
        camera_->tick();
        for (RingEvent& event : camera_->take_events()) {
            rings_.erase(event.key);
            if (event.fd) {
                rings_.emplace(event.key, *FrameRingReader::attach(std::move(event.fd)));
            }
        }
    }
    uint64_t newest(const std::string& key) const {
        const auto ring = rings_.find(key);
        const auto view = ring == rings_.end() ? std::nullopt : ring->second.latest();
        return view ? view->info.number : 0;
    }
    // As control reads it.
    void report() {
        now_ += Seconds(1);
        const CameraHealth health = camera_->health(now_);
        const auto read = decode_from_ingest(encode(FromIngest(IngestHealth{{health}})));
        ASSERT_TRUE(read) << read.error().message();
        ASSERT_GE(health.connects, connects_);
        connects_ = health.connects;
    }
    // Left alone, every wanted picture is delivered, again and again.
    bool all_delivered() {
        std::map<std::string, uint64_t> before;
        return test::wait_until(
            [&] {
                turn();
                bool all = true;
                for (const PictureRequest& picture : plan_.pictures) {
                    const uint64_t number = newest(picture.key);
                    const uint64_t first = before.emplace(picture.key, number).first->second;
                    all = all && number > first + 1;
                }
                return all;
            },
            Seconds(5), Milliseconds(2));
    }

    const Packet main_packet_ = jpeg_packet({64, 36}, 200);
    const Packet sub_packet_ = jpeg_packet(kSmall, 50);
    std::atomic<int> connections_ = 0;
    std::atomic<bool> slow_ = false;  // main takes a second to answer
    MonotonicTime now_ = Monotonic::now();
    uint64_t connects_ = 0;
};

TEST_F(CameraPropertyTest, WhateverIsAskedOfItItDeliversWhatIsAskedLast) {
    const long steps = number_from("PENDOPO_PROPERTY_STEPS", kSteps);
    const auto seed = static_cast<unsigned>(number_from("PENDOPO_PROPERTY_SEED", 1));
    fmt::print("seed {} steps {}\n", seed, steps);
    std::minstd_rand random(seed);
    camera_.emplace(plan_, restless(), wakeup_, Log::silent());
    for (long step = 1; step <= steps; ++step) {
        SCOPED_TRACE(fmt::format("seed {} step {}", seed, step));
        switch (random() % 12) {
            case 0:
                want({});
                break;
            case 1:
            case 2:
            case 3:
                want({request("a", kSmall)});
                break;
            case 4:
            case 5:
            case 6:
                want({request("a", kLarge)});
                break;
            case 7:
                want({request("a", kSmall), request("b", kLarge)});
                break;
            case 8:
                plan_.password += random() % 8 == 0 ? "x" : "";
                camera_->apply(plan_);
                break;
            case 9:
                slow_ = random() % 2 == 0;
                break;
            default:
                turn();
        }
        if (random() % 3 == 0) {
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 8000));
        }
        if (random() % 2 == 0) {
            turn();
        }
        ASSERT_NO_FATAL_FAILURE(report());
        if (step % kQuietEvery == 0) {
            ASSERT_TRUE(all_delivered()) << "shown for ever: nothing";
        }
    }
}

}  // namespace
}  // namespace pendopo
