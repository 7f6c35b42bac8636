#include "engine/control/status_text.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

namespace pendopo {
namespace {

using Json = nlohmann::json;

const Json& member(const Json& object, const char* key) {
    static const Json kNone;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : kNone;
}

// Text that cannot steer the terminal.
std::string word(const Json& value) {
    std::string text = value.is_string() ? value.get<std::string>() : std::string();
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
            c = '?';
        }
    }
    return text;
}
std::string word(const Json& object, const char* key) {
    return word(member(object, key));
}
// Why a source failed, else which of its figures are not shown.
std::string trouble_of(const Json& source) {
    const Json& losses = member(source, "losses");
    std::string text = word(source, "reason");
    if (text.empty() && losses.is_array() && !losses.empty()) {
        text = word(losses[0]);
        text += losses.size() > 1 ? "; and " + std::to_string(losses.size() - 1) + " more" : "";
    }
    return text;
}
int64_t whole(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (value.is_number_float()) {
        constexpr double kMost = 1e15;  // exact in a double, and in range
        return static_cast<int64_t>(std::clamp(value.get<double>(), -kMost, kMost));
    }
    return value.is_number_integer() ? value.get<int64_t>() : 0;
}
std::string count(const Json& object, const char* key) {
    return std::to_string(whole(object, key));
}
std::string rate(const Json& object, const char* key) {
    const Json& value = member(object, key);
    const double number = value.is_number() ? std::clamp(value.get<double>(), 0.0, 1e9) : 0;
    const int64_t tenths = std::llround(number * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}
std::string size(const Json& object) {
    return count(object, "width") + "x" + count(object, "height");
}

// "3d 4h", "2h 5m", "4m 10s", "7s": the two largest units.
std::string duration(int64_t ms) {
    const int64_t s = std::max<int64_t>(ms, 0) / 1000;
    const auto two = [](int64_t a, const char* unit, int64_t b, const char* smaller) {
        return std::to_string(a) + unit + " " + std::to_string(b) + smaller;
    };
    if (s >= 86'400) {
        return two(s / 86'400, "d", s % 86'400 / 3'600, "h");
    }
    if (s >= 3'600) {
        return two(s / 3'600, "h", s % 3'600 / 60, "m");
    }
    return s >= 60 ? two(s / 60, "m", s % 60, "s") : std::to_string(s) + "s";
}
std::string since(const Json& object, const char* key, int64_t now_ms) {
    const int64_t start = whole(object, key);
    return start > 0 ? duration(now_ms - start) : "-";
}

using Row = std::vector<std::string>;

size_t shown_width(std::string_view text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

void append_table(std::string& out, const Row& head, const std::vector<Row>& rows) {
    if (rows.empty()) {
        return;
    }
    std::vector<size_t> widths(head.size());
    const auto line = [&](const Row& row) {
        std::string text;
        for (size_t i = 0; i < row.size(); ++i) {
            text += row[i] + std::string(widths[i] - shown_width(row[i]) + 2, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    for (size_t i = 0; i < head.size(); ++i) {
        widths[i] = shown_width(head[i]);
        for (const Row& row : rows) {
            widths[i] = std::max(widths[i], shown_width(row[i]));
        }
    }
    out += "\n";
    line(head);
    std::for_each(rows.begin(), rows.end(), line);
}

template <class MakeRow>
std::vector<Row> rows_of(const Json& document, const char* key, MakeRow make_row) {
    std::vector<Row> rows;
    for (const Json& item : member(document, key)) {
        rows.push_back(make_row(item));
    }
    return rows;
}

}  // namespace

Result<std::string> status_text(std::string_view document, int64_t now_ms) {
    const Json state = Json::parse(document, nullptr, false);
    if (!member(state, "revision").is_number() || !member(state, "displays").is_array()) {
        return fail(ErrorCode::invalid,
                    "the answer is not a wall's state; is another program using this port?");
    }
    std::string out = word(state, "name") + "  layout " + word(state, "layout") + "  revision " +
                      count(state, "revision") + "  up " + since(state, "started_ms", now_ms) +
                      "  pendopo " + word(state, "version") + "\n" + "drawn by " +
                      word(state, "renderer") + ", path " + word(state, "render_path") + "\n";
    append_table(out, {"DISPLAY", "OUTPUT", "SIZE", "FPS"},
                 rows_of(state, "displays", [](const Json& display) -> Row {
                     const bool connected = member(display, "connected") == true;
                     const std::string output = word(display, "output");
                     const bool off = word(member(display, "power"), "state") == "off_by_plan";
                     return {word(display, "id"),
                             off              ? "off by plan"
                             : !connected     ? "not connected"
                             : output.empty() ? "headless"
                                              : output,
                             size(member(display, "size")), rate(display, "shown_fps")};
                 }));
    append_table(out, {"TILE", "SHOWS", "STREAM", "STATE", "SINCE", "AGE", "FPS", "REASON"},
                 rows_of(state, "tiles", [&](const Json& tile) -> Row {
                     const std::string camera = word(tile, "camera");
                     const Json& age = member(tile, "frame_age_ms");
                     return {word(tile, "display") + "/" + word(tile, "id"),
                             camera.empty() ? word(tile, "card") : camera,
                             word(tile, "stream"),
                             word(tile, "state"),
                             since(tile, "since_ms", now_ms),
                             age.is_number() ? count(tile, "frame_age_ms") + "ms" : "-",
                             rate(tile, "shown_fps"),
                             word(tile, "reason")};
                 }));
    append_table(out,
                 {"CAMERA", "STATE", "SINCE", "STREAM", "CODEC", "SIZE", "FPS", "KBIT/S", "REASON"},
                 rows_of(state, "cameras", [&](const Json& camera) -> Row {
                     return {word(camera, "id"),
                             word(camera, "state"),
                             since(camera, "since_ms", now_ms),
                             word(camera, "stream"),
                             word(camera, "codec"),
                             size(member(camera, "size")),
                             rate(camera, "received_fps"),
                             count(camera, "kilobits_per_second"),
                             word(camera, "reason")};
                 }));
    append_table(out, {"SOURCE", "STATE", "PERIOD", "UPDATED", "FETCHED", "BYTES", "REASON"},
                 rows_of(state, "sources", [&](const Json& source) -> Row {
                     return {word(source, "id"),
                             word(source, "state"),
                             word(source, "period"),
                             since(source, "updated_ms", now_ms),
                             since(source, "fetched_ms", now_ms),
                             count(source, "bytes"),
                             trouble_of(source)};
                 }));
    append_table(out, {"WORKER", "PID", "UP", "RESTARTS", "LAST EXIT"},
                 rows_of(state, "workers", [&](const Json& worker) -> Row {
                     const bool running = whole(worker, "pid") != 0;
                     return {word(worker, "role"), running ? count(worker, "pid") : "-",
                             running ? since(worker, "since_ms", now_ms) : "not running",
                             count(worker, "restarts"), word(worker, "last_exit")};
                 }));
    append_table(out, {"SINCE", "PROBLEM"},
                 rows_of(state, "problems", [&](const Json& problem) -> Row {
                     return {since(problem, "since_ms", now_ms), word(problem, "text")};
                 }));
    return out;
}

}  // namespace pendopo
