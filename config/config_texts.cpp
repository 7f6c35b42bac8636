#include "config/config_texts.h"

#include <filesystem>
#include <set>

namespace pendopo {

namespace fs = std::filesystem;

Result<std::string> ConfigTexts::read(const std::string& path, FileAccess access) const {
    const auto instead = instead_.find(path);
    if (instead == instead_.end()) {
        return read_text_file(path, access);
    }
    if (!instead->second) {
        errno = ENOENT;  // in the words of one that is not on disk
        return fail(ErrorCode::not_found, fail_errno("cannot open it").value().message());
    }
    return *instead->second;
}

bool ConfigTexts::exists(const std::string& path) const {
    const auto instead = instead_.find(path);
    std::error_code error;
    return instead != instead_.end() ? instead->second.has_value() : fs::exists(path, error);
}

std::vector<std::string> ConfigTexts::json_files(const std::string& folder,
                                                 std::error_code& error) const {
    const auto counts = [](const fs::path& path) {
        const std::string name = path.filename().string();
        return name.ends_with(".json") && !name.starts_with('.');
    };
    std::set<std::string> paths;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (counts(it->path())) {
            paths.insert(it->path().string());
        }
    }
    for (const auto& [path, text] : instead_) {
        if (fs::path(path).parent_path() != fs::path(folder) || !counts(path)) {
            continue;
        }
        if (text) {
            paths.insert(path);
            error.clear();  // saving it makes the folder
        } else {
            paths.erase(path);
        }
    }
    return {paths.begin(), paths.end()};
}

}  // namespace pendopo
