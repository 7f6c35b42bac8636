#include "tools/cameras/faults/fault_cameras.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

namespace pendopo::faults {

using habits::HabitServer;

struct FaultCameras::Camera {
    std::string id;
    habits::Habit good;
    unsigned seed = 1;
    std::unique_ptr<HabitServer> server;
    std::unique_ptr<impair::ImpairingProxy> proxy;  // null: clients come to the server
    FaultOrder order;                               // the last it was told
    std::string now = "none";                       // what it does
    bool cuts = false;                              // what it does shows in its answers
    int64_t since_ms = 0;                           // Unix time
    guint timer = 0;

    ~Camera() { stop_timer(); }
    void stop_timer() {
        if (timer != 0) {
            g_source_remove(std::exchange(timer, 0));
        }
    }
    void become(const habits::Habit& habit, const std::string& text, bool cuts_now) {
        server->become(habit, cuts_now || cuts ? HabitServer::Connections::cut
                                               : HabitServer::Connections::stay);
        cuts = cuts_now;
        now = text;
        since_ms = std::chrono::duration_cast<Milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
    }
    void heal() { become(good, "none", false); }
    void begin();
    void obey(FaultOrder next);
};

FaultCameras::FaultCameras() = default;
FaultCameras::~FaultCameras() = default;

// The time of the order has come: its beginning, or its end.
gboolean FaultCameras::on_time(gpointer data) {
    auto* camera = static_cast<Camera*>(data);
    camera->timer = 0;
    camera->now == "none" ? camera->begin() : camera->heal();
    return G_SOURCE_REMOVE;
}

void FaultCameras::Camera::begin() {
    become(with_fault(good, order, seed), order.text, order.fault->cuts);
    if (order.lasts) {
        timer = g_timeout_add(guint(order.lasts->count()), on_time, this);
    }
}

void FaultCameras::Camera::obey(FaultOrder next) {
    stop_timer();
    order = std::move(next);
    if (now != "none") {
        heal();
    }
    if (order.fault->name == "none") {
        return;
    }
    if (order.after.count() > 0) {
        timer = g_timeout_add(guint(order.after.count()), on_time, this);
    } else {
        begin();
    }
}

Result<std::unique_ptr<FaultCameras>> FaultCameras::start(const FaultPlan& plan) {
    std::unique_ptr<FaultCameras> all(new FaultCameras());
    const auto impairment = impair::read_impairment(plan.impair.value_or("none"));
    if (!impairment) {
        return fail(impairment.error());
    }
    for (int i = 0; i < plan.count; ++i) {
        auto camera = std::make_unique<Camera>();
        GoodCamera good = plan.camera;
        good.number += i;
        camera->good = good_camera(good);
        camera->id = camera->good.name;
        camera->seed = plan.seed + unsigned(i);
        const int port = plan.port == 0 ? 0 : plan.port + i;
        habits::HabitPlace place;
        place.address = plan.address;
        place.port = plan.impair ? 0 : port;
        auto server = HabitServer::start(camera->good, place);
        if (!server) {
            return fail(server.error());
        }
        camera->server = std::move(*server);
        if (plan.impair) {
            auto proxy = impair::ImpairingProxy::start({.address = plan.address,
                                                        .port = port,
                                                        .to_address = plan.address,
                                                        .to_port = camera->server->port()},
                                                       *impairment, camera->seed);
            if (!proxy) {
                return fail(proxy.error());
            }
            camera->proxy = std::move(*proxy);
            camera->server->tell_port(camera->proxy->port());
        }
        all->cameras_.push_back(std::move(camera));
        all->cameras_.back()->obey(plan.fault);
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> FaultCameras::addresses() const {
    std::vector<std::pair<std::string, std::string>> list;
    for (const auto& camera : cameras_) {
        list.emplace_back(camera->id, camera->server->url());
    }
    return list;
}

Result<FaultCameras::Camera*> FaultCameras::find(const std::string& id) {
    const auto found = std::ranges::find_if(
        cameras_, [&](const std::unique_ptr<Camera>& camera) { return camera->id == id; });
    if (found == cameras_.end()) {
        return fail(ErrorCode::not_found, fmt::format("no camera \"{}\"", id));
    }
    return found->get();
}

Result<void> FaultCameras::set_fault(const std::string& id, const std::string& text) {
    const auto camera = find(id);
    auto order = read_fault(text);
    if (!camera || !order) {
        return fail(camera ? order.error() : camera.error());
    }
    (*camera)->obey(std::move(*order));
    return {};
}

Result<void> FaultCameras::set_impairment(const std::string& id, const std::string& text) {
    const auto camera = find(id);
    const auto impairment = impair::read_impairment(text);
    if (!camera || !impairment) {
        return fail(camera ? impairment.error() : camera.error());
    }
    if (!(*camera)->proxy) {
        return fail(ErrorCode::invalid,
                    "there is no line to impair: start with --impair, \"none\" to begin with");
    }
    (*camera)->proxy->become(*impairment);
    return {};
}

bool FaultCameras::set_mode(const std::string& id, CameraMode mode) {
    const char* fault = mode == CameraMode::off       ? "refused"
                        : mode == CameraMode::frozen  ? "repeat"
                        : mode == CameraMode::stalled ? "silence"
                                                      : "none";
    return set_fault(id, fault).has_value();
}

std::string FaultCameras::stats_json() const {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    for (const auto& camera : cameras_) {
        const HabitServer& server = *camera->server;
        all[camera->id] = {{"fault", camera->now},
                           {"since_ms", camera->since_ms},
                           {"connects", server.connections()},
                           {"sessions", server.sessions()},
                           {"pictures", server.pictures_sent()}};
    }
    return all.dump();
}

}  // namespace pendopo::faults
