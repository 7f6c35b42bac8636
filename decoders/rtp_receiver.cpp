#include "decoders/rtp_receiver.h"

#include <algorithm>
#include <random>
#include <utility>

namespace pendopo {

RtpReceiver::RtpReceiver(const VideoOffer& offer, RtpWay way, const Clock& clock, PacketSink& sink)
    : offer_(offer),
      way_(way),
      clock_(clock),
      sink_(sink),
      unpacker_(offer, way),
      reception_(std::random_device{}(), offer.clock_rate),
      delay_(offer.clock_rate),
      to_unpack_([this](std::span<const uint8_t> rtp) { unpack(rtp); }),
      to_hold_([this](Packet unit, uint32_t rtp_time) { hold(std::move(unit), rtp_time); }) {}

void RtpReceiver::announce() {
    if (!std::exchange(announced_, true)) {
        sink_.on_format({offer_.codec, parameter_sets(offer_)});
    }
}

void RtpReceiver::on_rtp(std::span<const uint8_t> rtp, MonotonicTime now) {
    const std::optional<RtpHeader> header = RtpHeader::read(rtp);
    if (!header || header->payload_type != offer_.payload_type) {
        return;
    }
    heard_ = true;
    sources_.push(rtp, *header, now,
                  [this](std::span<const uint8_t> packet, MonotonicTime arrived, bool changed) {
                      on_packet(packet, arrived, changed);
                  });
}

// Of the source that is followed.
void RtpReceiver::on_packet(std::span<const uint8_t> rtp, MonotonicTime now, bool changed) {
    now_ = now;
    if (changed) {
        reorder_.flush(to_unpack_);
        unpacker_.change_source(to_hold_);
        delay_.restart();
        sink_.on_remark("the camera goes on as another source");
    }
    if (const std::optional<RtpHeader> header = RtpHeader::read(rtp)) {
        reception_.on_rtp(*header, now);
    }
    if (way_ == RtpWay::udp) {
        reorder_.push(rtp, now, to_unpack_);
    } else if (!is_repeat(rtp)) {
        unpack(rtp);
    }
}

// Over TCP nothing comes twice on the way, but there are cameras that send each packet twice; the
// number alone does not tell them from those that never count.
bool RtpReceiver::is_repeat(std::span<const uint8_t> rtp) {
    if (std::ranges::equal(rtp, last_)) {
        return true;
    }
    last_.assign(rtp.begin(), rtp.end());
    return false;
}

void RtpReceiver::on_rtcp(std::span<const uint8_t> rtcp, MonotonicTime now) {
    heard_ = true;
    ended_ = reception_.on_rtcp(rtcp, now) || ended_;
}

void RtpReceiver::on_time(MonotonicTime now) {
    now_ = now;
    reorder_.expire(now, to_unpack_);
    unpacker_.expire(now, to_hold_);
}

void RtpReceiver::unpack(std::span<const uint8_t> rtp) {
    unpacker_.push(rtp, now_, to_hold_);
}

void RtpReceiver::hold(Packet packet, uint32_t rtp_time) {
    announce();
    packet.made = made_at(reception_.sender_report(), offer_.clock_rate, rtp_time, packet.arrived,
                          wall_at(clock_, packet.arrived));
    packet.jitter = reception_.jitter();
    packet.late = delay_.on_picture(rtp_time, packet.arrived);
    if (held_) {
        held_->more_waiting = true;
        sink_.on_packet(*held_);
    }
    held_ = std::move(packet);
}

void RtpReceiver::finish(MonotonicTime now) {
    now_ = now;
    reorder_.flush(to_unpack_);
    unpacker_.finish(to_hold_);
    release(now);
}

void RtpReceiver::release(MonotonicTime now) {
    on_time(now);
    if (held_) {
        sink_.on_packet(*held_);
        held_.reset();
    }
}

}  // namespace pendopo
