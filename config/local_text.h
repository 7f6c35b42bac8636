#pragma once
// A text for people, Indonesian first. In JSON a string, which serves every language, or an object
// {"id": …, "en": …}; a language that is not given falls back to the other.

#include <string>
#include <string_view>

namespace pendopo {

struct LocalText {
    std::string id;
    std::string en;

    const std::string& in(std::string_view language) const {
        const bool english = language == "en";
        const std::string& asked = english ? en : id;
        return asked.empty() ? (english ? id : en) : asked;
    }
    bool empty() const { return id.empty() && en.empty(); }
    bool operator==(const LocalText&) const = default;
};

}  // namespace pendopo
