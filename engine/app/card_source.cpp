#include "engine/app/card_source.h"

#include <algorithm>

namespace pendopo {
namespace {

int64_t unix_ms(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}

// "BPKAD, Dinas Sosial": each once, in the order of the card.
void join(std::string& list, const std::string& word) {
    if (word.empty() || (", " + list + ", ").find(", " + word + ", ") != std::string::npos) {
        return;
    }
    list += (list.empty() ? "" : ", ") + word;
}

}  // namespace

bool has_code(const CardConfig& card) {
    return card.is_drawing() || !card.data.empty() || card.sources.size() > 1;
}

CardSource card_source(const CardConfig& card, const DataConfig& data,
                       const std::map<std::string, SourceReport>& reports,
                       const std::string& problem, WallTime now) {
    CardSource source;
    source.needed = !card.sources.empty();
    source.state = SourceState::good;
    source.problem = problem;
    DataAge worst = DataAge::fresh;
    bool first = true;
    for (const std::string& id : card.sources) {
        const auto config = std::ranges::find(data.sources, id, &SourceConfig::id);
        if (config == data.sources.end()) {
            continue;
        }
        join(source.publisher, config->publisher);
        const auto known = reports.find(id);
        const SourceReport report = known == reports.end() ? SourceReport{} : known->second;
        join(source.period, report.period);
        if (report.state == SourceState::failed) {
            source.state = SourceState::failed;
            join(source.problem, id + ": " + report.reason);
        } else if (report.revision == 0 && source.state == SourceState::good) {
            source.state = SourceState::waiting;
        }
        const int64_t updated = report.revision == 0 ? 0 : report.updated_ms;
        const DataAge age =
            data_age(updated, unix_ms(now), config->old_after_s, config->expire_after_s);
        const auto rank = [](DataAge a) {
            return a == DataAge::none ? 3 : a == DataAge::expired ? 2 : a == DataAge::old ? 1 : 0;
        };
        if (first || rank(age) > rank(worst) ||
            (rank(age) == rank(worst) && updated < source.updated_ms)) {
            worst = age;
            source.updated_ms = updated;
            source.age_by = report.age_by;
            source.old_after_s = config->old_after_s;
            source.expire_after_s = config->expire_after_s;
        }
        first = false;
    }
    if (!problem.empty()) {
        source.state = SourceState::failed;
    }
    return source;
}

std::string card_state(const CardSource& source, WallTime now) {
    if (!source.needed) {
        return source.problem.empty() ? "live" : "failed";
    }
    switch (data_age(source.updated_ms, unix_ms(now), source.old_after_s, source.expire_after_s)) {
        case DataAge::none:
            return source.state == SourceState::failed ? "failed" : "waiting";
        case DataAge::expired:
            return "expired";
        case DataAge::old:
            return source.state == SourceState::failed ? "failed" : "old";
        case DataAge::fresh:
            return source.state == SourceState::failed ? "failed" : "live";
    }
    return "waiting";
}

std::vector<std::string> figures_lost(const std::map<std::string, SourceReport>& reports) {
    std::vector<std::string> lines;
    for (const auto& [id, report] : reports) {
        const std::vector<std::string>& losses = report.reading.losses;
        if (losses.empty()) {
            continue;
        }
        std::string line = "source \"" + id + "\": " + losses.front();
        if (losses.size() > 1) {
            line +=
                "; and " + std::to_string(losses.size() - 1) + " more, see pendopo data show " + id;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace pendopo
