#include "engine/data/earthquake.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "config/calendar_date.h"
#include "engine/data/value.h"

namespace pendopo {
namespace {

using std::chrono::seconds;

constexpr size_t kMostQuakes = 200;  // BMKG lists fifteen
constexpr size_t kMostText = 90;     // bytes of one part of the text
// Corrections move an earthquake by seconds and some ten kilometres; another one as near and as
// soon is an aftershock, and the same news.
constexpr seconds kSameWithin{90};
constexpr double kSameWithinKm = 100;
constexpr std::chrono::hours kRemembered{24};

// The text of a member, or "" — whatever it is.
std::string text_of(const Value& quake, const char* key) {
    const auto found = quake.find(key);
    if (found == quake.end() || (!found->is_string() && !found->is_number())) {
        return "";
    }
    std::string text = found->is_string() ? found->get<std::string>() : found->dump();
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
    text.erase(text.find_last_not_of(' ') + 1);
    if (text.size() > kMostText) {
        size_t end = kMostText;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

// The number that a text begins with: "5.6", "5,6", "6.12 LS".
std::optional<double> number_of(std::string text) {
    std::ranges::replace(text, ',', '.');
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

// "2026-11-25T03:42:11+00:00", or "Z" at the end.
std::optional<WallTime> time_of(const std::string& text) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd+dd:dd";
    const bool utc = text.size() == 20 && text.back() == 'Z';
    if (!utc && text.size() != kShape.size()) {
        return std::nullopt;
    }
    for (size_t i = 0; i < (utc ? 19 : text.size()); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool sign = i == 19 && (text[i] == '+' || text[i] == '-');
        if (kShape[i] == 'd' ? !digit : !sign && text[i] != kShape[i]) {
            return std::nullopt;
        }
    }
    const auto two = [&](size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    const auto date = parse_date(text.substr(0, 10));
    if (!date || two(11) > 23 || two(14) > 59 || two(17) > 60) {
        return std::nullopt;
    }
    const int ahead = utc ? 0 : (two(20) * 3600 + two(23) * 60) * (text[19] == '-' ? -1 : 1);
    return WallTime(seconds(int64_t{days_between({1970, 1, 1}, *date)} * 86'400 + two(11) * 3600 +
                            two(14) * 60 + two(17) - ahead));
}

// "-6.12,105.40", else "6.12 LS" and "105.40 BT".
std::optional<std::pair<double, double>> place_of(const Value& quake) {
    std::optional<double> latitude, longitude;
    const std::string both = text_of(quake, "Coordinates");
    if (const size_t comma = both.find(','); comma != std::string::npos) {
        latitude = number_of(both.substr(0, comma));
        longitude =
            number_of(both.substr(both.find_first_not_of(' ', comma + 1) == std::string::npos
                                      ? both.size()
                                      : both.find_first_not_of(' ', comma + 1)));
    } else {
        const std::string north = text_of(quake, "Lintang");
        const std::string east = text_of(quake, "Bujur");
        latitude = number_of(north);
        longitude = number_of(east);
        if (latitude && north.ends_with("LS")) {
            latitude = -*latitude;
        }
        if (longitude && east.ends_with("BB")) {
            longitude = -*longitude;
        }
    }
    if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
        return std::nullopt;
    }
    return std::pair(*latitude, *longitude);
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

// One word of a place: directions apart and small, names as they are written in a sentence.
std::string readable(const std::string& word) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kDirections{
        {{"baratdaya", "barat daya"},
         {"baratlaut", "barat laut"},
         {"timurlaut", "timur laut"},
         {"tenggara", "tenggara"},
         {"barat", "barat"},
         {"timur", "timur"},
         {"utara", "utara"},
         {"selatan", "selatan"},
         {"daya", "daya"},
         {"laut", "laut"}}};
    const std::string small = lower(word);
    for (const auto& [written, said] : kDirections) {
        if (small == written) {
            return std::string(said);
        }
    }
    // "BANYUWANGI-JATIM" is "Banyuwangi-Jatim"; "NTT" stays.
    std::string result = word;
    for (size_t begin = 0; begin < word.size();) {
        const size_t end = std::min(word.find('-', begin), word.size());
        const std::string_view part(word.data() + begin, end - begin);
        const bool shouted = part.size() > 3 &&
                             std::ranges::all_of(part, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (shouted) {
            result.replace(begin + 1, part.size() - 1, lower(part.substr(1)));
        }
        begin = end + 1;
    }
    return result;
}

// "Pusat gempa berada di laut 43 km BaratDaya BANYUWANGI" → "43 km barat daya Banyuwangi".
std::string place_text(std::string region) {
    for (const std::string_view opening :
         {"Pusat gempa berada di laut ", "Pusat gempa berada di darat ", "Pusat gempa "}) {
        if (region.starts_with(opening)) {
            region.erase(0, opening.size());
        }
    }
    std::string text;
    for (size_t begin = 0; begin < region.size();) {
        const size_t end = std::min(region.find(' ', begin), region.size());
        if (end > begin) {
            text += (text.empty() ? "" : " ") + readable(region.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return text;
}

std::string text_for_people(const Value& quake, double magnitude) {
    std::string strength = fmt::format("{:.1f}", magnitude);
    std::ranges::replace(strength, '.', ',');
    std::string text = "Gempa M " + strength;
    const auto add = [&](const std::string& part) { text += part.empty() ? "" : " · " + part; };
    add(place_text(text_of(quake, "Wilayah")));
    std::string clock = text_of(quake, "Jam");  // "10:42:11 WIB"
    if (clock.size() >= 8 && clock[2] == ':' && clock[5] == ':') {
        clock = clock.substr(0, 2) + "." + clock.substr(3, 2) + clock.substr(8);
    }
    add(clock);
    const std::string tsunami = text_of(quake, "Potensi");
    add(lower(tsunami).find("tsunami") != std::string::npos ? tsunami : "");
    return text;
}

std::optional<Earthquake> read_earthquake(const Value& quake) {
    if (!quake.is_object()) {
        return std::nullopt;
    }
    const auto at = time_of(text_of(quake, "DateTime"));
    const auto place = place_of(quake);
    const auto magnitude = number_of(text_of(quake, "Magnitude"));
    if (!at || !place || !magnitude || *magnitude < 0 || *magnitude > 11) {
        return std::nullopt;
    }
    return Earthquake{
        *at,
        place->first,
        place->second,
        *magnitude,
        text_for_people(quake, *magnitude),
        fmt::format("{} {:.2f},{:.2f}", text_of(quake, "DateTime"), place->first, place->second)};
}

}  // namespace

Result<std::vector<Earthquake>> read_earthquakes(std::string_view json) {
    const auto value = parse_value(json);
    if (!value) {
        return fail(value.error());
    }
    const Value* listed = find_pointer(*value, "/Infogempa/gempa");
    std::vector<Earthquake> found;
    if (listed != nullptr && listed->is_array()) {
        for (size_t i = 0; i < std::min(listed->size(), kMostQuakes); ++i) {
            if (auto quake = read_earthquake((*listed)[i])) {
                found.push_back(std::move(*quake));
            }
        }
    } else if (listed != nullptr) {
        if (auto quake = read_earthquake(*listed)) {
            found.push_back(std::move(*quake));
        }
    }
    if (found.empty()) {
        return fail(ErrorCode::invalid,
                    "no earthquake in it; expected BMKG's /Infogempa/gempa with \"DateTime\", "
                    "\"Coordinates\" and \"Magnitude\"");
    }
    return found;
}

double distance_km(double latitude, double longitude, double other_latitude,
                   double other_longitude) {
    constexpr double kRadian = std::numbers::pi / 180;
    constexpr double kEarthKm = 6371;
    const double north = std::sin((other_latitude - latitude) * kRadian / 2);
    const double east = std::sin((other_longitude - longitude) * kRadian / 2);
    const double a = north * north + std::cos(latitude * kRadian) *
                                         std::cos(other_latitude * kRadian) * east * east;
    return 2 * kEarthKm * std::asin(std::sqrt(std::clamp(a, 0.0, 1.0)));
}

Result<std::optional<Earthquake>> EarthquakeWatch::look(std::string_view json,
                                                        const EarthquakeAlarm& limits,
                                                        WallTime now) {
    auto quakes = read_earthquakes(json);
    if (!quakes) {
        return fail(quakes.error());
    }
    std::erase_if(told_, [&](const Earthquake& told) { return told.at < now - kRemembered; });
    const auto is_told = [&](const Earthquake& quake) {
        return std::ranges::any_of(told_, [&](const Earthquake& told) {
            const auto apart = quake.at > told.at ? quake.at - told.at : told.at - quake.at;
            return apart <= kSameWithin &&
                   distance_km(quake.latitude, quake.longitude, told.latitude, told.longitude) <=
                       kSameWithinKm;
        });
    };
    std::optional<Earthquake> newest;
    for (Earthquake& quake : *quakes) {
        // A minute ahead: clocks differ.
        const bool in_time = quake.at >= now - std::chrono::minutes(limits.most_age_minutes) &&
                             quake.at <= now + std::chrono::minutes(1);
        if (quake.magnitude < limits.least_magnitude || !in_time ||
            distance_km(limits.latitude, limits.longitude, quake.latitude, quake.longitude) >
                limits.most_distance_km ||
            is_told(quake)) {
            continue;
        }
        if (!newest || quake.at > newest->at) {
            newest = std::move(quake);
        }
    }
    if (newest) {
        told_.push_back(*newest);
    }
    return newest;
}

}  // namespace pendopo
