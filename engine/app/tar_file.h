#pragma once
// A compressed tar file of texts (libarchive). Thread: reentrant.

#include <string>
#include <vector>

#include "config/text_file.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

// Writes `files` (their `path` is the name within) to `path`, mode 0600, instead of what was there.
// Errors: io.
Result<void> write_tar(const std::string& path, const std::vector<TextFile>& files, WallTime now);

}  // namespace pendopo
