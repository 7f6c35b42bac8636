#pragma once
// Stories name other cards of their installation, which no file can check by itself. For
// installation.cpp only. Thread: reentrant.

#include <map>
#include <string>

#include "config/installation.h"

namespace pendopo {

// Refuses stories that name a card that is not there, or another story; a story is for those that
// all of its cards are for. `audiences`: of every card that may be named, by id.
void check_stories(const std::map<std::string, std::string>& audiences, Installation& result);

}  // namespace pendopo
