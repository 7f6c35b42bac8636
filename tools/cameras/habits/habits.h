#pragma once
// The rows of each group; habits.cpp puts them together.

#include <vector>

#include "tools/cameras/habits/habit.h"

namespace pendopo::habits {

std::vector<Habit> reply_habits();      // how replies are written
std::vector<Habit> login_habits();      // challenges and refusals
std::vector<Habit> address_habits();    // redirects, Content-Base, control
std::vector<Habit> session_habits();    // keep-alive, the camera's own requests, limits
std::vector<Habit> transport_habits();  // SETUP, channels, UDP
std::vector<Habit> sdp_habits();        // descriptions
std::vector<Habit> packet_habits();     // RTP
std::vector<Habit> media_habits();      // pictures

// Replies of cameras that write all of them in one way: `make` gets each method and the good reply.
template <class Make>
std::vector<HabitRule> for_each_method(Make make) {
    std::vector<HabitRule> rules;
    for (const char* method : {"OPTIONS", "DESCRIBE", "SETUP", "PLAY", "GET_PARAMETER"}) {
        HabitRule rule;
        rule.method = method;
        rule.reply = make(good_reply(method));
        rules.push_back(std::move(rule));
    }
    return rules;
}

// `method` is answered with these bytes.
HabitRule answers(std::string method, HabitText bytes);

// Every `from` becomes `to`.
std::string with(std::string text, std::string_view from, std::string_view to);

}  // namespace pendopo::habits
