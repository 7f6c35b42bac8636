#pragma once
// What the files of an installation say: as they are on disk, or as if some of them said something
// else already. Thread: reentrant.

#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "config/text_file.h"
#include "engine/base/result.h"

namespace pendopo {

// Texts that are not on disk, by path (normal, as Installation has them); nothing: as if that file
// were not there.
using TextsInstead = std::map<std::string, std::optional<std::string>>;

class ConfigTexts {
  public:
    ConfigTexts() = default;
    explicit ConfigTexts(TextsInstead instead) : instead_(std::move(instead)) {}

    // As read_text_file(). The access of a text that is not on disk is not looked at.
    Result<std::string> read(const std::string& path, FileAccess access) const;
    bool exists(const std::string& path) const;
    // The *.json files of a folder that are not hidden, sorted.
    std::vector<std::string> json_files(const std::string& folder, std::error_code& error) const;

  private:
    TextsInstead instead_;
};

}  // namespace pendopo
