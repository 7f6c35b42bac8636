#pragma once
// The files of an installation, read and written for people at the panel. Files stay the truth:
//  - A change names the revision it was made from. A file that somebody edited meanwhile, by hand
//    too, is never overwritten.
//  - New texts are validated by the readers before they land. A change is refused for what is wrong
//    in its own files and for what it breaks elsewhere; what was wrong elsewhere before refuses
//    nothing, so a broken file never keeps anybody from another one, nor from repairing it. (Where
//    a changed file was wrong before, what was hidden behind that does not refuse either.)
//  - A kill or a power cut leaves of each file the old or the new one. Of several files those that
//    cannot be replaced take the others back; only a kill in between may leave some new, some old.
//  - A symbolic link stays one; mode, owner, group and access list stay those of the old file.
//  - Ten generations of each file are kept in STATE/generations/, the text in force among them.
//  - secrets.json is written by set_login() and remove_login() alone; nothing here reads it out.
//
// Names of files are relative to wall.json's folder ("layouts/beranda.json"), in problems too.
// Changes, errors and generations: config_changes.h, generations.h. What changed: difference.h.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "config/edit/config_changes.h"
#include "config/edit/difference.h"
#include "config/edit/generations.h"
#include "config/edit/json_edit.h"
#include "config/installation.h"
#include "config/problems.h"
#include "config/text_file.h"
#include "engine/base/result.h"

namespace pendopo {

struct ConfigFile {
    std::string file;      // "layouts/beranda.json"
    std::string kind;      // wall cameras data schedule layout card theme
    std::string revision;  // fingerprint of the text
    int64_t bytes = 0;
    int64_t modified_ms = 0;  // since 1970
};

// What a change would give. `problems`: why save() would refuse it; empty: it would not.
struct Proposal {
    std::vector<TextFile> files;  // `path` is the name; not those that are to go
    ProblemList problems;
};

struct Saved {
    std::string file;
    std::string revision;  // empty: it was removed
};

// Thread: bound to its owner, a JobThread say: every call waits for the disk.
class ConfigStore {
  public:
    static constexpr size_t kGenerations = 10;

    // `state_folder`: empty: what wall.json says. Nothing is read or created here.
    ConfigStore(std::string wall_path, ReadLayouts read_layouts, std::string state_folder = "");

    // All that there are, wall.json first; those that cannot be read are left out (problems() has
    // them). Of a wall.json that cannot be read, the folders are those it named last, or the usual.
    Result<std::vector<ConfigFile>> files() const;
    // All that is wrong with what is on disk now.
    ProblemList problems() const;

    // The kind of file that a name stands for, whether it exists or not. Errors: refused (no name
    // of this installation, secrets.json, …).
    Result<std::string> kind(const std::string& file) const;
    // The text as it is, also of a broken file, and where it is not UTF-8. Errors: not_found,
    // refused, io, exhausted.
    Result<FileText> read(const std::string& file) const;

    // Nothing is written. Errors as save()'s.
    tl::expected<Proposal, SaveError> check(std::span<const FileChange> changes) const;
    // `by`: who, for the list of generations.
    tl::expected<std::vector<Saved>, SaveError> save(std::span<const FileChange> changes,
                                                     std::string_view by);

    // Newest first, and which of them the file says now; also of a file that is gone. Errors:
    // refused, io.
    Result<std::vector<Generation>> generations(const std::string& file) const;
    // Its text. Errors: refused, not_found, io.
    Result<std::string> generation(const std::string& file, const std::string& id) const;

    // The logins of secrets.json: their names, and nothing else of them. set_login makes the file
    // (mode 0600) and replaces the login of that name; remove_login refuses one that is still
    // named. Errors: invalid (id, user; or the file, with what is wrong), not_found, conflict, io.
    Result<std::vector<std::string>> logins() const;
    Result<void> set_login(const std::string& id, const std::string& user,
                           const std::string& password);
    Result<void> remove_login(const std::string& id);

    // A file of figures (.csv, .xlsx, .json, …) into the folder data/ beside wall.json; its name
    // there, "data/x.xlsx". `name`: without a folder. Errors: refused (a name that is none),
    // conflict (another one of that name is there, with IfThere::refuse), io.
    enum class IfThere { refuse, replace };
    Result<std::string> keep_figures(const std::string& name, std::string_view bytes,
                                     IfThere if_there);

  private:
    ConfigPlaces places() const;
    GenerationShelf shelf(const ConfigPlaces& places) const;
    tl::expected<std::vector<Saved>, SaveError> write(const ConfigPlaces& places,
                                                      const std::vector<PlannedText>& planned,
                                                      std::string_view by) const;
    Result<void> change_logins(const JsonChange& change);

    std::string wall_path_;
    ReadLayouts read_layouts_;
    std::string state_folder_;
    mutable std::optional<WallConfig> last_wall_;  // that could be read
};

}  // namespace pendopo
