#pragma once
// A file that is either the old one or the new one, whatever happens in between.

#include <filesystem>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// Writes beside the target, syncs, renames over it and syncs the folder. A failure leaves the old
// file as it was and no other file behind. Blocks on the disk. Errors: io.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace pendopo
