#pragma once
// A fresh folder that is removed with everything in it when its owner goes. Thread: bound.

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/check.h"

namespace pendopo::test {

// The whole text of a file; empty when it is not there.
inline std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return std::move(text).str();
}

class TempDir {
  public:
    TempDir() {
        std::string name = std::filesystem::temp_directory_path() / "pendopo-test-XXXXXX";
        CHECK(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    TempDir(TempDir&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TempDir& operator=(TempDir&&) = delete;
    ~TempDir() {
        std::error_code ignored;
        if (!path_.empty()) {
            std::filesystem::remove_all(path_, ignored);
        }
    }

    const std::filesystem::path& path() const { return path_; }

    // Where a file of that name is, or would be.
    std::string operator/(const std::string& name) const { return path_ / name; }

    // Writes a file into the folder (its parents too) and returns where it is.
    std::filesystem::path write(const std::string& name, std::string_view text,
                                unsigned mode = 0644) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        ::chmod(file.c_str(), mode);
        return file;
    }
    std::string read(const std::string& name) const { return text_of(path_ / name); }

    // Names in it, sorted.
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path_)) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace pendopo::test
