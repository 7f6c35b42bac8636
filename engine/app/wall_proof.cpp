#include "engine/app/wall_proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

int64_t seconds(Nanoseconds time) {
    return std::chrono::duration_cast<Seconds>(time).count();
}

}  // namespace

ProofVerdict proof_of(const ProofFacts& facts) {
    if (facts.renderer != Heard::just_now) {
        return {Proof::unknown, "the renderer is not heard"};
    }
    if (facts.since_reading >= kNothingRead && facts.reports >= kReportsWithout) {
        return {Proof::failed,
                fmt::format("nothing could be read back for {} s", seconds(facts.since_reading))};
    }
    if (facts.reading == nullptr || facts.since_reading > kReadingCounts) {
        return {Proof::unknown, "nothing was read back just now"};
    }
    if (facts.cycles && *facts.cycles == 0) {
        return {Proof::failed, "the renderer's loop stands"};
    }
    if (facts.reading->brightest < kBlack && facts.reading->expected >= kBright) {
        return {Proof::failed, "the display is black though it should show something"};
    }
    if (facts.stands != nullptr && Milliseconds(facts.stands->stands_ms) >= kMayStand) {
        return {Proof::failed,
                fmt::format("the picture of tile \"{}\" changes and the wall has not for {} s",
                            facts.stands->id, seconds(Milliseconds(facts.stands->stands_ms)))};
    }
    if (facts.unshown >= kMayStand) {
        return {Proof::failed, fmt::format("what is composed was not given to the output for {} s",
                                           seconds(facts.unshown))};
    }
    return {Proof::proved, ""};
}

bool ProofWatch::must_restart(bool fails, MonotonicTime now) {
    if (!fails) {
        failing_since_.reset();
        failures_ = 0;
        good_since_ = good_since_.value_or(now);
        if (now - *good_since_ >= kProvedItself) {
            pause_.reset();
            not_before_.reset();
        }
        return false;
    }
    good_since_.reset();
    failing_since_ = failing_since_.value_or(now);
    ++failures_;
    if (now - *failing_since_ < kLasts || failures_ < kLeastLooks ||
        (not_before_ && now < *not_before_)) {
        return false;
    }
    not_before_ = now + pause_.next(0);
    failing_since_.reset();
    failures_ = 0;
    return true;
}

void WallProof::read(ProofReading reading, MonotonicTime now) {
    cycles_ = reading_ ? std::optional(reading.cycles - reading_->cycles) : std::nullopt;
    for (const DisplayReading& display : reading.displays) {
        auto output = std::ranges::find(outputs_, display.id, &Output::id);
        if (output == outputs_.end()) {
            outputs_.push_back({display.id, display.checksum, display.shown, {}});
            continue;
        }
        if (display.shown != output->shown) {
            *output = {display.id, display.checksum, display.shown, {}};
        } else if (display.checksum != output->checksum && !output->unshown_since) {
            output->unshown_since = now;
        }
    }
    reading_ = std::move(reading);
    read_at_ = now;
    reports_ = 0;
}

void WallProof::renderer_ended() {
    reading_.reset();
    cycles_.reset();
    heard_since_.reset();
    reports_ = 0;
    outputs_.clear();
}

ProofFacts WallProof::facts_of(const std::string& display, Heard renderer,
                               MonotonicTime now) const {
    ProofFacts facts;
    facts.renderer = renderer;
    facts.reports = reports_;
    if (!reading_) {
        facts.since_reading = heard_since_ ? now - *heard_since_ : Nanoseconds(0);
        return facts;
    }
    facts.since_reading = now - read_at_;
    facts.cycles = cycles_;
    const auto found = std::ranges::find(reading_->displays, display, &DisplayReading::id);
    facts.reading = found == reading_->displays.end() ? nullptr : &*found;
    const auto output = std::ranges::find(outputs_, display, &Output::id);
    if (output != outputs_.end() && output->unshown_since) {
        facts.unshown = read_at_ - *output->unshown_since;
    }
    for (const TileReading& tile : reading_->tiles) {
        if (tile.display == display && tile.stands_ms > 0 &&
            (facts.stands == nullptr || tile.stands_ms > facts.stands->stands_ms)) {
            facts.stands = &tile;
        }
    }
    return facts;
}

void WallProof::judge(const std::vector<std::string>& displays, Heard renderer, MonotonicTime now) {
    if (renderer != Heard::just_now) {
        heard_since_.reset();
    } else {
        heard_since_ = heard_since_.value_or(now);
    }
    std::vector<Display> judged;
    for (const std::string& id : displays) {
        Display next{id, proof_of(facts_of(id, renderer, now)), now,
                     reading_ ? reading_->number : 0};
        const Display* before = find(id);
        if (before != nullptr && before->verdict.proof == next.verdict.proof) {
            next.since = before->since;
        }
        judged.push_back(std::move(next));
    }
    displays_ = std::move(judged);
}

const WallProof::Display* WallProof::find(std::string_view display) const {
    const auto found = std::ranges::find(displays_, display, &Display::id);
    return found == displays_.end() ? nullptr : &*found;
}

Proof WallProof::whole() const {
    Proof worst = displays_.empty() ? Proof::unknown : Proof::proved;
    for (const Display& display : displays_) {
        if (display.verdict.proof == Proof::failed) {
            return Proof::failed;
        }
        if (display.verdict.proof == Proof::unknown) {
            worst = Proof::unknown;
        }
    }
    return worst;
}

}  // namespace pendopo
