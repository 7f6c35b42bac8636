#pragma once
// Where a card's figures come from, in the lines of its foot. What matters most stays longest:
// period and age always, then the publisher, which is shortened in its middle first, then the
// remark. Pure.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

struct Provenance {
    struct Part {
        std::string full;   // "Sumber: BPKAD"
        std::string brief;  // "BPKAD"
        bool operator==(const Part&) const = default;
    };
    std::string note;  // a remark on the figures; to staff, what is wrong with them
    Part source;
    Part period;
    Part age;

    bool empty() const;
    // Everything in full words, on one line.
    std::string text() const;
    bool operator==(const Provenance&) const = default;
};

struct FootRoom {
    double width = 0;       // of a line
    double last_width = 0;  // of the lowest, where the state stands
    size_t lines = 1;
};
struct FootLines {
    std::vector<std::string> lines;  // broken between parts; one may still be too wide
    bool source_cut = false;         // the publisher has an ellipsis in its middle
    bool source_left_out = false;
    bool note_left_out = false;
    bool operator==(const FootLines&) const = default;
};
using TextWidth = std::function<double(std::string_view)>;

FootLines foot_lines(const Provenance& provenance, const FootRoom& room, const TextWidth& width);

}  // namespace pendopo
