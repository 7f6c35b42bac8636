#include "config/edit/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace pendopo {
namespace {

constexpr size_t kAround = 3;                   // lines shown before and after a change
constexpr size_t kMostCells = size_t{4} << 20;  // 2 MiB of the table below

enum class Side : char { both = ' ', old = '-', fresh = '+' };
struct Line {
    Side side;
    std::string_view text;
};

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

using Lines = std::vector<std::string_view>;

// The longest common subsequence, by the table of its lengths.
void compare(const Lines& old_lines, const Lines& new_lines, std::vector<Line>& to) {
    const size_t rows = old_lines.size();
    const size_t columns = new_lines.size() + 1;
    if ((rows + 1) * columns > kMostCells || std::max(rows, columns) > UINT16_MAX) {
        for (const std::string_view line : old_lines) {
            to.push_back({Side::old, line});
        }
        for (const std::string_view line : new_lines) {
            to.push_back({Side::fresh, line});
        }
        return;
    }
    std::vector<uint16_t> lengths((rows + 1) * columns);
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns - 1; j-- > 0;) {
            lengths[i * columns + j] =
                old_lines[i] == new_lines[j]
                    ? static_cast<uint16_t>(lengths[(i + 1) * columns + j + 1] + 1)
                    : std::max(lengths[(i + 1) * columns + j], lengths[i * columns + j + 1]);
        }
    }
    size_t i = 0;
    size_t j = 0;
    while (i < rows || j < columns - 1) {
        if (i < rows && j < columns - 1 && old_lines[i] == new_lines[j]) {
            to.push_back({Side::both, old_lines[i++]});
            ++j;
        } else if (i < rows && (j == columns - 1 ||
                                lengths[(i + 1) * columns + j] >= lengths[i * columns + j + 1])) {
            to.push_back({Side::old, old_lines[i++]});
        } else {
            to.push_back({Side::fresh, new_lines[j++]});
        }
    }
}

std::vector<Line> compare(std::string_view old_text, std::string_view new_text) {
    Lines old_lines = lines_of(old_text);
    Lines new_lines = lines_of(new_text);
    const auto [old_head, new_head] =
        std::mismatch(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end());
    const auto head = old_head - old_lines.begin();
    const auto tail = std::mismatch(old_lines.rbegin(), old_lines.rend() - head, new_lines.rbegin(),
                                    new_lines.rend() - head)
                          .first -
                      old_lines.rbegin();
    std::vector<Line> lines;
    for (auto line = old_lines.begin(); line != old_head; ++line) {
        lines.push_back({Side::both, *line});
    }
    compare({old_head, old_lines.end() - tail}, {new_head, new_lines.end() - tail}, lines);
    for (auto line = old_lines.end() - tail; line != old_lines.end(); ++line) {
        lines.push_back({Side::both, *line});
    }
    return lines;
}

// "@@ -1,4 +1,5 @@": a side without lines stands at the line before.
std::string range(size_t lines_before, size_t count) {
    return fmt::format("{},{}", count == 0 ? lines_before : lines_before + 1, count);
}

}  // namespace

std::string difference(std::string_view old_text, std::string_view new_text) {
    const std::vector<Line> lines = compare(old_text, new_text);
    const auto changed = [&](size_t i) { return lines[i].side != Side::both; };
    std::string result;
    size_t old_line = 0;  // lines before `i` on each side
    size_t new_line = 0;
    for (size_t i = 0; i < lines.size();) {
        // A block: from kAround before a change to kAround behind the last one that is near.
        size_t next = i;
        while (next < lines.size() && !changed(next)) {
            ++next;
        }
        if (next == lines.size()) {
            break;
        }
        const size_t begin = std::max(i, next - std::min(next, kAround));
        size_t end = next;
        for (size_t at = next; at < lines.size() && at <= end + 2 * kAround + 1; ++at) {
            end = changed(at) ? at : end;
        }
        end = std::min(end + 1 + kAround, lines.size());
        old_line += begin - i;
        new_line += begin - i;
        size_t old_count = 0;
        size_t new_count = 0;
        std::string block;
        for (size_t at = begin; at < end; ++at) {
            const std::string_view text = lines[at].text;
            old_count += lines[at].side != Side::fresh ? 1 : 0;
            new_count += lines[at].side != Side::old ? 1 : 0;
            block += static_cast<char>(lines[at].side);
            block += text;
            block += text.ends_with('\n') ? "" : "\n";
        }
        result +=
            fmt::format("@@ -{} +{} @@\n", range(old_line, old_count), range(new_line, new_count));
        result += block;
        old_line += old_count;
        new_line += new_count;
        i = end;
    }
    return result;
}

}  // namespace pendopo
