#pragma once
// One file replaced, made or removed, in steps that can be taken back: what several files need to
// change together. At any moment, whatever dies, the file is the old or the new one. A text that
// somebody else put there meanwhile is never overwritten: it is compared right before, and once
// more with what the exchange took out.

#include <optional>
#include <string>

#include "engine/base/result.h"

namespace pendopo {

// Thread: bound to its owner. Leaves no temporary file behind, unless killed; prepare() removes
// those of earlier ones, so that only one at a time may work on a file (ConfigStore's lock).
class FileReplacement {
  public:
    // Nothing: the file is not there, or not to be.
    using Text = std::optional<std::string>;
    struct Rights {
        // The file whose owner, group, mode and access list a new file takes; empty: 0644 and ours.
        std::string like;
        unsigned mode = 0;  // not 0: this instead, of old files too
    };

    // Writes `new_text` to the disk beside the file that `path` leads to (a symbolic link stays).
    // Errors: io (with what to do), refused (the old file is write-protected, or its owner cannot
    // be kept).
    static Result<FileReplacement> prepare(const std::string& path, Text old_text, Text new_text,
                                           const Rights& rights);
    FileReplacement(FileReplacement&& other) noexcept;
    FileReplacement& operator=(FileReplacement&&) = delete;
    ~FileReplacement();

    // Errors: conflict (the file does not say `old_text`), io.
    Result<void> land();
    // The old file again, once landed.
    Result<void> take_back();
    // Landed for good: on the disk, and what it replaced is gone.
    Result<void> finish();

  private:
    FileReplacement() = default;
    Result<void> write(const Rights& rights);
    Result<void> check_unchanged(const std::string& path) const;
    int exchange() const;  // 0 or errno

    std::string target_;     // the file itself
    std::string temporary_;  // beside it: the new file, once landed the old one
    std::string made_folder_;
    Text old_text_;
    Text new_text_;
    bool landed_ = false;
    bool old_kept_ = false;  // landed, and `temporary_` is the old file
};

}  // namespace pendopo
