#include "decoders/rtp_unpacker.h"

#include <algorithm>
#include <array>
#include <utility>

#include "decoders/decode_start.h"
#include "decoders/rtp_jpeg.h"

namespace pendopo {
namespace {

constexpr std::array<uint8_t, 4> kStartCode{0, 0, 0, 1};
constexpr size_t kRoomForSets =
    ParameterSets::kMostBytes + ParameterSets::kMost * kStartCode.size();

std::unique_ptr<RtpPayloads> payloads_for(const VideoOffer& offer) {
    if (offer.codec == Codec::mjpeg) {
        return std::make_unique<JpegPayloads>();
    }
    // RFC 7798, 7.1: units are numbered when they may come out of order.
    const std::string_view parameters = offer.format_parameters;
    constexpr std::string_view kKey = "sprop-max-don-diff=";
    const size_t at = parameters.find(kKey);
    const bool numbers = at != std::string_view::npos && at + kKey.size() < parameters.size() &&
                         parameters[at + kKey.size()] != '0';
    return std::make_unique<NalPayloads>(offer.codec, numbers);
}

// Nothing of the picture before can follow it.
bool begins_picture(const UnitFacts& facts) {
    return facts.kind == UnitKind::delimiter || facts.kind == UnitKind::prefix ||
           (facts.kind == UnitKind::slice && facts.first);
}

}  // namespace

RtpUnpacker::RtpUnpacker(const VideoOffer& offer, RtpWay way)
    : offer_(offer), way_(way), payloads_(payloads_for(offer)), sets_(offer.codec) {
    if (offer.codec != Codec::mjpeg) {
        sets_.offer(parameter_sets(offer));
    }
}

void RtpUnpacker::push(std::span<const uint8_t> rtp, MonotonicTime now, const Deliver& deliver_to) {
    const std::optional<RtpPacket> packet = RtpPacket::read(rtp);
    if (!packet || packet->header.payload_type != offer_.payload_type) {
        return;
    }
    to_ = &deliver_to;
    bool any = false;
    const TakeUnit take_unit = [&](const UnitFacts& facts, std::span<const uint8_t> bytes) {
        any = true;
        take(facts, bytes);
    };
    if (is_gap(packet->header.sequence)) {
        note_gap();
    } else if (payloads_->partial() && packet->header.timestamp != header_.timestamp) {
        // It is of the packets before, with their time and their arrival.
        payloads_->finish(take_unit);
        any = false;
    }
    header_ = packet->header;
    now_ = now;
    expected_ = static_cast<uint16_t>(header_.sequence + 1);
    const bool whole = payloads_->take(*packet, take_unit);
    if (!whole) {
        lose();
        skipping_ = true;
    } else if (any && header_.marker && !payloads_->partial() && cutter_.marked()) {
        deliver(units_.size());
    }
    to_ = nullptr;
}

// Over TCP nothing is late or lost on the way. A count that goes on further ahead leaves out what
// the camera dropped itself; one that stands still or goes back is its own: some never count, some
// begin anew with each picture.
bool RtpUnpacker::is_gap(uint16_t sequence) const {
    if (!expected_ || *expected_ == sequence) {
        return false;
    }
    return way_ == RtpWay::udp || static_cast<int16_t>(sequence - *expected_) > 0;
}

void RtpUnpacker::note_gap() {
    whole_before_gap_ = units_.empty() && !payloads_->partial() && !skipping_;
    if (cutter_.looks_whole() && !payloads_->partial()) {
        whole_before_gap_ = true;
        cutter_.silence();
        deliver(units_.size());
    }
    if (!whole_before_gap_) {
        lose();
    }
    payloads_->lose();
    gap_ = true;
}

void RtpUnpacker::take(const UnitFacts& facts, std::span<const uint8_t> bytes) {
    if (std::exchange(gap_, false) && !(whole_before_gap_ && gap_was_harmless(facts))) {
        lose();
        skipping_ = true;
    }
    if (skipping_ && !begins_picture(facts)) {
        return;
    }
    skipping_ = false;
    const AccessUnitCutter::Cut cut = cutter_.add(facts, header_.timestamp);
    if (cut.orphan) {
        lost_ = true;
        return;
    }
    deliver(cut.whole);
    units_.push_back({facts, {bytes.begin(), bytes.end()}});
    bytes_ += bytes.size() + kStartCode.size();
    if (bytes_ + kRoomForSets > kMaxUnitBytes) {
        lose();
        skipping_ = true;
        return;
    }
    if (facts.kind == UnitKind::slice) {
        slice_arrived_ = now_;
        slice_time_ = header_.timestamp;
    }
}

// Pictures of a camera begin alike. One that begins with a later unit has lost the ones before.
bool RtpUnpacker::begins_as_before(const UnitFacts& facts) const {
    const auto alike = [&](const std::optional<UnitFacts>& other) {
        return other && other->kind == facts.kind && other->set == facts.set;
    };
    return facts.kind == UnitKind::slice ? alike(beginnings_[facts.random_access ? 1 : 0])
                                         : std::ranges::any_of(beginnings_, alike);
}

// Counters jump without a packet missing: then the picture before was whole, this one begins, and
// its time is where the next picture's time is expected. That is by the shortest of the last
// intervals: after a pause, or a picture that was lost before, the last one alone would let a lost
// picture pass.
bool RtpUnpacker::gap_was_harmless(const UnitFacts& facts) const {
    if (!begins_picture(facts) || !begins_as_before(facts) || !picture_time_) {
        return false;
    }
    uint32_t shortest = 0;
    for (const uint32_t interval : intervals_) {
        if (interval > 0 && (shortest == 0 || interval < shortest)) {
            shortest = interval;
        }
    }
    const uint32_t later = header_.timestamp - *picture_time_;
    return later > 0 && later <= shortest + shortest / 2;
}

void RtpUnpacker::lose() {
    lost_ = true;
    units_.clear();
    bytes_ = 0;
    cutter_.lose();
    payloads_->lose();
}

void RtpUnpacker::finish(const Deliver& deliver_to) {
    to_ = &deliver_to;
    if (cutter_.looks_whole() && !payloads_->partial()) {
        cutter_.silence();
        deliver(units_.size());
    }
    to_ = nullptr;
}

void RtpUnpacker::change_source(const Deliver& deliver_to) {
    finish(deliver_to);
    lose();
    expected_.reset();
    picture_time_.reset();
    beginnings_ = {};
    intervals_ = {};
    whole_before_gap_ = false;
    gap_ = true;
}

MonotonicTime RtpUnpacker::deadline() const {
    return cutter_.has_picture() && !payloads_->partial() ? now_ + cutter_.patience()
                                                          : MonotonicTime::max();
}

void RtpUnpacker::expire(MonotonicTime now, const Deliver& deliver_to) {
    if (now < deadline()) {
        return;
    }
    to_ = &deliver_to;
    cutter_.silence();
    deliver(units_.size());
    to_ = nullptr;
}

// Hands on the first `count` units as a picture.
void RtpUnpacker::deliver(size_t count) {
    if (count == 0) {
        return;
    }
    const auto units = std::span(units_).first(count);
    const bool key =
        std::ranges::any_of(units, [](const Unit& u) { return u.facts.random_access; });
    beginnings_[key ? 1 : 0] = units.front().facts;
    Packet packet = packet_of(units);
    units_.erase(units_.begin(), units_.begin() + long(count));
    bytes_ = 0;
    for (const Unit& unit : units_) {
        bytes_ += unit.bytes.size() + kStartCode.size();
    }
    const uint32_t later = slice_time_ - picture_time_.value_or(slice_time_);
    if (later > 0 && later < static_cast<uint32_t>(offer_.clock_rate) * 30) {
        intervals_[next_interval_++ % kIntervals] = later;
    }
    picture_time_ = slice_time_;
    (*to_)(std::move(packet), slice_time_);
}

Packet RtpUnpacker::packet_of(std::span<const Unit> units) {
    std::vector<UnitFacts> facts;
    sets_.begin_picture();
    for (const Unit& unit : units) {
        facts.push_back(unit.facts);
        if (unit.facts.set != ParameterSet::none) {
            sets_.add(unit.facts.set, unit.bytes);
        }
    }
    const DecodeStart start = decode_start(offer_.codec, facts);
    auto bytes = std::make_shared<std::vector<uint8_t>>();
    const bool jpeg = offer_.codec == Codec::mjpeg;
    const bool with_sets = start.possible && !jpeg;
    if (with_sets) {
        *bytes = sets_.annex_b();
    }
    for (const Unit& unit : units) {
        if (with_sets && unit.facts.set != ParameterSet::none) {
            continue;
        }
        if (!jpeg) {
            bytes->insert(bytes->end(), kStartCode.begin(), kStartCode.end());
        }
        bytes->insert(bytes->end(), unit.bytes.begin(), unit.bytes.end());
    }
    if (jpeg &&
        (bytes->size() < 2 || (*bytes)[bytes->size() - 2] != 0xff || bytes->back() != 0xd9)) {
        bytes->insert(bytes->end(), {0xff, 0xd9});
    }
    bytes->resize(bytes->size() + Packet::kPadding);
    Packet packet;
    packet.key = start.possible;
    packet.settles_after = start.settles_after;
    packet.after_loss = std::exchange(lost_, false);
    packet.arrived = slice_arrived_;
    packet.storage = std::move(bytes);
    return packet;
}

}  // namespace pendopo
