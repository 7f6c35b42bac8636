#include "engine/control/metrics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace pendopo {
namespace {

using Samples = std::vector<MetricSample>;

double seconds(int64_t milliseconds) {
    return static_cast<double>(milliseconds) / 1000;
}
int64_t unix_ms(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}

// One sample a member of `all`: of those for which `value` has one.
template <class All, class Labels, class Value>
void each(const All& all, Samples& samples, Labels labels, Value value) {
    for (const auto& one : all) {
        if (const std::optional<double> known = value(one)) {
            samples.push_back({labels(one), *known});
        }
    }
}

// Of one label.
template <class All, class Name, class Value>
void each(const char* label, const All& all, Name name, Samples& samples, Value value) {
    each(
        all, samples,
        [&](const auto& one) {
            return std::vector<std::pair<std::string, std::string>>{{label, one.*name}};
        },
        value);
}

void of_cameras(const MetricFacts& facts, Samples& samples,
                std::optional<double> (*value)(const CameraStatus&)) {
    each("camera", facts.wall.cameras, &CameraStatus::id, samples, value);
}
void of_displays(const MetricFacts& facts, Samples& samples,
                 std::optional<double> (*value)(const DisplayStatus&)) {
    each("display", facts.wall.displays, &DisplayStatus::id, samples, value);
}
void of_workers(const MetricFacts& facts, Samples& samples,
                std::optional<double> (*value)(const WorkerStatus&)) {
    each("worker", facts.wall.workers, &WorkerStatus::role, samples, value);
}

// That is to be connected now; nothing is wrong with another.
bool is_wanted(const CameraStatus& camera) {
    return camera.state != "unused" && camera.state != "off_by_plan";
}
// A word for what is so is worth a line, a line for all that is not so is none.
std::vector<std::pair<std::string, std::string>> state_of(const char* label, const std::string& id,
                                                          const std::string& state) {
    return {{label, id}, {"state", state}};
}

void add_frame_ages(const MetricFacts& facts, Samples& samples) {
    std::map<std::string, int64_t> newest;
    for (const TileStatus& tile : facts.wall.tiles) {
        if (!tile.camera.empty() && tile.frame_age_ms) {
            const auto [known, first] = newest.emplace(tile.camera, *tile.frame_age_ms);
            known->second = std::min(known->second, *tile.frame_age_ms);
        }
    }
    for (const auto& [camera, age] : newest) {
        samples.push_back({{{"camera", camera}}, seconds(age)});
    }
}

void add_tiles(const MetricFacts& facts, Samples& samples) {
    std::map<std::pair<std::string, std::string>, double> counts;
    for (const TileStatus& tile : facts.wall.tiles) {
        ++counts[{tile.display, tile.state}];
    }
    for (const auto& [which, count] : counts) {
        samples.push_back({state_of("display", which.first, which.second), count});
    }
}

void add_usage(const MetricFacts& facts, Samples& samples, double (*value)(const ProcessUsage&)) {
    each("worker", facts.wall.workers, &WorkerStatus::role, samples,
         [&](const WorkerStatus& worker) -> std::optional<double> {
             const auto usage =
                 worker.pid != 0 ? facts.usage(static_cast<pid_t>(worker.pid)) : std::nullopt;
             return usage ? std::optional(value(*usage)) : std::nullopt;
         });
}

// ---- the wall
void build_info(const MetricFacts& facts, Samples& samples) {
    samples.push_back({{{"version", facts.wall.version},
                        {"renderer", facts.wall.renderer},
                        {"render_path", facts.wall.render_path}},
                       1});
}
void start_time(const MetricFacts& facts, Samples& samples) {
    samples.push_back({{}, seconds(facts.wall.started_ms)});
}
void ready(const MetricFacts& facts, Samples& samples) {
    samples.push_back({{}, facts.ready ? 1.0 : 0.0});
}
void problems(const MetricFacts& facts, Samples& samples) {
    samples.push_back({{}, static_cast<double>(facts.wall.problems.size())});
}
void hold(const MetricFacts& facts, Samples& samples) {
    samples.push_back({{}, facts.control.hold ? 1.0 : 0.0});
}
void cameras_hidden(const MetricFacts& facts, Samples& samples) {
    samples.push_back({{}, facts.control.cameras_hidden ? 1.0 : 0.0});
}
void layout_active(const MetricFacts& facts, Samples& samples) {
    each("layout", facts.wall.layouts, &LayoutStatus::id, samples,
         [&](const LayoutStatus& layout) -> std::optional<double> {
             return std::ranges::any_of(
                        facts.control.displays,
                        [&](const DisplayControl& display) { return display.layout == layout.id; })
                        ? 1.0
                        : 0.0;
         });
}
void alarm_active(const MetricFacts& facts, Samples& samples) {
    each("alarm", facts.control.alarms, &AlarmStatus::id, samples,
         [](const AlarmStatus& alarm) -> std::optional<double> { return alarm.active; });
}

// ---- displays and tiles
// One that is off by plan has no line: nothing is to be said of it.
std::optional<double> while_on(const DisplayStatus& display, double value) {
    return display.is_off() ? std::nullopt : std::optional(value);
}
void display_up(const MetricFacts& facts, Samples& samples) {
    of_displays(facts, samples,
                [](const auto& display) { return while_on(display, display.connected); });
}
void display_fps(const MetricFacts& facts, Samples& samples) {
    of_displays(facts, samples,
                [](const auto& display) { return while_on(display, display.shown_fps); });
}

// ---- cameras
void camera_up(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return is_wanted(camera) ? std::optional<double>(camera.state == "playing") : std::nullopt;
    });
}
void camera_state(const MetricFacts& facts, Samples& samples) {
    each(
        facts.wall.cameras, samples,
        [](const CameraStatus& camera) { return state_of("camera", camera.id, camera.state); },
        [](const CameraStatus&) { return std::optional<double>(1); });
}
void camera_state_since(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return camera.since_ms == 0 ? std::nullopt : std::optional(seconds(camera.since_ms));
    });
}
void camera_reconnects(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return camera.connects == 0 ? 0.0 : static_cast<double>(camera.connects - 1);
    });
}
void camera_failures(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return static_cast<double>(camera.failures);
    });
}
void camera_received_fps(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples,
               [](const auto& camera) -> std::optional<double> { return camera.received_fps; });
}
void camera_decoded_fps(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples,
               [](const auto& camera) -> std::optional<double> { return camera.decoded_fps; });
}
void camera_received_bytes(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return camera.kilobits_per_second * 1000 / 8;
    });
}
void camera_jitter(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return camera.jitter_ms ? std::optional(*camera.jitter_ms / 1000) : std::nullopt;
    });
}
void camera_late(const MetricFacts& facts, Samples& samples) {
    of_cameras(facts, samples, [](const auto& camera) -> std::optional<double> {
        return camera.late_ms ? std::optional(seconds(*camera.late_ms)) : std::nullopt;
    });
}

// ---- figures
void data_age(const MetricFacts& facts, Samples& samples) {
    each("source", facts.wall.sources, &SourceStatus::id, samples,
         [&](const SourceStatus& source) -> std::optional<double> {
             return source.updated_ms == 0
                        ? std::nullopt
                        : std::optional(seconds(unix_ms(facts.now) - source.updated_ms));
         });
}
void data_state(const MetricFacts& facts, Samples& samples) {
    each(
        facts.wall.sources, samples,
        [](const SourceStatus& source) { return state_of("source", source.id, source.state); },
        [](const SourceStatus&) { return std::optional<double>(1); });
}
void data_failures(const MetricFacts& facts, Samples& samples) {
    each("source", facts.wall.sources, &SourceStatus::id, samples,
         [](const SourceStatus& source) -> std::optional<double> {
             return static_cast<double>(source.failures);
         });
}
void data_lost(const MetricFacts& facts, Samples& samples) {
    each("source", facts.wall.sources, &SourceStatus::id, samples,
         [](const SourceStatus& source) -> std::optional<double> {
             return static_cast<double>(source.lost);
         });
}

// ---- processes
void worker_up(const MetricFacts& facts, Samples& samples) {
    of_workers(facts, samples,
               [](const auto& worker) -> std::optional<double> { return worker.pid != 0; });
}
void worker_restarts(const MetricFacts& facts, Samples& samples) {
    of_workers(facts, samples, [](const auto& worker) -> std::optional<double> {
        return static_cast<double>(worker.restarts);
    });
}
void worker_cpu(const MetricFacts& facts, Samples& samples) {
    add_usage(facts, samples, [](const ProcessUsage& usage) { return usage.cpu_seconds; });
}
void worker_memory(const MetricFacts& facts, Samples& samples) {
    add_usage(facts, samples,
              [](const ProcessUsage& usage) { return static_cast<double>(usage.resident_bytes); });
}

constexpr MetricRow kTable[] = {
    {"wall_build_info", MetricKind::gauge, "Always 1: the version, and what GL draws with.",
     build_info},
    {"wall_start_time_seconds", MetricKind::gauge, "When control started, Unix time.", start_time},
    {"wall_ready", MetricKind::gauge, "1 while the wall shows a layout (/readyz).", ready},
    {"wall_problems", MetricKind::gauge,
     "What somebody should look at: displays, refused files, full disks. The state has the texts.",
     problems},
    {"wall_hold", MetricKind::gauge, "1 while operators hold automatic changes.", hold},
    {"wall_cameras_hidden", MetricKind::gauge, "1 while every camera is hidden.", cameras_hidden},
    {"wall_layout_active", MetricKind::gauge, "1 while some display shows the layout.",
     layout_active},
    {"wall_alarm_active", MetricKind::gauge, "1 while the alarm is raised.", alarm_active},
    {"wall_display_up", MetricKind::gauge,
     "1 while an output shows the display; off by plan: no line.", display_up},
    {"wall_display_fps", MetricKind::gauge, "Changed pictures shown a second.", display_fps},
    {"wall_tiles", MetricKind::gauge, "Tiles of the display that say this state; none: no line.",
     add_tiles},
    {"wall_camera_up", MetricKind::gauge,
     "1 while the camera plays; no line while it is in no layout or off by its hours.", camera_up},
    {"wall_camera_state", MetricKind::gauge,
     "1 for the state that the camera is in; other states have no line.", camera_state},
    {"wall_camera_state_start_time_seconds", MetricKind::gauge,
     "When the camera's state began, Unix time.", camera_state_since},
    {"wall_camera_frame_age_seconds", MetricKind::gauge,
     "Age of the newest picture of the camera on the wall; no line while no tile shows one.",
     add_frame_ages},
    {"wall_camera_reconnects_total", MetricKind::counter, "Connections after the first one.",
     camera_reconnects},
    {"wall_camera_failures_total", MetricKind::counter, "Connections that failed or were lost.",
     camera_failures},
    {"wall_camera_received_fps", MetricKind::gauge, "Pictures received a second.",
     camera_received_fps},
    {"wall_camera_decoded_fps", MetricKind::gauge, "Pictures decoded a second.",
     camera_decoded_fps},
    {"wall_camera_received_bytes_per_second", MetricKind::gauge, "Of its video.",
     camera_received_bytes},
    {"wall_camera_jitter_seconds", MetricKind::gauge, "How unevenly packets come (RFC 3550).",
     camera_jitter},
    {"wall_camera_late_seconds", MetricKind::gauge, "How much later than could be pictures come.",
     camera_late},
    {"wall_data_age_seconds", MetricKind::gauge,
     "Since when the source's figures are true; no line while there are none.", data_age},
    {"wall_data_state", MetricKind::gauge,
     "1 for the state that the source is in; other states have no line.", data_state},
    {"wall_data_failures", MetricKind::gauge, "Failed fetches in a row.", data_failures},
    {"wall_data_lost_cells", MetricKind::gauge, "Cells that could not be read.", data_lost},
    {"wall_worker_up", MetricKind::gauge, "1 while the process runs.", worker_up},
    {"wall_worker_restarts_total", MetricKind::counter, "How often it was started again.",
     worker_restarts},
    {"wall_worker_cpu_seconds_total", MetricKind::counter,
     "CPU time of the running process; begins anew with it.", worker_cpu},
    {"wall_worker_resident_memory_bytes", MetricKind::gauge,
     "Memory that the process holds; what processes share counts in each.", worker_memory},
};

}  // namespace

std::span<const MetricRow> metric_table() {
    return kTable;
}

std::string metrics_text(const MetricFacts& facts) {
    std::vector<prometheus::MetricFamily> families;
    for (const MetricRow& row : kTable) {
        Samples samples;
        row.collect(facts, samples);
        prometheus::MetricFamily family;
        family.name = row.name;
        family.help = row.help;
        family.type = row.kind == MetricKind::counter ? prometheus::MetricType::Counter
                                                      : prometheus::MetricType::Gauge;
        for (MetricSample& sample : samples) {
            prometheus::ClientMetric& metric = family.metric.emplace_back();
            for (auto& [name, value] : sample.labels) {
                metric.label.push_back({name, std::move(value)});
            }
            (row.kind == MetricKind::counter ? metric.counter.value : metric.gauge.value) =
                sample.value;
        }
        if (!family.metric.empty()) {
            families.push_back(std::move(family));
        }
    }
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, families);
    return text.str();
}

}  // namespace pendopo
