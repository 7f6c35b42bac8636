#include "decoders/probe/ladder.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace pendopo {
namespace {

// How long a rung may take where there is time: longer than a slow camera needs, and short enough
// that several slow ones leave time for pictures. The last two have what is left.
Milliseconds allowed(Rung rung) {
    switch (rung) {
        case Rung::address:
            return Milliseconds(3'000);  // the resolver is given two seconds
        case Rung::port:
            return Milliseconds(4'000);
        case Rung::rtsp:
        case Rung::login:
        case Rung::sdp:
            return Milliseconds(5'000);
        case Rung::first_packet:
            return Milliseconds(8'000);  // over TCP, then over UDP, which is given three seconds
        case Rung::first_keyframe:
        case Rung::picture:
        case Rung::decode_cost:
            break;
    }
    return Ladder::kLongest;
}

}  // namespace

Ladder::Ladder(Milliseconds patience, MonotonicTime now, Tell tell)
    : tell_(std::move(tell)),
      patience_(std::clamp(patience, kShortest, kLongest)),
      end_(now + patience_ - kLeave),
      since_(now) {
    this->tell(now, RungState::running, {});
}

void Ladder::climbed(MonotonicTime now, const RungTold& told) {
    CHECK(!over_);
    tell(now, RungState::ok, told);
    next(now);
}

void Ladder::skipped(MonotonicTime now, const RungTold& told) {
    CHECK(!over_);
    tell(now, RungState::skipped, told);
    next(now);
}

void Ladder::failed(MonotonicTime now, const RungTold& told) {
    CHECK(!over_);
    tell(now, RungState::failed, told);
    over_ = true;
    while (rung_ != Rung::decode_cost) {
        rung_ = static_cast<Rung>(static_cast<int>(rung_) + 1);
        since_ = now;
        tell(now, RungState::skipped, {});
    }
}

void Ladder::next(MonotonicTime now) {
    since_ = now;
    if (rung_ == Rung::decode_cost) {
        over_ = true;
        good_ = true;
        return;
    }
    rung_ = static_cast<Rung>(static_cast<int>(rung_) + 1);
    tell(now, RungState::running, {});
}

void Ladder::tell(MonotonicTime now, RungState state, const RungTold& told) {
    ProbeRung rung;
    rung.rung = rung_;
    rung.state = state;
    rung.took_ms = waited(now).count();
    rung.facts = told.facts;
    rung.text_id = told.words.text_id;
    rung.text_en = told.words.text_en;
    rung.advice_id = told.words.advice_id;
    rung.advice_en = told.words.advice_en;
    tell_(std::move(rung));
}

MonotonicTime Ladder::deadline() const {
    // A key picture that comes late still has to be decoded and looked at for a while.
    const bool last = rung_ == Rung::picture || rung_ == Rung::decode_cost;
    const Milliseconds kept = last ? Milliseconds(0) : std::min(patience_ / 6, Milliseconds(2'500));
    return std::min(since_ + allowed(rung_), end_ - kept);
}

}  // namespace pendopo
