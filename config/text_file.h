#pragma once
// Whole files: read with a limit, written so that a reader, a crash or a power cut sees either the
// old or the new file, never half of one. Thread: reentrant.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "config/problems.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

struct TextFile {
    std::string path;
    std::string text;
};

enum class FileAccess { any, owner_only };

constexpr size_t kLargestTextFile = size_t{16} << 20;

// A regular file, open for reading. Never waits: not for the writer of a pipe, not for a device.
// Errors (they do not repeat `path`): not_found, io, invalid (no regular file), exhausted (more
// bytes than `most_bytes`, even where they are holes).
Result<UniqueFd> open_regular_file(const std::string& path, size_t most_bytes);

// Whose a file is and who may open it; and who asks, its own group first.
struct FileRights {
    unsigned mode = 0;
    unsigned owner = 0;
    unsigned group = 0;
};
struct ProcessRights {
    unsigned user = 0;
    std::vector<unsigned> groups;
};
// A secret belongs to this user or root and is closed to everybody else. Where an orchestrator
// hands it out (Kubernetes' fsGroup), it is root's, its mode cannot be changed, and a group that
// this process was given may read it. Errors: refused.
Result<void> check_secret_file(const FileRights& file, const ProcessRights& self);

// The text of a regular file (the JSON reader's own limit is lower and says so better). With
// owner_only as check_secret_file() says, of the opened file. Errors do not repeat `path`.
Result<std::string> read_text_file(const std::string& path, FileAccess access = FileAccess::any,
                                   size_t most_bytes = kLargestTextFile);

// What is said of a file for which read_text_file() gave `error`.
Problem cannot_read(std::string path, const Error& error);

// Writes `text` to a temporary file beside `path`, syncs it and renames it over `path`. A failure
// leaves the old file as it was. `mode` is the new file's.
Result<void> replace_file(const std::string& path, std::string_view text, unsigned mode = 0644);

}  // namespace pendopo
