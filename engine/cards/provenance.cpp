#include "engine/cards/provenance.h"

#include <algorithm>
#include <array>
#include <optional>

namespace pendopo {
namespace {

constexpr std::string_view kBetween = " · ";
constexpr size_t kFewestLetters = 9;  // of a publisher; fewer say nothing

using Parts = std::vector<std::string>;

std::string joined(const Parts& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() || part.empty() ? "" : kBetween);
        text += part;
    }
    return text;
}

enum class Breaks { between_parts, between_words };

// In as few lines as hold them; nothing when that takes more than there are.
std::optional<std::vector<std::string>> broken(const Parts& parts, const FootRoom& room,
                                               const TextWidth& width,
                                               Breaks breaks = Breaks::between_parts) {
    for (size_t most = 1; most <= room.lines; ++most) {
        std::vector<std::string> lines;
        bool fits = true;
        for (const std::string& part : parts) {
            if (part.empty()) {
                continue;
            }
            const auto holds = [&](const std::string& text, size_t line) {
                return width(text) <= (line + 1 == most ? room.last_width : room.width);
            };
            const std::string longer =
                lines.empty() ? part : lines.back() + std::string(kBetween) + part;
            if (!lines.empty() && holds(longer, lines.size() - 1)) {
                lines.back() = longer;
            } else if (lines.size() < most && holds(part, lines.size())) {
                lines.push_back(part);
            } else if (breaks == Breaks::between_words) {
                std::string line;
                for (size_t at = 0; fits && at < part.size();) {
                    const size_t end = std::min(part.find(' ', at), part.size());
                    const std::string word = part.substr(at, end - at);
                    if (!line.empty() && holds(line + " " + word, lines.size())) {
                        line += " " + word;
                    } else {
                        if (!line.empty()) {
                            lines.push_back(line);
                        }
                        line = word;
                        fits = lines.size() < most && holds(word, lines.size());
                    }
                    at = end + 1;
                }
                lines.push_back(line);
            } else {
                fits = false;
                break;
            }
        }
        if (fits) {
            return lines;
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> letters_of(std::string_view text) {
    std::vector<std::string_view> letters;
    for (size_t at = 0; at < text.size();) {
        size_t end = at + 1;
        while (end < text.size() && (text[end] & 0xC0) == 0x80) {
            ++end;
        }
        letters.push_back(text.substr(at, end - at));
        at = end;
    }
    return letters;
}

// "Badan Penge…Banyuwangi": both ends of a name tell it from its like.
std::string shortened(const std::vector<std::string_view>& letters, size_t kept) {
    const size_t head = (kept + 1) / 2;
    std::string left;
    std::string right;
    for (size_t i = 0; i < head; ++i) {
        left += letters[i];
    }
    for (size_t i = letters.size() - (kept - head); i < letters.size(); ++i) {
        right += letters[i];
    }
    left.erase(left.find_last_not_of(' ') + 1);
    right.erase(0, std::min(right.find_first_not_of(' '), right.size()));
    return left + "…" + right;
}

}  // namespace

bool Provenance::empty() const {
    return text().empty();
}

std::string Provenance::text() const {
    return joined({note, source.full, period.full, age.full});
}

FootLines foot_lines(const Provenance& all, const FootRoom& room, const TextWidth& width) {
    const auto& [note, source, period, age] = all;
    for (const bool with_note : {true, false}) {
        const std::string remark = with_note ? note : "";
        const bool lost = !with_note && !note.empty();
        const std::array<Parts, 4> forms{{{remark, source.full, period.full, age.full},
                                          {remark, source.full, period.brief, age.full},
                                          {remark, source.full, period.brief, age.brief},
                                          {remark, source.brief, period.brief, age.brief}}};
        for (const Parts& form : forms) {
            if (auto lines = broken(form, room, width)) {
                return {std::move(*lines), false, false, lost};
            }
        }
        if (auto lines = broken(forms.back(), room, width, Breaks::between_words)) {
            return {std::move(*lines), false, false, lost};
        }
        const auto letters = letters_of(source.brief);
        std::optional<std::vector<std::string>> best;
        for (size_t kept = kFewestLetters; kept < letters.size(); ++kept) {
            auto lines =
                broken({remark, shortened(letters, kept), period.brief, age.brief}, room, width);
            if (!lines) {
                break;
            }
            best = std::move(lines);
        }
        if (best) {
            return {std::move(*best), true, false, lost};
        }
    }
    FootLines least{{}, false, !source.full.empty(), !note.empty()};
    if (auto lines = broken({period.brief, age.brief}, room, width)) {
        least.lines = std::move(*lines);
    } else {
        least.lines = {joined({period.brief, age.brief})};
    }
    return least;
}

}  // namespace pendopo
