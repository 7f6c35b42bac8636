#pragma once
// Small walls for the tests of this folder: two displays, layouts that differ by name.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/wall/automatic.h"
#include "engine/wall/wall.h"
#include "layouts/solver.h"

namespace pendopo {

// Seconds of a day in 2025, so that nothing is near zero.
inline WallTime wall_at(int64_t seconds) {
    return WallTime(Seconds(1'750'000'000 + seconds));
}

inline Layout camera_layout(const std::string& id, std::vector<std::string> cameras) {
    Layout layout;
    layout.id = id;
    layout.name = id;
    TileLayout tile;
    tile.content = TileCamera{std::move(cameras), 10, ""};
    layout.displays["kiri"].tiles = {tile};
    layout.displays["kanan"].tiles = {tile};
    return layout;
}

inline AlarmConfig alarm_of(const std::string& id, const std::string& layout,
                            const std::string& level = "warning") {
    AlarmConfig alarm;
    alarm.id = id;
    alarm.name = id;
    alarm.layout = layout;
    alarm.level = level;
    return alarm;
}

inline std::shared_ptr<WallModel> model_of(const std::vector<Layout>& layouts) {
    auto model = std::make_shared<WallModel>();
    DisplayConfig left;
    left.id = "kiri";
    DisplayConfig right;
    right.id = "kanan";
    model->config.displays = {left, right};
    for (const std::string id : {"a", "b", "c", "d", "gerbang"}) {
        CameraConfig camera;
        camera.id = id;
        model->cameras.cameras.push_back(camera);
    }
    for (const Layout& layout : layouts) {
        model->layouts.push_back(
            {layout.id, layout.name, solve(layout, model->config.displays, {}).scene});
    }
    return model;
}

// Layouts satu, dua, tur (cameras b, c, d taking turns); alarms banjir (layout dua, 120 s), tamu
// (camera gerbang, kiri, needs acknowledgement) and gempa (emergency, layout tur).
inline std::shared_ptr<WallModel> sample_model() {
    auto model = model_of({camera_layout("satu", {"a"}), camera_layout("dua", {"b"}),
                           camera_layout("tur", {"b", "c", "d"})});
    AlarmConfig guest = alarm_of("tamu", "");
    guest.camera = "gerbang";
    guest.display = "kiri";
    guest.needs_acknowledgement = true;
    model->schedule.alarms = {alarm_of("banjir", "dua"), guest,
                              alarm_of("gempa", "tur", "emergency")};
    return model;
}

inline WallState new_state() {
    WallState state;
    state.epoch = "e1";
    return state;
}

inline const Principal kSiti{"siti", Role::operate, "panel 192.0.2.7"};

}  // namespace pendopo
