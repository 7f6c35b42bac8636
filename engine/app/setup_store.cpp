#include "engine/app/setup_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "config/text_file.h"
#include "engine/app/setup_upload.h"
#include "engine/control/api_answer.h"
#include "engine/control/camera_csv.h"

namespace pendopo {
namespace {

// What an installation without cameras begins with.
constexpr const char* kNoCameras = "{\n  \"version\": 1,\n  \"cameras\": []\n}\n";

std::string text_or_empty(const ConfigStore& store, const std::string& file) {
    const auto read = store.read(file);
    return read ? read->text : "";
}

void count_lines(const std::string& old_text, const std::string& new_text, SavedFile& saved) {
    const std::string lines = difference(old_text, new_text);
    for (size_t at = 0; at < lines.size();) {
        saved.lines_added += lines[at] == '+' ? 1 : 0;
        saved.lines_removed += lines[at] == '-' ? 1 : 0;
        at = std::min(lines.find('\n', at), lines.size() - 1) + 1;
    }
}

// The installation's cameras file, there or not.
struct CamerasFile {
    std::string name = "cameras.json";
    FileText text{kNoCameras, ""};
};
Result<CamerasFile> cameras_file(const ConfigStore& store) {
    CamerasFile cameras;
    const auto files = store.files();
    if (!files) {
        return fail(files.error());
    }
    const auto found = std::ranges::find(*files, "cameras", &ConfigFile::kind);
    if (found == files->end()) {
        return cameras;
    }
    auto text = store.read(found->file);
    if (!text) {
        return fail(text.error());
    }
    return CamerasFile{found->file, std::move(*text)};
}

std::filesystem::path folder_of(const std::string& path) {
    return std::filesystem::absolute(path).parent_path();
}

}  // namespace

Result<ConfigListing> list_config(const ConfigStore& store) {
    auto files = store.files();
    if (!files) {
        return fail(files.error());
    }
    return ConfigListing{std::move(*files), store.problems()};
}

Result<ConfigDocument> read_config(const ConfigStore& store, const std::string& file) {
    const auto kind = store.kind(file);
    if (!kind) {
        return fail(kind.error());
    }
    auto read = store.read(file);
    if (!read) {
        return fail(read.error());
    }
    ConfigDocument document;
    document.file = {file, *kind, read->revision, static_cast<int64_t>(read->text.size()), 0};
    document.text = std::move(read->text);
    return document;
}

SaveOutcome save_changes(ConfigStore& store, const std::vector<FileChange>& changes,
                         const std::string& by) {
    std::vector<std::string> old_texts;
    for (const FileChange& change : changes) {
        old_texts.push_back(change.revision.empty() ? "" : text_or_empty(store, change.file));
    }
    const auto saved = store.save(changes, by);
    if (!saved) {
        return tl::unexpected(saved.error());
    }
    std::vector<SavedFile> files;
    for (const Saved& each : *saved) {
        SavedFile file{each.file, each.revision, {}, 0, 0};
        const auto change = std::ranges::find(changes, each.file, &FileChange::file);
        if (change != changes.end()) {
            file.revision_before = change->revision;
            count_lines(old_texts[static_cast<size_t>(change - changes.begin())],
                        each.revision.empty() ? "" : text_or_empty(store, each.file), file);
        }
        files.push_back(std::move(file));
    }
    return files;
}

Result<OldText> read_generation(const ConfigStore& store, const std::string& file,
                                const std::string& id) {
    auto text = store.generation(file, id);
    if (!text) {
        return fail(text.error());
    }
    OldText old;
    old.difference = difference(text_or_empty(store, file), *text);
    old.text = std::move(*text);
    return old;
}

SaveOutcome restore_generation(ConfigStore& store, const std::string& file, const std::string& id,
                               const std::string& revision, const std::string& by) {
    auto text = store.generation(file, id);
    if (!text) {
        return tl::unexpected(SaveError{text.error(), {}, {}, file});
    }
    FileChange change;
    change.file = file;
    change.revision = revision;
    change.text = std::move(*text);
    return save_changes(store, {change}, by);
}

Result<std::string> cameras_table(const ConfigStore& store, char separator) {
    const auto cameras = cameras_file(store);
    return cameras ? cameras_csv(cameras->text.text, separator)
                   : Result<std::string>(fail(cameras.error()));
}

Result<CameraImport> import_table(const ConfigStore& store, const std::string& csv) {
    const auto cameras = cameras_file(store);
    if (!cameras) {
        return fail(cameras.error());
    }
    const auto logins = store.logins();
    return read_camera_csv(csv, cameras->text.text, cameras->text.revision,
                           logins.value_or(std::vector<std::string>{}));
}

tl::expected<StoredFile, SaveError> keep_upload(ConfigStore& store, const std::string& wall_path,
                                                const std::string& data_path,
                                                const std::vector<std::string>& taken,
                                                const Upload& upload) {
    const auto refuse = [](const Error& error, const std::string& file) {
        return tl::unexpected(SaveError{error, {}, {}, file});
    };
    const auto name = safe_upload_name(upload.name);
    if (!name) {
        return refuse(name.error(), upload.name);
    }
    if (const auto good = check_upload(*name, upload.bytes); !good) {
        return refuse(good.error(), *name);
    }
    auto file = store.keep_figures(*name, upload.bytes, ConfigStore::IfThere::refuse);
    if (!file && file.error().code() == ErrorCode::conflict) {
        const std::string there = (folder_of(wall_path) / "data" / *name).string();
        const auto bytes = read_text_file(there);
        const std::string now = bytes ? mark_of(*bytes) : "";
        if (now.empty() || now != upload.revision) {
            return tl::unexpected(SaveError{file.error(), {}, FileText{"", now}, "data/" + *name});
        }
        file = store.keep_figures(*name, upload.bytes, ConfigStore::IfThere::replace);
    }
    if (!file) {
        return refuse(file.error(), "data/" + *name);
    }
    // data.json names files from its own folder, which may be another one.
    const std::string from_data =
        data_path.empty()
            ? *file
            : (folder_of(wall_path) / *file).lexically_relative(folder_of(data_path)).string();
    return StoredFile{*file, mark_of(upload.bytes),
                      proposed_source(from_data, {taken.begin(), taken.end()})};
}

Result<Secrets> read_logins(const std::string& wall_path, const std::string& secrets_file) {
    const std::string path = (folder_of(wall_path) / secrets_file).string();
    const auto text = read_text_file(path, FileAccess::owner_only);
    if (!text) {
        return text.error().code() == ErrorCode::not_found ? Result<Secrets>(Secrets{})
                                                           : fail(text.error());
    }
    auto secrets = read_secrets(secrets_file, *text);
    if (!secrets) {
        return fail(ErrorCode::invalid, to_string(secrets.error()));
    }
    return std::move(*secrets);
}

}  // namespace pendopo
