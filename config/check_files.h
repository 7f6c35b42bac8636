#pragma once
// What `pendopo check FILE…` does: finds out what kind each file is and lists every problem.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/installation.h"
#include "config/problems.h"

namespace pendopo {

// A kind of file and how to check one alone. `name` is that of its schema: "layout" for
// layout.schema.json.
struct FileKind {
    std::string_view name;
    ProblemList (*check)(const std::string& file, std::string_view text);
};

struct CheckReport {
    struct Checked {
        std::string path;
        std::string_view kind;  // "wall", "cameras", "secrets", or one of the kinds given
    };
    std::vector<Checked> checked;  // those whose kind is known, in the order given
    ProblemList problems;          // each once
    bool unreadable = false;       // a file given could not be opened

    // 0: good, 1: problems, 2: a file cannot be read.
    int exit_code() const { return unreadable ? 2 : problems.empty() ? 0 : 1; }
};

// Kinds are told by "$schema", else by the keys, else by the file's name. A wall file is checked
// with everything it names. `more_kinds`: kinds other modules know (layouts); `read_layouts` as for
// load_installation.
CheckReport check_files(const std::vector<std::string>& paths, std::span<const FileKind> more_kinds,
                        const ReadLayouts& read_layouts);

}  // namespace pendopo
