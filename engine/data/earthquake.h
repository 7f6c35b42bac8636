#pragma once
// Earthquakes as BMKG publishes them (autogempa.json, gempaterkini.json, gempadirasakan.json):
// which of them is near, strong and new enough to raise an alarm. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/data_config.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

struct Earthquake {
    WallTime at;
    double latitude = 0;  // degrees, north and east are positive
    double longitude = 0;
    double magnitude = 0;
    std::string
        text;  // "Gempa M 5,6 · 43 km barat daya Banyuwangi · 10.42 WIB · Tidak berpotensi …"
    std::string event;  // its time and place as they were published: "2026-11-25T03:42:11+00:00 …"
};

// Those of a value that say when, where and how strong they were. Errors: invalid, when there is
// none at all.
Result<std::vector<Earthquake>> read_earthquakes(std::string_view json);

// Along the surface, by the haversine formula on a sphere of 6371 km.
double distance_km(double latitude, double longitude, double other_latitude,
                   double other_longitude);

// Tells each earthquake once: BMKG corrects magnitude, time and place in the minutes after, and
// publishes the same event in several files.
class EarthquakeWatch {
  public:
    // The newest within the limits that was not told before. Errors as read_earthquakes().
    Result<std::optional<Earthquake>> look(std::string_view json, const EarthquakeAlarm& limits,
                                           WallTime now);

  private:
    std::vector<Earthquake> told_;  // within the last day
};

}  // namespace pendopo
