#pragma once
// Which of the payload types that a camera offers its packets carry. Cameras offer several and send
// any of them, and some send one that they did not offer. Pure.

#include "decoders/sdp.h"

namespace pendopo {

// Thread: bound to its owner.
class PayloadChoice {
  public:
    // So many packets of one type that was not offered, and none that was, are the video.
    static constexpr int kNotOffered = 30;

    PayloadChoice() = default;
    explicit PayloadChoice(VideoOffer offer) : offer_(std::move(offer)) {}

    // What the packets are by now: the first that was offered, until one came.
    const VideoOffer& offer() const { return offer_; }
    // No other can follow: one came, or there is only one.
    bool settled() const { return sent_ >= 0 || offer_.alternatives.empty(); }
    // Whether a packet of that type is the video. It may settle the choice.
    bool takes(int payload_type);
    // The packets bear another type than offer() says.
    bool renamed() const { return sent_ >= 0 && sent_ != offer_.payload_type; }

  private:
    VideoOffer offer_;
    int sent_ = -1;
    int stranger_ = -1;
    int strangers_ = 0;  // packets of that type, in a row
};

}  // namespace pendopo
