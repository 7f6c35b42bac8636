#pragma once
// What the wall remembers over a restart: the layout that was active. One small file,
// {"version":1,"layout":"…"}, in the state folder.

#include <filesystem>
#include <string>

#include "engine/base/log.h"
#include "engine/base/result.h"

namespace pendopo {

struct WallMemory {
    std::string layout;  // empty: none remembered
    bool operator==(const WallMemory&) const = default;
};

// Never a failure: a file that is missing is an empty memory, one that cannot be understood is an
// empty memory and a warning.
WallMemory read_wall_memory(const std::filesystem::path& state_dir, const Log& log);

// Makes the folder when it is missing. Atomic; blocks on the disk. Errors: io.
Result<void> write_wall_memory(const std::filesystem::path& state_dir, const WallMemory& memory);

}  // namespace pendopo
