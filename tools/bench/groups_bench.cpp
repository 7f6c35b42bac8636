// How soon a hidden camera is seen, whatever the distance of its key pictures, and what keeping it
// costs meanwhile: for groups of 1, 10, 50 and 200 s, each hidden to the end of its group.
#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <string>
#include <vector>

#include "decoders/ffmpeg_log.h"
#include "decoders/stream_session.h"
#include "tests/support/memory_of.h"
#include "tests/support/scripted_source.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/habits/coded_pictures.h"

namespace pendopo {
namespace {

constexpr int kFps = 25;
constexpr PixelSize kSize{640, 360};

class FirstPicture final : public SessionListener {
  public:
    void on_picture(const StreamSession&, Picture) override {
        if (at_.load() == 0) {
            at_ = to_ns(Monotonic::now());
        }
    }
    void on_change() override {}
    int64_t at_ns() const { return at_; }

  private:
    std::atomic<int64_t> at_{0};
};

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + double(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::vector<Packet> group_of(int seconds) {
    habits::CodedStyle style;
    style.size = kSize;
    style.pictures = seconds * kFps;
    style.group = style.pictures;
    std::vector<Packet> packets;
    for (const habits::AccessUnit& picture : habits::coded_pictures(style).pictures) {
        std::vector<uint8_t> bytes;
        for (const std::string& unit : picture.units) {
            bytes.insert(bytes.end(), {0, 0, 0, 1});
            bytes.insert(bytes.end(), unit.begin(), unit.end());
        }
        packets.push_back(make_packet(bytes, packets.empty(), MonotonicTime()));
    }
    return packets;
}

void measure(int seconds) {
    ScriptedStreams streams;
    ScriptedStream& stream = streams.at("camera");
    stream.open({Codec::h264, {}});
    for (const Packet& packet : group_of(seconds)) {
        stream.give(packet);
    }
    SourceOptions source;
    source.url = "camera";
    DecoderOptions decoder;
    decoder.hardware = false;
    FirstPicture first;
    const test::PeakMemory memory;
    const double cpu = cpu_seconds();
    StreamSession session(1, source, decoder, false, streams.factory(), first, Log::silent());
    if (!test::wait_until([&] { return stream.idle(); }, Seconds(300))) {
        fmt::print("{} s: never taken\n", seconds);
        return;
    }
    const double hidden = cpu_seconds() - cpu;
    const int64_t asked = to_ns(Monotonic::now());
    session.set_visible(true);
    const bool shown = test::wait_until([&] { return first.at_ns() != 0; }, Seconds(30));
    fmt::print("{:>4} s  {:>8}  {:>6.1f} MiB  {:>6.2f} % of a core\n", seconds,
               shown ? fmt::format("{:.0f} ms", double(first.at_ns() - asked) / 1e6) : "never",
               double(memory.growth_bytes()) / double(1 << 20), hidden / seconds * 100);
}

}  // namespace
}  // namespace pendopo

int main() {
    pendopo::install_ffmpeg_log(pendopo::Log::silent());
    fmt::print("group   first picture  memory  while hidden ({}x{}, {} fps)\n",
               pendopo::kSize.width, pendopo::kSize.height, pendopo::kFps);
    for (const int seconds : {1, 10, 50, 200}) {
        pendopo::measure(seconds);
    }
}
