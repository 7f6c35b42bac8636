#pragma once
// The rows in words, for `pendopo-cameras --habit`. Pure.

#include <string>

#include "tools/cameras/habits/habit_server.h"

namespace pendopo::habits {

// A line a row, under the names of their groups.
std::string habit_list();

// What the camera does, what to write into cameras.json for it, and what the wall then shows.
std::string habit_sheet(const HabitServer& server);

}  // namespace pendopo::habits
