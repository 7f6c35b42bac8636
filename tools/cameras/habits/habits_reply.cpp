// How replies are written: numbers, status lines, headers, line ends, lengths.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

Habit row(std::string name, std::string source, std::string what) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "replies";
    habit.source = std::move(source);
    habit.what = std::move(what);
    return habit;
}

// All replies, with `from` in them written as `to`.
Habit rewritten(std::string name, std::string source, std::string what, std::string_view from,
                std::string_view to) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.rules = for_each_method([&](const HabitText& good) {
        HabitReply reply;
        reply.bytes = with(good, from, to);
        return reply;
    });
    return habit;
}

}  // namespace

std::vector<Habit> reply_habits() {
    std::vector<Habit> rows;
    rows.push_back(row("good", "RFC 2326", "behaves"));
    rows.push_back(rewritten("cseq-zero", "luisiam/homebridge-foscamcamera #6",
                             "numbers every reply 0", "CSeq: {cseq}", "Cseq: 0"));
    rows.push_back(rewritten("cseq-missing", "AlexxIT/go2rtc #1881; postlund/pyatv #1576",
                             "numbers no reply", "CSeq: {cseq}\r\n", ""));
    rows.push_back(rewritten("cseq-one", "scottlamb/retina #133", "numbers every reply 1",
                             "CSeq: {cseq}", "CSeq: 1"));
    rows.push_back(rewritten("cseq-leading-zero", "as field case A1", "writes 01 for 1",
                             "CSeq: {cseq}", "CSeq: 0{cseq}"));
    rows.push_back(rewritten("cseq-blank", "bluenviron/gortsplib #437",
                             "leaves a blank behind the number", "CSeq: {cseq}", "CSeq:  {cseq} "));
    rows.push_back(rewritten("header-names-lower", "AlexxIT/go2rtc #7",
                             "writes header names in small letters", "CSeq:", "cseq:"));
    rows.push_back(rewritten("blank-before-colon", "RFC 7230 3.2.4, servers before it",
                             "leaves a blank before the colon", ": ", " : "));
    rows.push_back(
        rewritten("no-blank-after-colon", "RFC 2326 15.1", "leaves none after it", ": ", ":"));
    rows.push_back(rewritten("bare-lf", "RFC 2326 4: receivers take LF alone", "ends lines with LF",
                             "\r\n", "\n"));
    rows.push_back(rewritten("status-without-reason", "bluenviron/gortsplib #93",
                             "says 200 and no word", "200 OK", "200"));
    rows.push_back(rewritten("status-with-blanks", "as field case A1",
                             "leaves more blanks in the status line", "RTSP/1.0 200 OK",
                             "RTSP/1.0   200   OK "));
    rows.push_back(rewritten("status-lower-case", "FFmpeg rtsp.c reads it so",
                             "writes rtsp/1.0 small", "RTSP/1.0", "rtsp/1.0"));
    rows.push_back(rewritten("status-http", "GStreamer gstrtspconnection.c takes both",
                             "answers as HTTP/1.1 what was asked as RTSP", "RTSP/1.0", "HTTP/1.1"));
    rows.push_back(
        rewritten("rtsp-2", "RFC 7826 servers", "says RTSP/2.0", "RTSP/1.0", "RTSP/2.0"));
    rows.push_back(rewritten("blank-lines-first", "live555 skips them",
                             "sends empty lines before each reply", "RTSP/1.0",
                             "\r\n\r\nRTSP/1.0"));
    rows.push_back(rewritten("nul-bytes-first", "curl/curl #10808",
                             "sends NUL bytes before each reply", "RTSP/1.0",
                             std::string_view("\0\0\0RTSP/1.0", 11)));
    rows.push_back(rewritten("words-first", "AlexxIT/go2rtc conn.go, \"RTSP wrong input\"",
                             "sends a line of its own before each reply", "RTSP/1.0",
                             "debug: rtsp ok\r\nRTSP/1.0"));
    rows.push_back(rewritten("line-of-a-blank", "koush/scrypted #2137 (Luma)",
                             "has a header line of one blank", "CSeq: {cseq}\r\n",
                             "CSeq: {cseq}\r\n \r\n"));
    rows.push_back(rewritten("line-without-colon", "FFmpeg ff_rtsp_parse_line passes over it",
                             "has a header line without a colon", "CSeq: {cseq}\r\n",
                             "CSeq: {cseq}\r\nHello\r\n"));
    rows.push_back(rewritten("folded-header", "RFC 2326 4, RFC 822 folding",
                             "continues a header on the next line", "Public: OPTIONS, ",
                             "Public: OPTIONS,\r\n "));
    {
        Habit habit = row("dripping", "slow cameras", "sends replies in small pieces");
        habit.rules = for_each_method([](const HabitText& good) {
            HabitReply reply;
            reply.bytes = good;
            reply.chunk = 9;
            return reply;
        });
        rows.push_back(habit);
    }
    {
        Habit habit = row("length-missing", "VLC's live555 hint, GStreamer reads to the end",
                          "does not say how long its description is");
        habit.rules = {
            answers("DESCRIBE", with(good_reply("DESCRIBE"), "Content-Length: {length}\r\n", ""))};
        rows.push_back(habit);
    }
    {
        Habit habit = row("length-too-long", "LIVE555 mailing list; padded descriptions",
                          "announces a longer description than it sends");
        habit.rules = {answers("DESCRIBE", with(good_reply("DESCRIBE"), "{length}", "1{length}"))};
        rows.push_back(habit);
    }
    {
        Habit habit = row("length-in-other-replies", "AlexxIT/go2rtc tcp.ReadResponse",
                          "says Content-Length: 0 in every reply");
        habit.rules = {answers("OPTIONS", with(good_reply("OPTIONS"), "CSeq: {cseq}\r\n",
                                               "CSeq: {cseq}\r\nContent-Length: 0\r\n"))};
        rows.push_back(habit);
    }
    {
        Habit habit =
            row("400-without-cseq", "AlexxIT/go2rtc #1881", "answers DESCRIBE with a bare 400");
        habit.rules = {answers("DESCRIBE", "RTSP/1.0 400 Bad Request\r\n\r\n")};
        habit.right = {0, "misconfigured", "rtsp: DESCRIBE was answered with 400 Bad Request"};
        rows.push_back(habit);
    }
    {
        Habit habit = row("web-server", "port 80 typed", "is a web server");
        habit.rules = {answers("*",
                               "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n"
                               "Content-Length: 4\r\nConnection: close\r\n\r\n<p/>")};
        habit.rules[0].reply.hang_up = true;
        habit.right = {0, "misconfigured",
                       "rtsp: port {port} is a web server's (HTTP 400); set the camera's RTSP "
                       "port, 554 as a rule"};
        rows.push_back(habit);
    }
    {
        Habit habit = row("options-unknown", "bluenviron/gortsplib client.go (404 to OPTIONS)",
                          "does not know OPTIONS");
        habit.rules = {answers("OPTIONS", "RTSP/1.0 501 Not Implemented\r\nCSeq: {cseq}\r\n\r\n")};
        rows.push_back(habit);
    }
    {
        Habit habit =
            row("created-201", "RFC 2326 7.1.1: 2xx is success", "answers with 201 what it did");
        habit.rules = {answers("SETUP", with(good_reply("SETUP"), "200 OK", "201 Created"))};
        rows.push_back(habit);
    }
    {
        Habit habit = row("continue-100", "RFC 2326 7.1.1", "says 100 Continue first");
        habit.rules = {answers(
            "DESCRIBE", "RTSP/1.0 100 Continue\r\nCSeq: {cseq}\r\n\r\n" + good_reply("DESCRIBE"))};
        rows.push_back(habit);
    }
    return rows;
}

}  // namespace pendopo::habits
