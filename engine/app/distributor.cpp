#include "engine/app/distributor.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/overloaded.h"

namespace pendopo {

std::string waiting_key(const ToCards& message) {
    return std::visit(
        Overloaded{[](const CardPlan&) { return std::string("plan"); },
                   [](const CardContent& content) { return "content/" + content.key; },
                   [](const CardFile& file) { return "file/" + file.name; }},
        message);
}

std::string waiting_key(const ToRender& message) {
    return std::visit(
        Overloaded{
            [](const RenderSetup&) { return std::string("setup"); },
            [](const RenderScene&) { return std::string("plan"); },
            [](const RingOffer& offer) { return "ring/" + offer.key; },
            [](const RingGone& gone) { return "ring/" + gone.key; },
            [](const CaptureRequest& request) { return fmt::format("capture/{}", request.id); },
            [](const RehearseScene& scene) { return fmt::format("capture/{}", scene.id); }},
        message);
}

template <class ToWorker, class Plan>
void Distributor::tell_plan(Worker& worker, const Plan& plan) {
    if (!worker.running()) {
        return;
    }
    Told& told = told_[&worker];
    if (const auto* known = std::get_if<Plan>(&told.plan); known != nullptr && *known == plan) {
        return;
    }
    told.plan = plan;  // a refused one, too: it is not tried again before it changes
    told.problem.clear();
    if (const auto sent = worker.send("plan", encode(ToWorker(plan))); !sent) {
        told.problem = fmt::format(
            "{}: the change was refused, and the wall stays as it was: {} – show fewer tiles, or "
            "shorten names",
            worker.role(), sent.error().message());
        log_.error("{}", told.problem);
    }
}

void Distributor::tell(Worker& worker, const IngestPlan& plan) {
    tell_plan<ToIngest>(worker, plan);
}
void Distributor::tell(Worker& worker, const CardPlan& plan) {
    tell_plan<ToCards>(worker, plan);
}
void Distributor::tell(Worker& worker, const RenderScene& scene) {
    tell_plan<ToRender>(worker, scene);
}

void Distributor::forget(const Worker& worker) {
    told_.erase(&worker);
}

// ---- rings ------------------------------------------------------------------------------------

Result<void> Distributor::take_ring(const Worker& owner, const std::string& key, UniqueFd fd) {
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
    ring = {std::move(fd), &owner};
    offer(key, ring);
    return {};
}

void Distributor::drop_ring(const Worker& owner, const std::string& key) {
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

void Distributor::disown_rings(const Worker& owner) {
    for (auto& [key, ring] : rings_) {
        if (ring.owner == &owner) {
            ring.owner = nullptr;
        }
    }
    rings_of_.erase(&owner);
}

void Distributor::drop_ownerless_rings(const PicturesByCamera& pictures, const CardPlan& cards) {
    const auto ownerless = [](const auto& ring) { return ring.second.owner == nullptr; };
    if (std::ranges::none_of(rings_, ownerless)) {
        return;
    }
    std::set<std::string_view> asked_for;
    for (const CardItem& item : cards.items) {
        asked_for.insert(item.key);
    }
    for (const auto& [camera, requests] : pictures) {
        for (const PictureRequest& request : requests) {
            asked_for.insert(request.key);
        }
    }
    std::erase_if(rings_, [&](const auto& ring) {
        const bool unwanted = ownerless(ring) && !asked_for.contains(ring.first);
        if (unwanted) {
            tell_gone(ring.first);
        }
        return unwanted;
    });
}

void Distributor::tell_gone(const std::string& key) {
    if (render_ != nullptr) {
        const ToRender gone = RingGone{key};
        static_cast<void>(render_->send(waiting_key(gone), encode(gone)));
    }
}

void Distributor::offer_rings() {
    for (const auto& [key, ring] : rings_) {
        offer(key, ring);
    }
}

void Distributor::offer_ring(const std::string& key) {
    if (const auto ring = rings_.find(key); ring != rings_.end()) {
        offer(key, ring->second);
    } else {
        tell_gone(key);
    }
}

void Distributor::offer(const std::string& key, const Ring& ring) {
    if (render_ != nullptr && !holds_(ring.owner, key)) {
        const int shared = ring.fd.get();
        const ToRender message = RingOffer{key};
        static_cast<void>(render_->send(waiting_key(message), encode(message), {&shared, 1}));
    }
}

std::vector<std::string> Distributor::problems() const {
    std::vector<std::string> all;
    for (const auto& [worker, told] : told_) {
        if (!told.problem.empty()) {
            all.push_back(told.problem);
        }
    }
    return all;
}

}  // namespace pendopo
