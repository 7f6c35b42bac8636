#include "engine/app/source_view.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "config/problems.h"
#include "engine/ipc/process.h"
#include "engine/ipc/shared_text.h"
#include "engine/ipc/worker_refusal.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;
using Row = std::vector<std::string>;

constexpr size_t kMostValueBytes = size_t{128} << 20;

// A folder of this call's own, removed with all in it.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string name = std::filesystem::temp_directory_path().string() + "/pendopo-XXXXXX";
        path_ = ::mkdtemp(name.data()) != nullptr ? name : "";
    }
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            std::filesystem::remove_all(path_, ignored);
        }
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// The newest report that says how an attempt went; nothing: none came yet.
Result<bool> take_reports(Channel& channel, SourceView& view) {
    while (true) {
        auto received = channel.receive();
        if (!received) {
            return fail(received.error());
        }
        if (!*received) {
            return view.report.state != SourceState::waiting;
        }
        if (const auto refusal = decode_worker_refusal((*received)->text)) {
            return fail(ErrorCode::unsupported, refusal->reason);
        }
        auto message = decode_from_data((*received)->text);
        if (!message) {
            return fail(message.error());
        }
        if (const auto* health = std::get_if<WorkerHealth>(&*message);
            health != nullptr && !health->problem.empty()) {
            return fail(ErrorCode::invalid, health->problem);
        }
        if (auto* report = std::get_if<SourceReport>(&*message)) {
            view.report = std::move(*report);
            if (!(*received)->fds.empty()) {
                auto text = read_shared_text((*received)->fds[0].get(), kMostValueBytes);
                if (!text) {
                    return fail(text.error());
                }
                view.value = std::move(*text);
            }
        }
    }
}

// Text that cannot steer the terminal.
std::string shown_line(std::string text) {
    for (char& c : text) {
        c = static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    }
    return text;
}

// In one line and cut.
std::string shown(const Json& cell) {
    constexpr size_t kLongest = 60;  // bytes; a table wider than a terminal helps nobody
    std::string text = shown_line(cell.is_null()     ? "–"
                                  : cell.is_string() ? cell.get<std::string>()
                                  : cell.is_number_float()
                                      ? fmt::format("{:.15g}", cell.get<double>())
                                      : cell.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (text.size() > kLongest) {
        size_t end = kLongest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;
        }
        text = text.substr(0, end) + "…";
    }
    return text;
}

size_t width_of(const std::string& text) {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

void append_table(std::string& out, const std::vector<Row>& rows) {
    std::vector<size_t> widths;
    for (const Row& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    for (const Row& row : rows) {
        std::string line;
        for (size_t i = 0; i < row.size(); ++i) {
            line += row[i] + std::string(widths[i] - width_of(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
}

std::string age_text(const SourceReport& report, int64_t now_ms) {
    if (report.age_by == AgeBy::unknown) {
        return "age unknown";
    }
    constexpr int64_t kMinute = 60;
    const int64_t s = std::max<int64_t>(0, now_ms - report.updated_ms) / 1000;
    const std::string age = s < kMinute             ? fmt::format("{} s", s)
                            : s < 120 * kMinute     ? fmt::format("{} min", s / kMinute)
                            : s < 48 * 60 * kMinute ? fmt::format("{} h", s / 3600)
                                                    : fmt::format("{} days", s / 86400);
    const char* by = report.age_by == AgeBy::file     ? "the file's time; no \"updated\""
                     : report.age_by == AgeBy::server ? "Last-Modified"
                     : report.age_by == AgeBy::value  ? "\"updated\""
                                                      : "when it was asked";
    return fmt::format("{:%Y-%m-%d %H:%M}, {} ago ({})",
                       fmt::localtime(static_cast<std::time_t>(report.updated_ms / 1000)), age, by);
}

void append_columns(std::string& out, const ValueReading& reading) {
    std::vector<Row> rows{{"COLUMN", "KIND", "DECIMAL", "UNIT", "VALUES", "MISSING", "LOST"}};
    for (const ColumnReading& column : reading.columns) {
        rows.push_back({shown(column.name), column.kind, column.decimal, column.unit,
                        std::to_string(column.values), std::to_string(column.missing),
                        std::to_string(column.lost)});
    }
    if (rows.size() > 1) {
        out += "\n";
        append_table(out, rows);
    }
}

void append_rows(std::string& out, const Json& value, size_t most) {
    if (!value.is_array()) {
        out += "\n" + value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
        return;
    }
    std::vector<Row> rows;
    Row names;
    for (const Json& row : value) {
        if (rows.size() > most) {
            break;
        }
        if (!row.is_object()) {
            rows.push_back({shown(row)});
            continue;
        }
        if (names.empty()) {
            for (const auto& member : row.items()) {
                names.push_back(member.key());
            }
            Row head;
            std::transform(names.begin(), names.end(), std::back_inserter(head),
                           [](const std::string& name) { return shown(name); });
            rows.push_back(std::move(head));
        }
        Row cells;
        for (const std::string& name : names) {
            cells.push_back(row.contains(name) ? shown(row[name]) : "");
        }
        rows.push_back(std::move(cells));
    }
    out += "\n";
    append_table(out, rows);
    if (value.size() > most) {
        out +=
            fmt::format("… and {} more; --rows {} shows all\n", value.size() - most, value.size());
    }
}

}  // namespace

Result<std::string> only_source(const std::string& data_text, const std::string& id) {
    Json data = Json::parse(data_text, nullptr, false);
    if (!data.is_object() || !data.contains("sources") || !data["sources"].is_array()) {
        return fail(ErrorCode::invalid, "data.json has no \"sources\"; pendopo check tells more");
    }
    std::vector<std::string> names;
    Json kept = Json::array();
    for (Json& source : data["sources"]) {
        names.push_back(source.is_object() ? source.value("id", "") : "");
        if (names.back() == id) {
            kept.push_back(std::move(source));
        }
    }
    if (kept.empty()) {
        return fail(ErrorCode::not_found, unknown_name("data source", id, names));
    }
    data["sources"] = std::move(kept);
    return data.dump();
}

Result<std::string> source_of_file(const std::string& path, const std::string& csv) {
    std::error_code error;
    const std::string whole = std::filesystem::absolute(path, error).string();
    Json source{{"id", "file"}, {"file", whole}, {"audience", "restricted"}};
    if (!csv.empty()) {
        source["csv"] = Json::parse(csv, nullptr, false);
        if (!source["csv"].is_object()) {
            return fail(ErrorCode::invalid,
                        "--csv: expected JSON like '{\"decimal\": \",\", \"header_row\": 3}'");
        }
    }
    return Json{{"version", 1}, {"sources", Json::array({source})}}.dump();
}

Result<SourceView> view_source(DataPlan plan, const std::string& data_text, Milliseconds patience,
                               const std::stop_token& stop, SandboxMode sandbox) {
    const int64_t longest_wait_ms = stop.stop_possible() ? 100 : 1000;
    const ScratchFolder scratch;
    auto pair = Channel::create_pair();
    if (!pair) {
        return fail(pair.error());
    }
    auto child =
        ChildProcess::spawn(program_beside("pendopo-data"),
                            worker_words("data", LogLevel::error, sandbox), pair->second.take_fd());
    if (!child) {
        return fail(child.error());
    }
    plan.state_folder = scratch.path().empty() ? "/nonexistent" : scratch.path();
    const auto text = share_text(data_text);
    if (!text) {
        return fail(text.error());
    }
    const int fd = text->get();
    if (auto sent = pair->first.send(encode(ToData(plan)), {&fd, 1}); !sent) {
        return fail(sent.error());
    }
    SourceView view;
    const MonotonicTime give_up = Monotonic::now() + patience;
    while (Monotonic::now() < give_up) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::stopped, "the wall ends");
        }
        const auto left =
            std::chrono::duration_cast<Milliseconds>(give_up - Monotonic::now()).count();
        pollfd news{pair->first.fd(), POLLIN, 0};
        if (::poll(&news, 1, static_cast<int>(std::clamp<int64_t>(left, 0, longest_wait_ms))) < 0) {
            continue;
        }
        const auto done = take_reports(pair->first, view);
        if (!done) {
            return fail(done.error());
        }
        if (*done) {
            return view;
        }
    }
    return fail(ErrorCode::timed_out,
                "nothing has come; an mqtt source waits for its next message");
}

std::string view_text(const SourceView& view, size_t most_rows, int64_t now_ms) {
    const SourceReport& report = view.report;
    const ValueReading& reading = report.reading;
    if (report.state == SourceState::failed) {
        return fmt::format("{}: not shown: {}\n", report.id, report.reason);
    }
    std::string out = report.id + ": " + (reading.lost == 0 ? "good" : "not all of it is shown");
    out += fmt::format(", {} rows, {}", reading.rows, reading.format);
    out += reading.encoding.empty() ? "" : ", " + reading.encoding;
    out += reading.separator.empty() ? "" : ", separator " + reading.separator;
    out += "\nupdated: " + age_text(report, now_ms) + "\n";
    out += report.period.empty() ? "" : "period: " + shown(report.period) + "\n";
    for (const std::string& loss : reading.losses) {
        out += "lost: " + shown_line(loss) + "\n";
    }
    for (const std::string& note : reading.notes) {
        out += "note: " + shown_line(note) + "\n";
    }
    append_columns(out, reading);
    append_rows(out, Json::parse(view.value, nullptr, false), most_rows);
    return out;
}

nlohmann::ordered_json view_json(const SourceView& view) {
    const SourceReport& report = view.report;
    const ValueReading& reading = report.reading;
    Json columns = Json::array();
    for (const ColumnReading& column : reading.columns) {
        columns.push_back({{"name", column.name},
                           {"kind", column.kind},
                           {"unit", column.unit},
                           {"decimal", column.decimal},
                           {"values", column.values},
                           {"missing", column.missing},
                           {"lost", column.lost},
                           {"note", column.note}});
    }
    return {{"id", report.id},
            {"state", to_string(report.state)},
            {"reason", report.reason},
            {"period", report.period},
            {"updated_ms", report.updated_ms},
            {"age_by", to_string(report.age_by)},
            {"format", reading.format},
            {"encoding", reading.encoding},
            {"separator", reading.separator},
            {"rows", reading.rows},
            {"lost", reading.lost},
            {"losses", reading.losses},
            {"notes", reading.notes},
            {"columns", std::move(columns)},
            {"value", view.value.empty() ? Json() : Json::parse(view.value, nullptr, false)}};
}

}  // namespace pendopo
