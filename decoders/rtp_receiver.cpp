#include "decoders/rtp_receiver.h"

#include <random>
#include <utility>

namespace pendopo {

Result<std::unique_ptr<RtpReceiver>> RtpReceiver::create(const VideoOffer& offer, bool in_order,
                                                         PacketSink& sink) {
    Result<RtpUnpacker> unpacker = RtpUnpacker::create(offer);
    if (!unpacker) {
        return fail(unpacker.error());
    }
    return std::unique_ptr<RtpReceiver>(
        new RtpReceiver(offer, in_order, std::move(*unpacker), sink));
}

RtpReceiver::RtpReceiver(const VideoOffer& offer, bool in_order, RtpUnpacker unpacker,
                         PacketSink& sink)
    : offer_(offer),
      in_order_(in_order),
      sink_(sink),
      unpacker_(std::move(unpacker)),
      reception_(std::random_device{}(), offer.clock_rate),
      to_unpack_([this](std::span<const uint8_t> rtp) { unpack(rtp); }) {}

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
    now_ = now;
    reception_.on_rtp(*header, now);
    if (in_order_) {
        unpack(rtp);
    } else {
        reorder_.push(rtp, now, to_unpack_);
    }
}

void RtpReceiver::on_rtcp(std::span<const uint8_t> rtcp, MonotonicTime now) {
    heard_ = true;
    ended_ = reception_.on_rtcp(rtcp, now) || ended_;
}

void RtpReceiver::on_time(MonotonicTime now) {
    now_ = now;
    reorder_.expire(now, to_unpack_);
}

void RtpReceiver::unpack(std::span<const uint8_t> rtp) {
    unpacker_.push(rtp, now_, [this](Packet unit) { hold(std::move(unit)); });
}

void RtpReceiver::hold(Packet packet) {
    announce();
    if (held_) {
        held_->more_waiting = true;
        sink_.on_packet(*held_);
    }
    held_ = std::move(packet);
}

void RtpReceiver::release() {
    if (held_) {
        sink_.on_packet(*held_);
        held_.reset();
    }
}

}  // namespace pendopo
