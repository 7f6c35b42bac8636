#pragma once
// From changes that somebody wants to the texts they give, and to what is wrong with them. Reads
// files, writes none.

#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "config/edit/config_places.h"
#include "config/edit/json_edit.h"
#include "config/installation.h"
#include "config/problems.h"
#include "engine/base/result.h"

namespace pendopo {

struct FileText {
    std::string text;
    std::string revision;
};

// One of: a whole new text; changes of the text there is; removal.
struct FileChange {
    std::string file;
    std::string revision{};  // that the change was made from; empty: the file must not exist
    std::optional<std::string> text{};
    std::vector<JsonChange> changes{};
    bool remove = false;
};

// conflict: `file` was changed meanwhile, `current` is what it says now (nothing: it is gone).
// invalid: `problems` say what is wrong, or the changes cannot be applied. not_found: a pointer, or
// a file to change, is not there. refused: the name is none, or the file is not changed here.
// exhausted: too much at once. timed_out: another save does not end. io: disk full, no right to
// write, …; then everything is as it was.
struct SaveError {
    Error error;
    ProblemList problems{};
    std::optional<FileText> current{};
    std::string file{};
};

// What one change makes of one file.
struct PlannedText {
    std::string file;
    std::string kind;
    std::string path;
    std::optional<std::string> before;  // nothing: it is not there
    std::optional<std::string> after;   // nothing: it is to go
};

constexpr size_t kMostFilesAtOnce = 200;

tl::expected<std::vector<PlannedText>, SaveError> plan_changes(const ConfigPlaces& places,
                                                               std::span<const FileChange> changes);
SaveError conflict_of(const std::string& file, const std::string& path);

// What refuses these texts: all that is wrong in them, and what they break elsewhere, unless what
// they replace was wrong itself. Files are named by their paths.
ProblemList refusing_problems(const ConfigPlaces& places, const ReadLayouts& read_layouts,
                              std::span<const PlannedText> planned);
// The same of two checks, before and after, for changed paths.
ProblemList new_problems(const ProblemList& before, const ProblemList& after);

}  // namespace pendopo
