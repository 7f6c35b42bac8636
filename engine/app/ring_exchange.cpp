#include "engine/app/ring_exchange.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/app/distributor.h"

namespace pendopo {

Result<void> RingExchange::take(const Worker& owner, const RingOffer& offered, UniqueFd fd) {
    const std::string& key = offered.key;
    const auto known = rings_.find(key);
    if (known == rings_.end() || known->second.owner != &owner) {
        if (rings_of_[&owner] >= kMostRingsOfOne) {
            return fail(ErrorCode::invalid,
                        fmt::format("more than {} rings are offered", kMostRingsOfOne));
        }
        ++rings_of_[&owner];
        if (known != rings_.end() && known->second.owner != nullptr) {
            --rings_of_[known->second.owner];
        }
    }
    Ring& ring = rings_[key];
    ring = {offered, std::move(fd), &owner};
    offer(ring);
    return {};
}

void RingExchange::drop(const Worker& owner, const std::string& key) {
    const auto ring = rings_.find(key);
    if (ring == rings_.end() || ring->second.owner != &owner) {
        return;  // another worker's by now
    }
    rings_.erase(ring);
    --rings_of_[&owner];
    if (!holds_(&owner, key)) {
        tell_gone(key);
    }
}

void RingExchange::disown(const Worker& owner) {
    for (auto& [key, ring] : rings_) {
        if (ring.owner == &owner) {
            ring.owner = nullptr;
        }
    }
    rings_of_.erase(&owner);
}

bool RingExchange::has_ownerless() const {
    return std::ranges::any_of(rings_,
                               [](const auto& ring) { return ring.second.owner == nullptr; });
}

void RingExchange::drop_ownerless_except(const std::set<std::string_view>& asked_for) {
    std::erase_if(rings_, [&](const auto& ring) {
        const bool unwanted = ring.second.owner == nullptr && !asked_for.contains(ring.first);
        if (unwanted) {
            tell_gone(ring.first);
        }
        return unwanted;
    });
}

void RingExchange::tell_gone(const std::string& key) {
    if (render_ != nullptr) {
        const ToRender gone = RingGone{key};
        static_cast<void>(render_->send(waiting_key(gone), encode(gone)));
    }
}

void RingExchange::offer_all() {
    for (const auto& [key, ring] : rings_) {
        offer(ring);
    }
}

void RingExchange::offer_again(const std::function<bool(const RingOffer&)>& which) {
    for (const auto& [key, ring] : rings_) {
        if (which(ring.of)) {
            offer(ring);
        }
    }
}

void RingExchange::offer(const std::string& key) {
    if (const auto ring = rings_.find(key); ring != rings_.end()) {
        offer(ring->second);
    } else {
        tell_gone(key);
    }
}

void RingExchange::offer(const Ring& ring) {
    if (render_ != nullptr && !holds_(ring.owner, ring.of.key)) {
        const int shared = ring.fd.get();
        const ToRender message = ring.of;
        static_cast<void>(render_->send(waiting_key(message), encode(message), {&shared, 1}));
    }
}

}  // namespace pendopo
