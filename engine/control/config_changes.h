#pragma once
// Changes of configuration files as the API takes them, and what is said about them. Pure. Thread:
// reentrant.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "config/edit/config_store.h"
#include "config/problems.h"
#include "engine/base/result.h"
#include "engine/control/http_message.h"
#include "engine/control/setup_desk.h"

namespace pendopo {

inline constexpr size_t kMostChangedFiles = 100;

// {"changes":[{"file","revision","text" | "changes":[{"op","pointer","value"}] | "remove":true}]}.
// Error: invalid, with every problem; it quotes no value.
Result<std::vector<FileChange>> read_file_changes(std::string_view body);

// [{"file","line","column","pointer","text"}]
nlohmann::ordered_json problems_document(const ProblemList& problems);

// The error document with what the code adds to it: 409 "current" and "file", 422 "problems".
HttpResponse save_error_response(const SaveError& error);
// 422 where there are problems.
HttpResponse draft_error_response(const DraftError& error);

// For the audit: which files, of which revision, became what. Never a text.
struct SavedBrief {
    std::string before;  // {"layouts/beranda.json":"4f3a…"}
    std::string after;   // {"layouts/beranda.json":"77c1… +3 -1"}
};
SavedBrief brief_of(const std::vector<SavedFile>& files);
// "layouts/beranda.json, wall.json"
std::string names_of(const std::vector<FileChange>& changes);

}  // namespace pendopo
