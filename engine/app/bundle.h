#pragma once
// What somebody who helps needs to know of a wall, as files that may be sent to anybody: `pendopo
// bundle`. No secret, no login, no address beyond its host, no figures, no pictures, no names of
// people (redaction.h). What could not be had says why in its place.

#include <functional>
#include <string>
#include <vector>

#include "config/text_file.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

struct BundleSources {
    std::string wall_path;  // wall.json
    std::string log_path;   // empty: what the journal has of the unit pendopo
    // The running wall's answer to a GET.
    std::function<Result<std::string>(const std::string& path)> ask;
};
// Blocks, some seconds at most.
std::vector<TextFile> bundle_files(const BundleSources& sources, WallTime now);

}  // namespace pendopo
