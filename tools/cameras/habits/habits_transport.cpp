// SETUP: the ways packets come, and how cameras write them.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

Habit row(std::string name, std::string source, std::string what) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "transport";
    habit.source = std::move(source);
    habit.what = std::move(what);
    return habit;
}

// Answers SETUP with that Transport line (none when empty) and sends RTP on `channel`.
Habit answering(std::string name, std::string source, std::string what, const std::string& line,
                int channel = 0) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.rules = {
        answers("SETUP", ok_with("Session: {session};timeout=60\r\n" +
                                 (line.empty() ? line : "Transport: " + line + "\r\n")))};
    habit.video.channel = channel;
    return habit;
}

Habit udp_only(std::string name, std::string source, std::string what) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.tcp = false;
    return habit;
}

}  // namespace

std::vector<Habit> transport_habits() {
    std::vector<Habit> rows;
    rows.push_back(answering("other-channels", "bluenviron/mediamtx #19",
                             "answers 8-9 to 0-1 and means it",
                             "RTP/AVP/TCP;unicast;interleaved=8-9;ssrc=2A27A3FB", 8));
    rows.push_back(answering("odd-channels", "bluenviron/mediamtx #1762", "takes channels 1-2",
                             "RTP/AVP/TCP;unicast;interleaved=1-2", 1));
    rows.push_back(answering("no-transport", "bluenviron/gortsplib #456",
                             "answers SETUP without a Transport", ""));
    rows.push_back(answering("no-interleaved", "bluenviron/gortsplib #142",
                             "answers without channels", "RTP/AVP/TCP;unicast"));
    rows.push_back(answering("one-channel", "AlexxIT/go2rtc client.go", "names one channel",
                             "RTP/AVP/TCP;unicast;destination=192.0.2.1;source=192.0.2.2;"
                             "interleaved=0"));
    rows.push_back(answering("avp-with-interleaved", "AlexxIT/go2rtc client.go (Escam Q6)",
                             "forgets /TCP",
                             "RTP/AVP;unicast;destination=192.0.2.1;interleaved=0-1"));
    rows.push_back(answering("ssrc-first", "scottlamb/retina #120",
                             "names the SSRC before the channels",
                             "RTP/AVP/TCP;ssrc=22345684;interleaved=0-1"));
    rows.push_back(answering("transport-lower-case", "RFC 2326 15.1",
                             "writes its Transport small and with blanks",
                             "rtp/avp/tcp; Unicast; Interleaved = 0-1 ; mode=\"play\""));
    rows.push_back(answering("wrong-channels", "bluenviron/gortsplib client.go",
                             "answers 2-3 and sends on 0-1 as it was asked to",
                             "RTP/AVP/TCP;unicast;interleaved=2-3", 0));
    rows.push_back(udp_only("udp-only-461", "BogdanovKirill/RtspClientSharp #66 (VLC's server)",
                            "has no TCP and says 461"));
    rows.push_back(udp_only("udp-only-400", "q191201771/lal #272", "has no TCP and says 400"));
    {
        HabitRule rule = answers("SETUP", "RTSP/1.0 400 Bad Request\r\nCSeq: {cseq}\r\n\r\n");
        rule.only_tcp = true;
        rows.back().rules = {rule};
    }
    rows.push_back(udp_only("udp-answer", "scottlamb/moonfire-nvr #192",
                            "answers with UDP what was asked as TCP"));
    {
        HabitRule rule = answers(
            "SETUP", ok_with("Session: {session}\r\nTransport: "
                             "RTP/AVP;unicast;client_port=9-10;server_port=40000-40001\r\n"));
        rule.only_tcp = true;
        rows.back().rules = {rule};
    }
    rows.push_back(udp_only("udp-only-tcp-set", "VLC's server", "has no TCP, and TCP is set"));
    rows.back().settings.transport = "tcp";
    rows.back().right = {0, "unsupported",
                         "rtsp: the camera does not send over TCP; use \"transport\": \"udp\""};
    rows.push_back(row("tcp-only-udp-set", "many", "has no UDP, and UDP is set"));
    rows.back().udp = false;
    rows.back().settings.transport = "udp";
    rows.back().right = {0, "unsupported",
                         "rtsp: the camera does not send over UDP; use \"transport\": \"tcp\""};
    rows.push_back(row("udp-set", "RFC 2326", "sends over UDP as it was told to"));
    rows.back().settings.transport = "udp";
    rows.push_back(row("udp-port-only", "scottlamb/moonfire-nvr #192 (VLC's server)",
                       "names its UDP port as port=, not server_port="));
    rows.back().settings.transport = "udp";
    rows.back().rules = {answers("SETUP", ok_with("Session: {session}\r\nTransport: "
                                                  "RTP/AVP/UDP;destination=127.0.0.1;port=1234-"
                                                  "1235;ttl=1;mode=play\r\n"))};
    rows.push_back(row("udp-port-zero", "bluenviron/mediamtx #407", "names port 0 as its own"));
    rows.back().settings.transport = "udp";
    rows.back().rules = {answers("SETUP", ok_with("Session: {session}\r\nTransport: "
                                                  "RTP/AVP/UDP;unicast;client_port=52764-52765;"
                                                  "server_port=0-1;ssrc=4317f\r\n"))};
    rows.push_back(row("udp-other-port", "bluenviron/mediamtx #691, #195",
                       "sends from another port than it names"));
    rows.back().settings.transport = "udp";
    rows.back().video.other_port = true;
    rows.push_back(row("play-unanswered", "AlexxIT/go2rtc does not await that reply",
                       "sends pictures and never answers PLAY"));
    rows.back().video.early = true;
    rows.back().rules = {answers("PLAY", "")};
    rows.push_back(row("packets-before-play", "scottlamb/retina #46; moonfire-nvr #114",
                       "sends from SETUP on"));
    rows.back().video.early = true;
    rows.push_back(row("neither-way", "none so far", "refuses every way"));
    rows.back().tcp = false;
    rows.back().udp = false;
    rows.back().right = {0, "unsupported",
                         "rtsp: the camera sends neither over TCP nor over UDP as we ask for it; "
                         "SETUP was answered with 461 Unsupported Transport"};
    rows.push_back(answering("multicast-answer", "cameras set to multicast",
                             "answers with multicast",
                             "RTP/AVP;multicast;destination=239.1.1.1;port=5000-5001;ttl=1"));
    rows.back().right = {0, "unsupported",
                         "rtsp: the camera answers with multicast, which is not received here; "
                         "set it to unicast"};
    return rows;
}

}  // namespace pendopo::habits
