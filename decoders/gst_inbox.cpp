#include "decoders/gst_inbox.h"

#include <utility>

namespace pendopo {

void GstInbox::put(Packet packet) {
    {
        const std::lock_guard lock(mutex_);
        const size_t bytes = packet.bytes().size();
        if (packets_.size() >= kMostPackets || bytes_ + bytes > kMostBytes) {
            dropped_ += packets_.size();
            packets_.clear();
            bytes_ = 0;
            packet.after_loss = true;
        }
        bytes_ += bytes;
        packets_.push_back(std::move(packet));
    }
    wakeup_.wake();
}

std::optional<Packet> GstInbox::take() {
    const std::lock_guard lock(mutex_);
    if (packets_.empty()) {
        return std::nullopt;
    }
    Packet packet = std::move(packets_.front());
    packets_.pop_front();
    bytes_ -= packet.bytes().size();
    packet.more_waiting = !packets_.empty();
    return packet;
}

uint64_t GstInbox::dropped() const {
    const std::lock_guard lock(mutex_);
    return dropped_;
}

void GstInbox::set_offer(VideoOffer offer) {
    {
        const std::lock_guard lock(mutex_);
        offer_ = std::move(offer);
    }
    wakeup_.wake();
}

void GstInbox::set_playing() {
    {
        const std::lock_guard lock(mutex_);
        playing_ = true;
    }
    wakeup_.wake();
}

std::optional<VideoOffer> GstInbox::playing() const {
    const std::lock_guard lock(mutex_);
    return playing_ ? offer_ : std::nullopt;
}

void GstInbox::end(Error why) {
    {
        const std::lock_guard lock(mutex_);
        if (!ended_) {
            ended_ = std::move(why);
        }
    }
    wakeup_.wake();
}

std::optional<Error> GstInbox::ended() const {
    const std::lock_guard lock(mutex_);
    return ended_;
}

}  // namespace pendopo
