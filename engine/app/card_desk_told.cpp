// What the desk says of its cards: what is wrong with them, what had no room, and whether they are
// as they should be.

#include <algorithm>

#include "engine/app/card_desk.h"
#include "engine/app/card_source.h"

namespace pendopo {

const CardDesk::WantedCard* CardDesk::wanted_of(const std::string& item_key) const {
    const auto wanted = std::ranges::find_if(
        wanted_, [&](const WantedCard& each) { return each.item.key == item_key; });
    return wanted == wanted_.end() ? nullptr : &*wanted;
}

std::map<std::string, std::string> CardDesk::problems() const {
    std::map<std::string, std::string> problems;
    for (const auto& [key, output] : outputs_) {
        if (!output.problem.empty()) {
            problems[output.card] = output.problem;
        }
    }
    for (const WantedCard& wanted : wanted_) {
        const auto drawn = drawn_.find(wanted.item.key);
        if (drawn != drawn_.end() && !drawn->second.problem.empty()) {
            problems[wanted.config().id] = drawn->second.problem;
        }
    }
    for (const auto& [card_and_path, file] : files_) {
        if (!file.problem.empty()) {
            problems[card_and_path.first] = file.problem;  // without it no code runs
        }
    }
    return problems;
}

bool CardDesk::is_filled(const std::string& item_key) const {
    const auto delivered = delivered_.find(item_key);
    return delivered != delivered_.end() && delivered->second.filled;
}

bool CardDesk::settled() const {
    return std::ranges::all_of(wanted_,
                               [this](const WantedCard& wanted) { return is_settled(wanted); });
}

bool CardDesk::is_settled(const std::string& item_key) const {
    const WantedCard* wanted = wanted_of(item_key);
    return wanted == nullptr || is_settled(*wanted);
}

bool CardDesk::is_settled(const WantedCard& wanted) const {
    const CardConfig& config = wanted.config();
    const bool heard = std::ranges::all_of(config.sources, [this](const std::string& source) {
        const auto report = reports_.find(source);
        return report != reports_.end() && report->second.state != SourceState::waiting;
    });
    const std::string inputs = inputs_of(config);
    if (!heard || !has_code(config) || inputs.empty()) {
        return heard;
    }
    const auto output = outputs_.find(output_key(wanted.item, config));
    return output != outputs_.end() &&
           (output->second.inputs == inputs || output->second.failed_inputs == inputs);
}

std::vector<std::string> CardDesk::notes() const {
    std::vector<std::string> lines;
    for (const WantedCard& wanted : wanted_) {
        for (const std::string& note : notes(wanted)) {
            std::string line = "card \"" + wanted.config().id + "\": " + note;
            if (std::ranges::find(lines, line) == lines.end()) {  // drawn in two sizes
                lines.push_back(std::move(line));
            }
        }
    }
    return lines;
}

std::vector<std::string> CardDesk::notes(const WantedCard& wanted) const {
    std::vector<std::string> all;
    const auto output = outputs_.find(output_key(wanted.item, wanted.config()));
    if (output != outputs_.end()) {
        all = output->second.notes;
    }
    if (const auto drawn = drawn_.find(wanted.item.key); drawn != drawn_.end()) {
        all.insert(all.end(), drawn->second.notes.begin(), drawn->second.notes.end());
    }
    return all;
}

std::vector<std::string> CardDesk::notes(const std::string& item_key) const {
    const WantedCard* wanted = wanted_of(item_key);
    return wanted == nullptr ? std::vector<std::string>{} : notes(*wanted);
}

void CardDesk::card_drawn(const CardReport& report) {
    const WantedCard* wanted = wanted_of(report.key);
    if (wanted == nullptr) {
        return;
    }
    CardReport& before = drawn_[report.key];
    const std::string& card = wanted->config().id;
    tell(card, before.notes, report.notes);
    if (before.problem != report.problem && !report.problem.empty()) {
        log_.warn("card {}: {}", card, report.problem);
    }
    before = report;
}

// A line for what is new, and one when nothing is left of it.
void CardDesk::tell(const std::string& card, const std::vector<std::string>& before,
                    const std::vector<std::string>& now) {
    for (const std::string& note : now) {
        if (std::ranges::find(before, note) == before.end()) {
            log_.warn("card {}: {}", card, note);
        }
    }
    if (now.empty() && !before.empty()) {
        log_.info("card {}: all of it is shown", card);
    }
}

}  // namespace pendopo
