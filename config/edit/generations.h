#pragma once
// The texts that a file had: each in a file of its own below one folder, as it was, so that it can
// be copied back by hand too: FOLDER/layouts/beranda.json/001795655841123-3fa9c0ffee12-Budi.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

struct Generation {
    std::string id;
    int64_t saved_ms = 0;  // since 1970
    std::string by;        // empty: not saved here, but edited by hand
    int64_t bytes = 0;
    bool in_force = false;  // the file says this now; told by ConfigStore
};

// Names of files are those of ConfigPlaces, checked already. Thread: bound to its owner.
class GenerationShelf {
  public:
    explicit GenerationShelf(std::string folder) : folder_(std::move(folder)) {}

    // Newest first; none of a file that was never saved. Errors: io.
    Result<std::vector<Generation>> list(const std::string& file) const;
    // Whether a generation is a text of that revision.
    static bool is_of(const Generation& generation, std::string_view revision);
    // Errors: not_found, io.
    Result<std::string> text(const std::string& file, const std::string& id) const;
    // Whether a text is among them.
    bool has(const std::string& file, std::string_view revision) const;

    // Its id. The time is made later than that of all before it. Errors: io.
    Result<std::string> keep(const std::string& file, std::string_view text,
                             std::string_view revision, std::string_view by, int64_t saved_ms);
    void forget(const std::string& file, const std::string& id);
    // Leaves the newest.
    void prune(const std::string& file, size_t most);

  private:
    std::string folder_of(const std::string& file) const { return folder_ + "/" + file; }

    std::string folder_;
};

}  // namespace pendopo
