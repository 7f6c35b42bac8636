#pragma once
// Pictures of the wall as files: JPEG for previews, PNG for exact snapshots.

#include <filesystem>
#include <string>

#include "engine/base/result.h"
#include "engine/control/wall_control.h"

namespace pendopo {

// Quality 85, 4:2:0. Errors: invalid (an empty picture, or fewer bytes than its size says).
Result<std::string> encode_jpeg(const CapturedPicture& picture);

// 8-bit RGB, exact pixels; fast rather than small. Errors: as above.
Result<std::string> encode_png(const CapturedPicture& picture);

// Errors: as above, io. An old file stays when the new one cannot be written.
Result<void> write_png(const CapturedPicture& picture, const std::filesystem::path& path);

}  // namespace pendopo
