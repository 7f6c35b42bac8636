// The rows. What a fault does stands in its row and nowhere else.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/cameras/faults/fault.h"

namespace pendopo::faults {
namespace {

using habits::good_reply;
using habits::Habit;
using habits::HabitReply;
using habits::HabitRule;
using habits::ok_with;

constexpr const char* kMarked =
    "the tile is marked within 4 s (four picture times of a slow camera, 20 s at most), the "
    "picture "
    "is back within a few seconds and a group of pictures of the camera's return";
constexpr const char* kOpening =
    "opening ends within 10 s whatever arrives; the tile says offline, tries again for ever";

HabitRule rule(std::string method, HabitReply reply) {
    HabitRule made;
    made.method = std::move(method);
    made.reply = std::move(reply);
    return made;
}
HabitReply says(std::string bytes) {
    HabitReply reply;
    reply.bytes = std::move(bytes);
    return reply;
}

void stall(Habit& habit, const FaultValues& values) {
    const std::string at = values.word("at");
    const std::string method = at == "accept"     ? "*"
                               : at == "options"  ? "OPTIONS"
                               : at == "describe" ? "DESCRIBE"
                               : at == "setup"    ? "SETUP"
                                                  : "PLAY";
    habit.rules.push_back(rule(method, says("")));
}

void drip(Habit& habit, const FaultValues& values) {
    const std::string in = values.word("in");
    if (in == "frame") {
        habit.video.trouble.drips = true;
        return;
    }
    HabitReply reply = says(good_reply("DESCRIBE"));
    reply.chunk = 1;
    reply.pace = Seconds(1);
    reply.slow_from = in == "status" ? "" : in == "header" ? "Content-" : "v=0";
    habit.rules.push_back(rule("DESCRIBE", std::move(reply)));
}

void silent(Habit& habit, const FaultValues& values) {
    habit.video.trouble.silent_after = int(values.number("after"));
}

const FaultParameter kAfter{"after", "pictures of a connection before it begins", "0", {}, 0, 1e6};

Fault silence(std::string name, std::string what, std::function<void(Habit&)> also) {
    return {.name = std::move(name),
            .what = std::move(what),
            .promise = kMarked,
            .parameters = {kAfter},
            .apply = [also = std::move(also)](Habit& habit, const FaultValues& values) {
                silent(habit, values);
                also(habit);
            }};
}

void repeat(Habit& habit, const FaultValues& values) {
    const std::string how = values.word("how");
    habit.video.trouble.one_key_picture = how == "bytes";
    habit.video.style.still = how != "bytes";
    if (how == "keyframes") {
        habit.video.style.group = 1;
    }
}

void change_codec(Habit& habit, const FaultValues& values) {
    habit.video.style.codec = codec_from(values.word("to")).value_or(Codec::h265);
    habit.video.style.pixels = habit.video.style.codec == Codec::mjpeg ? "yuvj420p" : "yuv420p";
    habit.video.packets.payload_type = habit.video.style.codec == Codec::mjpeg ? 26 : 96;
}

void lengthen(Habit& habit, const FaultValues& values) {
    const int pictures = int(values.number("pictures"));
    habit.video.style.group = pictures;
    habit.video.style.pictures = pictures * std::max(1, habit.video.style.pictures / pictures);
}

void ask_in_vain(Habit& habit, const FaultValues& /*values*/) {
    habit.rules.push_back(rule(
        "DESCRIBE", says("RTSP/1.0 401 Unauthorized\r\nCSeq: {cseq}\r\nWWW-Authenticate: Digest "
                         "realm=\"camera\", nonce=\"{nonce}\"\r\n\r\n")));
}

std::vector<Fault> openings() {
    return {
        {.name = "none",
         .what = "does as it should",
         .promise = "its picture is live",
         .apply = [](Habit& /*habit*/, const FaultValues& /*values*/) {}},
        {.name = "stall",
         .what = "answers nothing from one step on; its connections stay open",
         .promise = kOpening,
         .parameters =
             {{"at", "the step", "describe", {"accept", "options", "describe", "setup", "play"}}},
         .cuts = true,
         .apply = stall},
        {.name = "drip",
         .what = "sends a byte a second",
         .promise = kOpening,
         .parameters = {{"in", "where", "header", {"status", "header", "sdp", "frame"}}},
         .cuts = true,
         .apply = drip},
        {.name = "giant-body",
         .what = "announces a description of two thousand million bytes",
         .promise = "refused as a bad answer; the worker's memory does not grow",
         .cuts = true,
         .apply =
             [](Habit& habit, const FaultValues& /*values*/) {
                 habit.rules.push_back(rule(
                     "DESCRIBE", says(ok_with("Content-Type: application/sdp\r\nContent-Length: "
                                              "2000000000\r\n") +
                                      std::string(200'000, 'v'))));
             }},
        {.name = "giant-header",
         .what = "sends a header without end",
         .promise = "refused as a bad answer; the worker's memory does not grow",
         .cuts = true,
         .apply =
             [](Habit& habit, const FaultValues& /*values*/) {
                 habit.rules.push_back(
                     rule("DESCRIBE", says("RTSP/1.0 200 OK\r\nX: " + std::string(200'000, 'x'))));
             }},
        {.name = "limit",
         .what = "has no more sessions than this (453), and holds those that nobody ended",
         .promise = "the tile says that the camera is at its limit; tried again each 30 s or so",
         .parameters = {{"sessions", "at a time; 0: none at all", "0", {}, 0, 100},
                        {"hold", "how long a lost session counts", "30s", {}, 0, 3600}},
         .cuts = true,
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.session.most = int(values.number("sessions"));
                 habit.session.held_for = values.time("hold");
                 if (habit.session.most == 0) {
                     habit.rules.push_back(
                         rule("SETUP", says("RTSP/1.0 453 Not Enough Bandwidth\r\nCSeq: "
                                            "{cseq}\r\n\r\n")));
                 }
             }},
        {.name = "short-session",
         .what = "ends a session that is not kept alive within this time",
         .promise = "the picture goes on: keep-alives are sent at half the time",
         .parameters = {{"timeout", "as the camera names it", "4s", {}, 2, 600}},
         .cuts = true,
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.session.ends_after = values.time("timeout") + Milliseconds(500);
                 habit.rules.push_back(
                     rule("SETUP", says(ok_with(fmt::format("Session: {{session}};timeout={}\r\n"
                                                            "Transport: {{transport}}\r\n",
                                                            int(values.number("timeout")))))));
             }},
        {.name = "wrong-password",
         .what = "finds every password wrong",
         .promise = "the tile says so; tried twice, then each quarter of an hour or when the login "
                    "is changed",
         .cuts = true,
         .apply = ask_in_vain},
        {.name = "refused",
         .what = "is switched off: its port refuses",
         .promise = kMarked,
         .apply = [](Habit& habit, const FaultValues& /*values*/) { habit.power.listens = false; }},
        {.name = "boot-loop",
         .what = "starts, plays a while, and starts again",
         .promise = "marked and back each time, for ever, at no more than 12 attempts a minute",
         .parameters = {{"up", "how long it plays", "8s", {}, 0.5, 3600},
                        {"down", "how long it is away", "5s", {}, 0.5, 3600}},
         .cuts = true,
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.power.up = values.time("up");
                 habit.power.down = values.time("down");
             }},
    };
}

std::vector<Fault> silences() {
    std::vector<Fault> rows;
    rows.push_back(silence("silence",
                           "sends and answers nothing any more; its connection stays open",
                           [](Habit& habit) {
                               habit.video.trouble.deaf = true;
                               habit.video.trouble.reports = false;
                           }));
    rows.push_back(silence("rtcp-only", "sends sender reports and answers, but no video",
                           [](Habit& /*habit*/) {}));
    rows.push_back(silence("audio-only", "sends audio and reports, but no video",
                           [](Habit& habit) { habit.video.trouble.audio = true; }));
    rows.push_back(silence("keepalive-only", "answers keep-alives and sends nothing",
                           [](Habit& habit) { habit.video.trouble.reports = false; }));
    rows.push_back(
        {.name = "bye",
         .what = "says goodbye over RTCP",
         .promise = "taken as the end of the stream: connected again at once",
         .parameters = {{"then", "what it does after", "continue", {"continue", "close"}}},
         .apply = [](Habit& habit, const FaultValues& values) {
             habit.video.trouble.says_bye = true;
             habit.video.trouble.then_closes = values.word("then") == "close";
         }});
    rows.push_back(
        {.name = "eof",
         .what = "closes the connection after a while, each time",
         .promise = "connected again after half a second, later up to five; marked when none shows",
         .parameters = {{"after", "from PLAY on", "3s", {}, 0.1, 3600}},
         .cuts = true,
         .apply = [](Habit& habit, const FaultValues& values) {
             habit.video.stops_after =
                 std::max(1, int(values.number("after") * habit.video.pictures_per_second));
         }});
    return rows;
}

std::vector<Fault> pictures() {
    return {
        {.name = "giant-interleaved",
         .what = "sends frames of 65,535 bytes of nothing between its packets",
         .promise = "passed over; the picture goes on or the connection is opened anew",
         .apply = [](Habit& habit,
                     const FaultValues& /*values*/) { habit.video.trouble.junk_bytes = 65'535; }},
        {.name = "corrupt",
         .what = "flips bits in its pictures",
         .promise = "no damaged picture is shown; what is whole is; marked when nothing is",
         .parameters = {{"rate", "part of all bits", "0.0001", {}, 0, 0.5}},
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.video.trouble.flipped_bits = values.number("rate");
             }},
        {.name = "pts-jump",
         .what = "jumps in its time",
         .promise = "the picture goes on; nothing is called late for it",
         .parameters = {{"by", "forward, or back", "10s", {}, -86'400, 86'400},
                        {"every", "at once and then after each", "10s", {}, 0.1, 86'400}},
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.video.trouble.jump_ticks = int64_t(values.number("by") * 90'000);
                 habit.video.trouble.jump_every = values.time("every");
             }},
        {.name = "pts-reset",
         .what = "begins its time anew at 0",
         .promise = "the picture goes on",
         .apply =
             [](Habit& habit, const FaultValues& /*values*/) {
                 habit.video.trouble.times_from_zero = true;
             }},
        {.name = "late",
         .what = "falls behind: its pictures are older and older when they are sent",
         .promise = "the tile says DELAYED with how much, once it is more than two seconds",
         .parameters = {{"by", "at most", "5s", {}, 0, 3600},
                        {"rate", "seconds a second", "0.5", {}, 0.01, 0.95}},
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.video.trouble.late_most = values.number("by");
                 habit.video.trouble.late_a_second = values.number("rate");
             }},
        {.name = "long-group",
         .what = "sends a key picture seldom",
         .promise = "the picture goes on; a new connection waits for a key picture and says so",
         .parameters = {{"pictures", "from a key picture to the next", "100", {}, 1, 1200}},
         .cuts = true,
         .apply = lengthen},
        {.name = "size-change",
         .what = "changes the size of its picture in the middle",
         .promise = "shown in the new size within a group of pictures",
         .parameters = {{"width", "in pixels", "640", {}, 64, 4096},
                        {"height", "in pixels", "360", {}, 64, 4096}},
         .apply =
             [](Habit& habit, const FaultValues& values) {
                 habit.video.style.size = {int(values.number("width")) & ~1,
                                           int(values.number("height")) & ~1};
             }},
        {.name = "codec-change",
         .what = "is set to another codec: its connections end and it describes itself anew",
         .promise = "shown in the new codec after one reconnect",
         .parameters = {{"to", "codec", "h265", {"h264", "h265", "mjpeg"}}},
         .cuts = true,
         .apply = change_codec},
        {.name = "repeat",
         .what = "sends one picture for ever, with new times",
         .promise = "the tile says FROZEN; no restart loop",
         .parameters = {{"how",
                         "the same bytes, encoded again and again, or as key pictures",
                         "bytes",
                         {"bytes", "encoded", "keyframes"}}},
         .apply = repeat},
        {.name = "black",
         .what = "sends a black picture, as a covered lens does",
         .promise = "shown as it is; an event at most",
         .apply = [](Habit& habit,
                     const FaultValues& /*values*/) { habit.video.style.black = true; }},
        {.name = "pace",
         .what = "sends so many pictures a second",
         .promise = "live at its own pace: no restart, no mark, 0.2 to 60 a second",
         .parameters = {{"fps", "pictures a second", "1", {}, 0.2, 60}},
         .apply = [](Habit& habit,
                     const FaultValues& values) { set_rate(habit.video, values.number("fps")); }},
    };
}

}  // namespace

const std::vector<Fault>& all_faults() {
    static const std::vector<Fault> all = [] {
        std::vector<Fault> rows = openings();
        for (auto make : {silences, pictures}) {
            for (Fault& fault : make()) {
                rows.push_back(std::move(fault));
            }
        }
        return rows;
    }();
    return all;
}

}  // namespace pendopo::faults
