#pragma once
// What people are told of a disk that does not take what the wall wants to keep. Pure.

#include <map>
#include <optional>
#include <string>

#include "engine/ipc/data_messages.h"

namespace pendopo {

// Of the sources' last good values, by the data worker's newest reports; nothing: all are kept.
std::optional<std::string> values_not_kept(const std::map<std::string, SourceReport>& sources);

}  // namespace pendopo
