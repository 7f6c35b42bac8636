// Addresses: redirects, Content-Base, control attributes, login in the address.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

Habit row(std::string name, std::string source, std::string what) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "addresses";
    habit.source = std::move(source);
    habit.what = std::move(what);
    return habit;
}

// The base that DESCRIBE names (empty: none), the control of its video, and the only address that
// SETUP takes.
Habit based(std::string name, std::string source, std::string what, const std::string& base,
            const std::string& control, HabitText setup_uri) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.rules = {answers("DESCRIBE", with(good_reply("DESCRIBE"), "Content-Base: {base}/\r\n",
                                            base.empty() ? "" : "Content-Base: " + base + "\r\n"))};
    habit.sdp =
        "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
        "a=rtpmap:96 H264/90000\r\na=fmtp:96 {parameters}\r\n" +
        (control.empty() ? "" : "a=control:" + control + "\r\n");
    habit.setup_uri = std::move(setup_uri);
    return habit;
}

HabitText moved(const std::string& to) {
    return "RTSP/1.0 302 Moved Temporarily\r\nCSeq: {cseq}\r\nLocation: " + to + "\r\n\r\n";
}

Habit redirecting(std::string name, std::string source, std::string what, std::string method,
                  HabitText reply) {
    Habit habit = row(std::move(name), std::move(source), std::move(what));
    habit.rules = {answers(std::move(method), std::move(reply))};
    habit.settings.redirect_hosts = true;
    return habit;
}

}  // namespace

std::vector<Habit> address_habits() {
    const std::string janus = "meetecho/janus-gateway #2195; androidx/media #1725";
    std::vector<Habit> rows;
    rows.push_back(redirecting("redirect", janus, "sends the caller to another host", "DESCRIBE",
                               moved("rtsp://{other}/live/7")));
    rows.push_back(redirecting("redirect-unlisted", janus, "does so, and nobody listed that host",
                               "DESCRIBE", moved("rtsp://{other}/live/7")));
    rows.back().settings.redirect_hosts = false;
    rows.back().right = {
        0, "misconfigured",
        "rtsp: the camera sends us to {other_host}; if that is right, set its address, or "
        "\"redirect_hosts\": [\"{other_host}\"]"};
    rows.push_back(redirecting("redirect-with-login", janus, "names a login in the new address",
                               "DESCRIBE", moved("rtsp://user:x@{other}/live/7")));
    rows.push_back(redirecting("redirect-at-setup", "AlexxIT/go2rtc #1480",
                               "redirects only at SETUP", "SETUP", moved("rtsp://{other}/live/7")));
    rows.push_back(redirecting("redirect-at-play", "RFC 2326 11.3", "redirects only at PLAY",
                               "PLAY", moved("rtsp://{other}/live/7")));
    rows.push_back(redirecting("redirect-at-options", "RFC 2326 11.3", "redirects at OPTIONS",
                               "OPTIONS", moved("rtsp://{other}/live/7")));
    rows.push_back(redirecting("redirect-without-cseq", "AlexxIT/go2rtc #1881",
                               "numbers its redirect not", "DESCRIBE",
                               with(moved("rtsp://{other}/a"), "CSeq: {cseq}\r\n", "")));
    rows.push_back(redirecting("redirect-same-host", janus, "sends to another port of its own",
                               "DESCRIBE", moved("rtsp://{other}/live/7")));
    rows.back().settings.redirect_hosts = false;
    rows.back().same_host = true;
    rows.push_back(redirecting("redirect-path-only", "RFC 3986 references",
                               "names only a path in Location", "DESCRIBE", moved("/live/7")));
    rows.back().rules[0].to_connection = 1;
    rows.push_back(redirecting("redirect-logged-in", janus, "wants the login at the new host too",
                               "DESCRIBE", moved("rtsp://{other}/live/7")));
    rows.back().login.emplace();
    rows.back().login->challenges = {R"(WWW-Authenticate: Digest realm="camera", nonce="{nonce}")"};

    const std::string moonfire = "scottlamb/moonfire-nvr #356; bluenviron/mediamtx #6167";
    rows.push_back(based("base-without-scheme", moonfire, "writes its base without rtsp://",
                         "{host}:{port}/stream0/", "track1",
                         "rtsp://{host}:{port}/stream0/track1"));
    rows.push_back(based("base-path-only", "bluenviron/gortsplib #636 (Hanwha)",
                         "writes only a path as its base", "/profile2/media.smp", "track1",
                         "rtsp://{host}:{port}/profile2/media.smp/track1"));
    rows.push_back(based("base-port-only", "AlexxIT/go2rtc #1852", "writes a base like IP:1935/",
                         "{host}:1935/", "track1", "rtsp://{host}:1935/track1"));
    rows.push_back(based("base-scheme-twice", "AlexxIT/go2rtc #208",
                         "writes rtsp://rtsp:// into its base", "rtsp://rtsp://{host}:{port}/s/",
                         "track1", "rtsp://{host}:{port}/s/track1"));
    rows.push_back(
        based("base-mapped-ipv6", "AlexxIT/WebRTC #395", "writes ::ffff:192.0.2.1 without brackets",
              "rtsp://::ffff:127.0.0.1/onvif/", "track1", "rtsp://{host}:{port}/onvif/track1"));
    rows.push_back(based("base-other-host", "cameras behind NAT", "names its inner address",
                         "rtsp://192.0.2.77:554/cam/", "track1",
                         "rtsp://192.0.2.77:554/cam/track1"));
    rows.push_back(based("base-without-slash", "RFC 2326 C.1.1",
                         "writes its base without a slash at the end", "{base}", "track1",
                         "{base}/track1"));
    rows.push_back(
        based("base-missing", "RFC 2326 C.1.1", "names no base", "", "track1", "{base}/track1"));
    rows.push_back(based("base-with-query", "bluenviron/gortsplib #121, #479",
                         "has a query in its base", "{base}?token=7&x=/", "trackID=0",
                         "{base}?token=7&x=/trackID=0"));
    rows.push_back(based("control-query", "bluenviron/gortsplib url tests",
                         "has a control that is a query", "", "?ctype=video",
                         "{base}?ctype=video"));
    rows.push_back(based("control-absolute", "RFC 2326 C.1.1", "has a whole address as control",
                         "{base}/", "rtsp://{host}:{port}/x/track9",
                         "rtsp://{host}:{port}/x/track9"));
    rows.push_back(based("control-scheme-twice", "AlexxIT/go2rtc #830",
                         "writes rtsp://rtsp:// into its control", "{base}/",
                         "rtsp://rtsp://{host}:{port}/x/track9", "rtsp://{host}:{port}/x/track9"));
    rows.push_back(based("control-after-slash", "AlexxIT/go2rtc #1236 (Verint)",
                         "ends its base and begins its control with a slash",
                         "rtsp://{host}:{port}/", "/media/1/video/1",
                         "rtsp://{host}:{port}/media/1/video/1"));
    rows.push_back(based("control-from-root", "RFC 3986 references", "means its root by a slash",
                         "{base}", "/media/1", "rtsp://{host}:{port}/media/1"));
    rows.push_back(based("control-with-slash", "bluenviron/gortsplib url tests",
                         "begins its control with a slash", "{base}", "/track1", "{base}/track1"));
    rows.push_back(based("control-missing", "AlexxIT/go2rtc #679", "names no control", "{base}/",
                         "", "{base}/"));
    rows.push_back(based("control-star", "RFC 2326 C.1.1", "has * as control of its video",
                         "{base}/", "*", "{base}/"));
    {
        Habit habit = based("control-of-session", "RFC 2326 C.1.1",
                            "wants PLAY at the address that the session's control names", "{base}/",
                            "track1", "");
        habit.sdp =
            with(habit.sdp, "t=0 0\r\n", "t=0 0\r\na=control:rtsp://{host}:{port}/aggregate\r\n");
        habit.play_uri = "rtsp://{host}:{port}/aggregate";
        rows.push_back(habit);
    }
    {
        Habit habit = row("login-in-path", "ZoneMinder/zoneminder #3058 (XMeye)",
                          "takes the login out of the address");
        habit.settings.path = "/user={user}&password={password}&channel=1&stream=0.sdp?";
        habit.setup_uri = "{base}/track1";
        rows.push_back(habit);
    }
    return rows;
}

}  // namespace pendopo::habits
