#pragma once
// Whole files: read with a limit, written so that a reader, a crash or a power cut sees either the
// old or the new file, never half of one. Thread: reentrant.

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

struct TextFile {
    std::string path;
    std::string text;
};

enum class FileAccess { any, owner_only };

// The text of a regular file of at most 16 MiB (the JSON reader's own limit is lower and says so
// better). With owner_only the file must belong to this user or root and be closed to everybody
// else; checked on the opened file. Errors do not repeat `path`.
Result<std::string> read_text_file(const std::string& path, FileAccess access = FileAccess::any);

// Writes `text` to a temporary file beside `path`, syncs it and renames it over `path`. A failure
// leaves the old file as it was. `mode` is the new file's.
Result<void> replace_file(const std::string& path, std::string_view text, unsigned mode = 0644);

}  // namespace pendopo
