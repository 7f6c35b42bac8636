#pragma once
// One writer at a time in a folder, across processes. Ends with the process that holds it.

#include <chrono>
#include <string>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// Thread: bound to its owner.
class FolderLock {
  public:
    // Errors: timed_out (somebody else holds it), io.
    static Result<FolderLock> take(const std::string& folder,
                                   std::chrono::milliseconds patience = std::chrono::seconds(5));

  private:
    explicit FolderLock(UniqueFd fd) : fd_(std::move(fd)) {}
    UniqueFd fd_;
};

}  // namespace pendopo
