#include "tools/cameras/habits/habits.h"

#include <algorithm>
#include <iterator>

namespace pendopo::habits {

HabitText ok_with(std::string_view lines) {
    return "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\n" + std::string(lines) + "\r\n";
}

HabitText good_reply(std::string_view method) {
    if (method == "OPTIONS") {
        return ok_with(
            "Public: OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER, SET_PARAMETER\r\n");
    }
    if (method == "DESCRIBE") {
        return ok_with(
                   "Content-Base: {base}/\r\nContent-Type: application/sdp\r\n"
                   "Content-Length: {length}\r\n") +
               "{sdp}";
    }
    if (method == "SETUP") {
        return ok_with("Session: {session};timeout=60\r\nTransport: {transport}\r\n");
    }
    return ok_with("Session: {session}\r\n");
}

HabitRule answers(std::string method, HabitText bytes) {
    HabitRule rule;
    rule.method = std::move(method);
    rule.reply.bytes = std::move(bytes);
    return rule;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
    return text;
}

const std::vector<Habit>& all_habits() {
    static const std::vector<Habit> all = [] {
        std::vector<Habit> rows;
        for (auto make : {reply_habits, login_habits, address_habits, session_habits,
                          transport_habits, sdp_habits, packet_habits, media_habits}) {
            std::vector<Habit> some = make();
            rows.insert(rows.end(), std::make_move_iterator(some.begin()),
                        std::make_move_iterator(some.end()));
        }
        return rows;
    }();
    return all;
}

const Habit* find_habit(std::string_view name) {
    const auto found = std::ranges::find(all_habits(), name, &Habit::name);
    return found == all_habits().end() ? nullptr : &*found;
}

}  // namespace pendopo::habits
