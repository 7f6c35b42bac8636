#include "config/problems.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "config/in_both.h"
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

Problem problem_of(std::string file, LocalText text, std::string pointer) {
    return {std::move(file), 0, 0, std::move(pointer), std::move(text)};
}

std::string to_string(const Problem& problem, std::string_view language) {
    std::string result = problem.file;
    if (problem.line > 0) {
        result += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
    }
    if (!problem.pointer.empty()) {
        result += " " + problem.pointer;
    }
    return result + ": " + problem.text.in(language);
}

std::string to_string(const ProblemList& problems, std::string_view language) {
    std::string result;
    for (const Problem& problem : problems) {
        result += to_string(problem, language) + "\n";
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

void Problems::add(const JsonNode& node, LocalText text) {
    keep({file_, node.position.line, node.position.column, pointer(node), std::move(text)});
}

void Problems::add_in_english(const JsonNode& node, std::string text) {
    add(node, {"", std::move(text)});
}

void Problems::add_at_key(const JsonNode& node, LocalText text) {
    const bool member = node.parent != nullptr && node.parent->kind == JsonNode::Kind::object;
    const JsonPosition at = member ? node.key_position : node.position;
    keep({file_, at.line, at.column, pointer(node), std::move(text)});
}

void Problems::add_at(int line, int column, LocalText text) {
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
        list_.push_back(
            problem_of(file_, in_both("dan {} masalah lagi", "and {} more problems", more)));
    }
    return std::exchange(list_, {});
}

LocalText did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    if (word.size() > kLongestGuessed) {
        return {};
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
    return best != nullptr
               ? in_both("; mungkin maksudnya {}?", "; did you mean {}?", in_quotes(*best))
               : LocalText{};
}

LocalText unknown_name(const LocalText& what, std::string_view name,
                       std::span<const std::string> names) {
    const LocalText guess = did_you_mean(name, names);
    return in_both("tidak ada {} {}{}", "no {} {}{}", what, in_quotes(name),
                   !guess.empty() ? guess
                   : names.empty()
                       ? LocalText{"; memang belum ada satu pun", "; there is none at all"}
                       : in_both("; pilih {}", "; choose {}", one_of(names)));
}

std::string unknown_name(std::string_view what, std::string_view name,
                         std::span<const std::string> names) {
    return unknown_name(LocalText{"", std::string(what)}, name, names).en;
}

LocalText one_of(std::span<const std::string> words) {
    LocalText result;
    const size_t shown = std::min(words.size(), kMostWords);
    for (size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == words.size();
        result.id += i == 0 ? "" : last ? " atau " : ", ";
        result.en += i == 0 ? "" : last ? " or " : ", ";
        result.id += in_quotes(words[i]);
        result.en += in_quotes(words[i]);
    }
    const char* more = shown < words.size() ? ", …" : "";
    return {result.id + more, result.en + more};
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
