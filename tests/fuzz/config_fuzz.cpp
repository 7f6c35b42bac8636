// Any bytes as each of the configuration files, calendars too: read or refused with a problem,
// never a crash.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/camera_config.h"
#include "config/card_config.h"
#include "config/data_config.h"
#include "config/icalendar.h"
#include "config/schedule_config.h"
#include "config/theme_config.h"
#include "config/wall_config.h"
#include "engine/base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto wall = read_wall_config("wall.json", text);
    CHECK(wall || !to_string(wall.error()).empty());
    const Secrets no_secrets;
    const auto cameras = read_cameras_config("cameras.json", text, &no_secrets);
    CHECK(cameras || !to_string(cameras.error()).empty());
    const auto secrets = read_secrets("secrets.json", text);
    CHECK(secrets || !to_string(secrets.error()).empty());
    const auto card = read_card_config("card.json", text);
    CHECK(card || !to_string(card.error()).empty());
    const auto theme = read_theme_config("theme.json", text);
    CHECK(theme || !to_string(theme.error()).empty());
    const auto data_sources = read_data_config("data.json", text, &no_secrets);
    CHECK(data_sources || !to_string(data_sources.error()).empty());
    const auto schedule = read_schedule_config("schedule.json", text);
    CHECK(schedule || !to_string(schedule.error()).empty());
    const auto calendar = read_calendar(text, {{"a.ics", ""}, nullptr, "Asia/Jakarta", WallTime{}});
    CHECK(calendar || !calendar.error().message().empty());
    return 0;
}
