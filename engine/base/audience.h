#pragma once
// Who may see what: displays, cameras, data sources and those who ask for pictures each have an
// audience, "public", "staff" or "restricted"; each sees what is for those before it.

#include <algorithm>
#include <array>
#include <string_view>

namespace pendopo {

// The widest first. What is not one of them is taken for the narrowest.
inline constexpr std::array<std::string_view, 3> kAudiences{"public", "staff", "restricted"};

constexpr size_t audience_rank(std::string_view audience) {
    const auto* const found = std::ranges::find(kAudiences, audience);
    return std::min<size_t>(static_cast<size_t>(found - kAudiences.begin()), kAudiences.size() - 1);
}

// Whether what is for `audience` may be shown on a display of `display_audience`. An unknown
// display counts as public.
constexpr bool may_show(std::string_view audience, std::string_view display_audience) {
    const bool known = std::ranges::find(kAudiences, display_audience) != kAudiences.end();
    return audience_rank(audience) <= (known ? audience_rank(display_audience) : 0);
}

}  // namespace pendopo
