#pragma once
// Of a folder of dated files ("figures/apbd-*.csv"), the newest: by the date in the name, where
// names carry one, else by the file's time.

#include <string>

#include "engine/base/result.h"

namespace pendopo {

// Whether `path` stands for several files: there is a "*" in its last part.
bool is_pattern(const std::string& path);

// The file itself when `path` is no pattern. Errors: not_found (no file fits), io.
Result<std::string> newest_file(const std::string& path);

}  // namespace pendopo
