#pragma once
// Text of any size handed from one process to another as sealed memory: the reader can rely on it
// not changing, and control passes it on without reading it.

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"

namespace pendopo {

// A copy of `text` that nobody can change any more. Errors: io.
Result<UniqueFd> share_text(std::string_view text);

// The text behind such a descriptor, which stays open and can be read again by others. Errors:
// invalid (not sealed, so that it could change), exhausted (longer than `limit` bytes), io.
Result<std::string> read_shared_text(int fd, size_t limit);

}  // namespace pendopo
