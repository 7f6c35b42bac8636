// Sessions: how they are kept, what the camera asks of us, how it says that it has enough.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

Habit row(std::string name, std::string source, std::string what) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "sessions";
    habit.source = std::move(source);
    habit.what = std::move(what);
    return habit;
}

Habit asking(std::string name, std::string source, std::string what, HabitText request,
             HabitText answer) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.pushes = {{std::move(request), Milliseconds(100), std::move(answer)}};
    habit.right.pictures = 130;  // 2.6 s: the camera would have hung up
    return habit;
}

// Refuses `method` so on its first `times` connections.
Habit refusing(std::string name, std::string source, std::string what, std::string method,
               HabitText reply, int times) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.rules = {answers(std::move(method), std::move(reply))};
    habit.rules[0].to_connection = times;
    return habit;
}

constexpr const char* kShortSession = "Session: {session};timeout=2\r\nTransport: {transport}\r\n";

}  // namespace

std::vector<Habit> session_habits() {
    std::vector<Habit> rows;
    rows.push_back(asking("asks-options", "bluenviron/gortsplib #93",
                          "asks OPTIONS * and hangs up when not answered",
                          "OPTIONS * RTSP/1.0\r\nCSeq: 3\r\n\r\n", "RTSP/1.0 200 "));
    rows.push_back(asking("asks-get-parameter", "as field case A5", "asks GET_PARAMETER",
                          "GET_PARAMETER {base} RTSP/1.0\r\nCSeq: 9\r\n\r\n", "RTSP/1.0 200 "));
    rows.push_back(asking("asks-set-parameter", "as field case A5", "tells a parameter",
                          "SET_PARAMETER {base} RTSP/1.0\r\nCSeq: 9\r\nContent-Length: "
                          "6\r\nContent-Type: text/parameters\r\n\r\na: 1\r\n",
                          "RTSP/1.0 200 "));
    rows.push_back(asking("announces", "bluenviron/gortsplib #56", "announces another description",
                          "ANNOUNCE {base} RTSP/1.0\r\nCSeq: 9\r\nContent-Length: "
                          "5\r\n\r\nv=0\r\n",
                          "RTSP/1.0 501 "));
    rows.push_back(asking("asks-without-cseq", "as field case A5", "asks without a number",
                          "OPTIONS * RTSP/1.0\r\n\r\n", "RTSP/1.0 200 "));
    rows.push_back(asking("asks-before-play", "bluenviron/gortsplib #93",
                          "asks before it answers PLAY", "OPTIONS * RTSP/1.0\r\nCSeq: 4\r\n\r\n",
                          ""));
    rows.back().pushes[0].after = Milliseconds(0);
    rows.push_back(asking("rubbish-while-playing", "curl/curl #10808; AlexxIT/go2rtc conn.go",
                          "puts bytes of nothing between packets",
                          HabitText("\x01\xff garbage \0 here\r\n", 19), ""));
    rows.push_back(asking("broken-frame-while-playing", "curl/curl #10808",
                          "announces a packet longer than what it sends, on a channel of nobody",
                          HabitText("$\x77\xff\xff", 4), ""));
    {
        Habit habit = row("keeps-by-get-parameter", "Streamedian/html5_rtsp_player #73",
                          "is kept alive by GET_PARAMETER alone and does not name it");
        habit.rules = {answers("OPTIONS", ok_with("Public: OPTIONS, DESCRIBE, SETUP, PLAY\r\n")),
                       answers("SETUP", ok_with(kShortSession))};
        habit.session = {Milliseconds(2'500), {"GET_PARAMETER"}};
        habit.right.pictures = 330;  // beyond two sessions of 2.5 s
        habit.right.patience = Milliseconds(15'000);
        rows.push_back(habit);
    }
    {
        Habit habit = row("keeps-by-options", "scottlamb/retina #133 and kin",
                          "names GET_PARAMETER, refuses it, and is kept alive by OPTIONS");
        habit.rules = {answers("GET_PARAMETER", "RTSP/1.0 400 Bad Request\r\nCSeq: 1\r\n\r\n"),
                       answers("SETUP", ok_with(kShortSession))};
        habit.session = {Milliseconds(2'500), {"OPTIONS"}};
        habit.right.pictures = 200;
        habit.right.patience = Milliseconds(12'000);
        rows.push_back(habit);
    }
    {
        Habit habit = row("keeps-short", "bluenviron/gortsplib #94 (timeout=8)",
                          "names a short time-out with blanks in it");
        habit.rules = {answers("SETUP", ok_with("Session: {session} ; timeout = 2\r\n"
                                                "Transport: {transport}\r\n"))};
        habit.session = {Milliseconds(2'500), {"OPTIONS", "GET_PARAMETER"}};
        habit.right.pictures = 200;
        rows.push_back(habit);
    }
    {
        Habit habit = row("one-picture-only", "field cases, back-off",
                          "gives one picture and hangs up, each time");
        habit.video.stops_after = 1;
        habit.right = {0, "offline", "rtsp: the camera closed the connection"};
        rows.push_back(habit);
    }
    rows.push_back(refusing("setup-500", "opensensor/lightNVR #59; AlexxIT/go2rtc #1616",
                            "answers SETUP with 500 while it is busy", "SETUP",
                            "RTSP/1.0 500 Internal Server Error\r\nCSeq: {cseq}\r\n\r\n", 2));
    rows.back().right.patience = Milliseconds(12'000);
    rows.push_back(refusing("describe-503", "cameras that start", "answers 503 while it starts",
                            "DESCRIBE", "RTSP/1.0 503 Service Unavailable\r\n\r\n", 2));
    rows.push_back(refusing("hangs-up-at-first", "Hikvision after a reboot",
                            "hangs up without a word at first", "DESCRIBE", "", 2));
    rows.back().rules[0].reply.hang_up = true;
    rows.push_back(refusing("sessions-full", "RFC 2326 453", "has no session left", "SETUP",
                            "RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: {cseq}\r\n\r\n", 1'000));
    rows.back().right = {0, "refused", "rtsp: SETUP was answered with 453 Not Enough Bandwidth"};
    {
        Habit habit = row("silent-after-play", "Shareed2k/reolinkproxy #24",
                          "answers everything and sends nothing");
        habit.video.silent = true;
        habit.right = {0, "offline", "connected, but no packet within 10 s", Milliseconds(14'000)};
        rows.push_back(habit);
    }
    {
        Habit habit = row("session-missing", "bluenviron/mediamtx #579", "names no session");
        habit.rules = {answers("SETUP", ok_with("Transport: {transport}\r\n")),
                       answers("PLAY", ok_with(""))};
        rows.push_back(habit);
    }
    {
        Habit habit = row("slow", "cameras under load", "takes 1.5 s for each answer");
        habit.rules = for_each_method([](const HabitText& good) {
            HabitReply reply;
            reply.bytes = good;
            reply.delay = Milliseconds(1'500);
            return reply;
        });
        habit.right.patience = Milliseconds(12'000);
        rows.push_back(habit);
    }
    return rows;
}

}  // namespace pendopo::habits
