#pragma once
// Counts what a source delivers and checks the contract of PacketSink.

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "decoders/packet_source.h"
#include "decoders/wakeup.h"

namespace pendopo {

// The promise is 250 ms; a machine that runs other tests meanwhile may take longer, a source that
// waits for the camera's answer or its own deadline takes longer than this.
inline constexpr Milliseconds kBusyMachine{1'400};

// Ends the run after `wanted` packets, or when its time is up.
class CountingSink final : public PacketSink {
  public:
    explicit CountingSink(int wanted, Milliseconds patience = Milliseconds(8'000))
        : wanted_(wanted), until_(Monotonic::now() + patience) {}

    void on_format(const StreamFormat& format) override { formats.push_back(format); }
    void on_packet(const Packet& packet) override {
        EXPECT_EQ(formats.size(), 1U) << "the format comes before the packets";
        EXPECT_FALSE(packet.bytes().empty());
        EXPECT_LE(packet.arrived, Monotonic::now());
        packets.push_back(packet);
        begun = true;
    }
    void on_remark(const std::string& text) override { remarks.push_back(text); }
    bool on_wait(MonotonicTime now) override {
        EXPECT_LE(now - last_wait_, kBusyMachine) << "the sink was not asked in time";
        last_wait_ = Monotonic::now();
        wakeup_.clear();
        return int(packets.size()) < wanted_ && now < until_;
    }
    int wake_fd() const override { return wakeup_.fd(); }

    std::vector<StreamFormat> formats;
    std::vector<Packet> packets;
    std::vector<std::string> remarks;
    std::atomic<bool> begun = false;  // safe: the first packet is here

  private:
    const int wanted_;
    const MonotonicTime until_;
    MonotonicTime last_wait_ = Monotonic::now();
    Wakeup wakeup_;
};

}  // namespace pendopo
