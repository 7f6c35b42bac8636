#include "engine/app/distributor.h"

#include <fmt/format.h>

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
            [](const PictureRules&) { return std::string("rules"); },
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

std::set<std::string_view> asked_for(const PicturesByCamera& pictures, const CardPlan& cards) {
    std::set<std::string_view> keys;
    for (const CardItem& item : cards.items) {
        keys.insert(item.key);
    }
    for (const auto& [camera, requests] : pictures) {
        for (const PictureRequest& request : requests) {
            keys.insert(request.key);
        }
    }
    return keys;
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
