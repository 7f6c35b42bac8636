#include "config/problems.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "config/json_reader.h"
#include "config/url.h"

namespace pendopo {
namespace {

constexpr size_t kMostProblems = 200;   // more does not help anybody repair the file
constexpr size_t kMostWords = 30;       // of a list in a text
constexpr size_t kLongestQuote = 60;    // bytes; a line of the list stays a line
constexpr size_t kLongestGuessed = 64;  // a longer word is no typing slip; bounds the cost

// Letters changed, left out, added or swapped with their neighbour (optimal string alignment).
size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<size_t> before_last(b.size() + 1);
    std::vector<size_t> last(b.size() + 1);
    std::vector<size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), size_t{0});
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (size_t j = 1; j <= b.size(); ++j) {
            const size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        before_last.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

}  // namespace

std::string to_string(const Problem& problem) {
    std::string result = problem.file;
    if (problem.line > 0) {
        result += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
    }
    if (!problem.pointer.empty()) {
        result += " " + problem.pointer;
    }
    return result + ": " + problem.text;
}

std::string to_string(const ProblemList& problems) {
    std::string result;
    for (const Problem& problem : problems) {
        result += to_string(problem) + "\n";
    }
    return result;
}

Problems::Problems(std::string file, Quoting quoting, KeyShown shown)
    : file_(std::move(file)), quoting_(quoting), shown_(shown) {}

std::string Problems::pointer(const JsonNode& node) const {
    const JsonNode* last = &node;
    for (const JsonNode* each = &node; each->parent != nullptr; each = each->parent) {
        if (each->parent->kind == JsonNode::Kind::object && !shows(*each)) {
            last = each->parent;
        }
    }
    return last->pointer();
}

void Problems::add(const JsonNode& node, std::string text) {
    keep({file_, node.position.line, node.position.column, pointer(node), std::move(text)});
}

void Problems::add_at_key(const JsonNode& node, std::string text) {
    const bool member = node.parent != nullptr && node.parent->kind == JsonNode::Kind::object;
    const JsonPosition at = member ? node.key_position : node.position;
    keep({file_, at.line, at.column, pointer(node), std::move(text)});
}

void Problems::add_at(int line, int column, std::string text) {
    keep({file_, line, column, "", std::move(text)});
}

bool Problems::full() const {
    return list_.size() >= kMostProblems;
}

void Problems::keep(Problem problem) {
    if (full()) {
        ++dropped_;
    } else {
        list_.push_back(std::move(problem));
    }
}

ProblemList Problems::take() {
    std::stable_sort(list_.begin(), list_.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    if (const int more = std::exchange(dropped_, 0); more > 0) {
        list_.push_back({file_, 0, 0, "", "and " + std::to_string(more) + " more problems"});
    }
    return std::exchange(list_, {});
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    if (word.size() > kLongestGuessed) {
        return "";
    }
    const std::string* best = nullptr;
    size_t best_distance = kLongestGuessed;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > kLongestGuessed || candidate == word) {
            continue;
        }
        const size_t distance = edit_distance(lower(word), lower(candidate));
        // A slip changes at most a third of a word.
        const size_t most = (std::max(word.size(), candidate.size()) + 2) / 3;
        if (distance <= most && distance < best_distance && distance < candidate.size()) {
            best = &candidate;
            best_distance = distance;
        }
    }
    return best != nullptr ? "; did you mean " + in_quotes(*best) + "?" : "";
}

std::string unknown_name(std::string_view what, std::string_view name,
                         std::span<const std::string> names) {
    const std::string guess = did_you_mean(name, names);
    return "no " + std::string(what) + " " + in_quotes(name) +
           (!guess.empty()  ? guess
            : names.empty() ? "; there is none at all"
                            : "; choose " + one_of(names));
}

std::string one_of(std::span<const std::string> words) {
    std::string result;
    const size_t shown = std::min(words.size(), kMostWords);
    for (size_t i = 0; i < shown; ++i) {
        result += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        result += in_quotes(words[i]);
    }
    return result + (shown < words.size() ? ", …" : "");
}

std::string in_quotes(std::string_view text) {
    if (text.find("://") != std::string_view::npos) {
        return "\"" + shown_address(text) + "\"";
    }
    size_t length = std::min(text.size(), kLongestQuote);
    while (length < text.size() && length > 0 && (text[length] & 0xC0) == 0x80) {
        --length;
    }
    std::string result = "\"";
    for (const char c : text.substr(0, length)) {
        result += (c >= 0 && c < 0x20) || c == 0x7F ? '?' : c;
    }
    return result + (length < text.size() ? "…\"" : "\"");
}

}  // namespace pendopo
