#pragma once
// What real cameras do, each as a row of data: what they answer byte for byte, what they send
// unasked, how they describe and cut up their pictures, and what is right to make of it. Played by
// habit_server.h, for tests of every client and by hand (`pendopo-cameras --habit NAME`).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "tools/cameras/habits/coded_pictures.h"
#include "tools/cameras/habits/packetiser.h"

namespace pendopo::habits {

// Text with placeholders in braces, filled in when it is sent:
//   {cseq} {uri}         of the request at hand
//   {host} {port}        where the server listens; {base} is rtsp://{host}:{port}/cam
//   {other}              host:port of its second listener, on another address
//   {session} {nonce}    of this connection
//   {transport}          a good answer to the Transport that was asked for
//   {sdp} {length}       the row's description and its length in bytes
using HabitText = std::string;

struct HabitReply {
    HabitText bytes;  // empty: silence
    Milliseconds delay{0};
    size_t chunk = 0;      // bytes in one write; 0: all at once
    Milliseconds pace{5};  // between such writes
    HabitText slow_from;   // what stands before this text goes at once; empty: nothing does
    bool hang_up = false;  // afterwards
};

// Which requests get that reply. The first rule that fits counts; without one a good camera's
// reply is given. Numbers count from 1, requests of that method within their connection.
struct HabitRule {
    std::string method;  // "*": any
    HabitReply reply;
    int from = 1;
    int to = 1'000'000;
    int from_connection = 1;
    int to_connection = 1'000'000;
    bool other = false;      // at the second listener, else at the first
    bool logged_in = false;  // only requests whose login was found right
    bool only_tcp = false;   // of SETUP: only where TCP is asked for
};

// A login that is checked for real. `challenges` are whole header lines.
struct HabitLogin {
    std::vector<HabitText> challenges;
    std::string scheme = "Digest";  // the right one, and its particulars
    std::string realm = "camera";
    std::string algorithm;    // as the client must name it; empty: not named, MD5
    std::string qop;          // "", "auth", "auth-int"
    int from_connection = 1;  // refused before, however right
    std::vector<int> refused_connections;
    int uses_of_nonce = 0;  // then it is stale; 0: for ever
    bool says_stale = true;
};
// The login that rows with a HabitLogin take.
inline constexpr std::string_view kHabitUser = "admin";
inline constexpr std::string_view kHabitPassword = "pass, \"word\"";
inline constexpr std::string_view kHabitPasswordCoded = "pass%2C%20%22word%22";  // in an address

// What the camera sends without being asked.
struct HabitPush {
    HabitText bytes;
    Milliseconds after{100};  // PLAY was answered; 0: just before that answer
    HabitText answer;         // must come back within two seconds, or it hangs up; empty: none
};

// The session ends unless one of these methods comes this often.
struct HabitSession {
    Milliseconds ends_after{0};  // 0: never
    std::vector<std::string> kept_by = {"OPTIONS", "GET_PARAMETER", "SET_PARAMETER"};
    int most = 0;              // sessions at a time, 453 for another; 0: any number
    Milliseconds held_for{0};  // a session whose connection ended without TEARDOWN
};

// What goes wrong with what a playing camera sends. It may begin and end while it plays.
struct HabitTrouble {
    int silent_after = -1;    // pictures on a connection; then none come; -1: never
    bool deaf = false;        // and no request is answered any more
    bool reports = true;      // sender reports, of a camera by the clock
    bool audio = false;       // packets of audio, whatever was set up
    double flipped_bits = 0;  // part of all bits of the pictures
    int64_t jump_ticks = 0;   // added to the times, 90 kHz: at once, and after each …
    Milliseconds jump_every{3'600'000};
    bool times_from_zero = false;  // the times begin anew at 0
    double late_a_second = 0;      // seconds by which pictures fall behind, each second
    double late_most = 0;          // seconds; then they are that late for ever
    bool one_key_picture = false;  // the same key picture again and again
    bool says_bye = false;         // RTCP BYE, once; on later connections after 3 s
    bool then_closes = false;      // the connection, after that
    int junk_bytes = 0;            // an interleaved frame of nobody's before each picture
    bool drips = false;            // an interleaved frame a byte a second
    unsigned seed = 1;
    bool operator==(const HabitTrouble&) const = default;
};

struct HabitVideo {
    CodedStyle style{.group = 10};
    double pictures_per_second = 50;
    // The pictures follow the Unix time: of N, number k is sent when its count of picture times is
    // k modulo N, late by a part that `style.camera` decides; a session begins at the key picture
    // before. So a screenshot tells how old a picture is. Sender reports come each second.
    bool by_clock = false;
    Milliseconds starts_after{0};  // from the answer to PLAY on
    int stops_after = 0;           // pictures on a connection, then it hangs up; 0: never
    bool silent = false;           // PLAY is answered, nothing comes
    bool early = false;            // packets come from SETUP on
    bool other_port = false;       // UDP: RTP comes from another port than was named
    int channel = 0;               // of RTP, whatever was asked for
    PacketPolicy packets;
    HabitTrouble trouble;
};

// Whether it can be reached at all.
struct HabitPower {
    bool listens = true;   // else its port refuses
    Milliseconds up{0};    // so long it is reachable, then `down` long not, and so on
    Milliseconds down{0};  // 0: it stays up
    bool operator==(const HabitPower&) const = default;
};

// What a technician has to write into cameras.json for it.
struct HabitSettings {
    bool basic = false;
    bool redirect_hosts = false;  // lists {other}'s host
    bool tls = false;             // rtsps, with the camera's certificate pinned
    std::string transport = "auto";
    std::string path = "/cam";
    std::string user{kHabitUser};
    std::string password{kHabitPassword};
};

// What is right: pictures, or a state and its words (those of CameraState and SessionHealth).
struct HabitOutcome {
    int pictures = 12;  // 0: none come
    std::string state;
    HabitText reason;
    Milliseconds patience{6'000};
};

struct Habit {
    std::string name;    // "cseq-zero"
    std::string group;   // "A1"
    std::string source;  // where it was seen in public
    std::string what;    // one sentence: the camera …
    std::vector<HabitRule> rules;
    std::optional<HabitLogin> login;
    std::vector<HabitPush> pushes;
    HabitSession session;
    HabitText sdp;        // empty: a good one for the video
    HabitText setup_uri;  // 404 for any other; empty: any
    HabitText play_uri;
    bool same_host = false;  // the second listener has the address of the first
    bool tcp = true;         // the ways packets can come; 461 for another
    bool udp = true;
    HabitVideo video;
    HabitPower power;
    HabitSettings settings;
    HabitOutcome right;
    std::string gap;  // why it does not hold, and what is said then; empty: it holds
};

// Every row, in groups.
const std::vector<Habit>& all_habits();
const Habit* find_habit(std::string_view name);

// The good answer to a request of that method.
HabitText good_reply(std::string_view method);
// "RTSP/1.0 200 OK", CSeq and these lines, each ended by CR LF.
HabitText ok_with(std::string_view lines);

}  // namespace pendopo::habits
