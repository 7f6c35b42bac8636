#pragma once
// GET /metrics: the state document's facts as Prometheus reads them. One table (metrics.cpp) has
// every metric: its name, what it means, its type and where its values come from. Labels are ids,
// states and versions: never an address, a reason, a name of a person or a picture. Pure.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/control/process_usage.h"
#include "engine/control/wall_control.h"

namespace pendopo {

struct MetricFacts {
    const WallStatus& wall;
    const ControlStatus& control;
    bool ready = false;
    WallTime now;
    std::function<std::optional<ProcessUsage>(pid_t)> usage;
};

// One line: its labels in their order, and its value.
struct MetricSample {
    std::vector<std::pair<std::string, std::string>> labels;
    double value = 0;
};
enum class MetricKind { gauge, counter };
struct MetricRow {
    std::string_view name;
    MetricKind kind;
    std::string_view help;
    void (*collect)(const MetricFacts& facts, std::vector<MetricSample>& samples);
};
std::span<const MetricRow> metric_table();

inline constexpr std::string_view kMetricsType = "text/plain; version=0.0.4; charset=utf-8";
std::string metrics_text(const MetricFacts& facts);

}  // namespace pendopo
