#pragma once
// What an installation's files said when the wall last ran well by them, for safe mode
// (safe_mode.h): one file in the state folder. Logins are not in it: secrets.json is read where it
// stands.

#include <memory>
#include <string>

#include "config/problems.h"
#include "engine/app/model_loader.h"
#include "engine/app/safe_mode.h"
#include "engine/base/result.h"

namespace pendopo {

inline constexpr const char* kGoodFilesName = "last_good.json";

// Keeps what the files say now; nothing is written where it is kept already. Waits for the disk.
// Errors: io, invalid (no wall can be made of what they say now).
Result<void> keep_good_files(const std::string& wall_path);

// The model of safe mode: its notice on the wall, and after crashes no hardware.
std::shared_ptr<const WallModel> safe_model(WallModel model, SafeMode mode);

struct SafeStart {
    LoadedModel loaded;
    SafeMode mode = SafeMode::none;  // none: its own files are good again
    bool has_good = false;           // it goes by what was kept
    // Of its own files, where they were read.
    ProblemList problems;
};
// The wall of safe mode. By what was kept, else by its own files; files that were only refused are
// tried first, those that control crashed with are not looked at. Errors: neither can be had; then
// the problems of its own files.
ConfigResult<SafeStart> load_safely(const std::string& wall_path, SafeMode mode);

}  // namespace pendopo
