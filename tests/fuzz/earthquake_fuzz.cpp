// Any bytes as what BMKG publishes: earthquakes somewhere on the earth, or refused with words. None
// is told twice, and only what lies within the limits.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "engine/data/earthquake.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto quakes = read_earthquakes(text);
    if (!quakes) {
        CHECK(!quakes.error().message().empty());
        return 0;
    }
    CHECK(!quakes->empty());
    constexpr double kHalfwayRound = 20'016;
    EarthquakeAlarm limits;
    limits.latitude = -8.2;
    limits.longitude = 114.4;
    limits.most_distance_km = kHalfwayRound;
    limits.least_magnitude = 4;
    for (const Earthquake& quake : *quakes) {
        CHECK(std::abs(quake.latitude) <= 90 && std::abs(quake.longitude) <= 180);
        CHECK(quake.magnitude >= 0 && quake.magnitude <= 11);
        CHECK(!quake.text.empty() && !quake.event.empty());
        const double away =
            distance_km(limits.latitude, limits.longitude, quake.latitude, quake.longitude);
        CHECK(away >= 0 && away <= kHalfwayRound);
    }
    const WallTime now = quakes->front().at + Seconds(30);
    EarthquakeWatch watch;
    for (size_t told = 0;; ++told) {
        const auto news = watch.look(text, limits, now);
        CHECK(news);
        if (!*news) {
            break;
        }
        CHECK(told < quakes->size());
        CHECK((*news)->magnitude >= limits.least_magnitude);
        CHECK((*news)->at <= now + Seconds(60));
        CHECK((*news)->at >= now - Seconds(60 * limits.most_age_minutes));
    }
    return 0;
}
