// Descriptions: what stands around, before and in place of the video that is wanted.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

constexpr const char* kHead =
    "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n";
constexpr const char* kVideo =
    "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 {parameters}\r\n"
    "a=control:track1\r\n";

Habit row(std::string name, std::string source, std::string what, HabitText sdp,
          int payload_type = 96) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "descriptions";
    habit.source = std::move(source);
    habit.what = std::move(what);
    habit.sdp = std::move(sdp);
    habit.setup_uri = "{base}/track1";
    habit.video.packets.payload_type = payload_type;
    return habit;
}

}  // namespace

std::vector<Habit> sdp_habits() {
    const std::string head = kHead;
    const std::string video = kVideo;
    std::vector<Habit> rows;
    rows.push_back(row("payload-type-35", "bluenviron/gortsplib #630; mistserver #188",
                       "numbers H.264 as 35", head + with(video, "96", "35"), 35));
    rows.push_back(row("media-lines-only", "AlexxIT/go2rtc #679, #2245; bluenviron/gortsplib #441",
                       "describes with three lines",
                       "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n"));
    rows.push_back(row("short-origin", "AlexxIT/go2rtc #1663 (H3C)",
                       "cuts o= and c= short and adds metadata",
                       "v=0\r\no=- 1001 1 IN\r\ns=VCP IPC\r\nc=IN\r\nt=0 0\r\n" + video +
                           "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000"
                           "\r\na=control:track3\r\n"));
    rows.push_back(row("audio-null", "rtsp-client-android #90", "has an audio line of (null)",
                       head + "m=audio 0 RTP/AVP (null)\r\na=control:track0\r\n" + video));
    rows.push_back(row("rtpmap-blank", "scottlamb/moonfire-nvr #213",
                       "leaves blanks behind its rtpmap",
                       head + with(video, "H264/90000", "H264/90000 ")));
    rows.push_back(row("rtpmap-tabs", "RFC 4566, tolerant parsers",
                       "writes blanks after the colon and tabs",
                       head + with(video, "rtpmap:96 H264", "rtpmap: 96\tH264")));
    rows.push_back(row("encoding-lower-case", "FFmpeg rtsp.c", "writes h264 small",
                       head + with(video, "H264", "h264")));
    rows.push_back(row("no-clock-rate", "scottlamb/moonfire-nvr #213", "names no clock rate",
                       head + with(video, "H264/90000", "H264")));
    rows.push_back(row("lines-end-in-lf", "RFC 4566 5", "ends lines with LF",
                       with(head + video, "\r\n", "\n")));
    rows.push_back(row("lines-end-in-cr", "old encoders", "ends lines with CR alone",
                       with(head + video, "\r\n", "\r")));
    rows.push_back(row("lines-with-blanks", "AlexxIT/go2rtc helpers.go", "begins lines with blanks",
                       with(head + video, "\r\n", "\r\n ")));
    rows.push_back(row("byte-order-mark", "editors of relays", "begins with a byte-order mark",
                       "\xEF\xBB\xBF" + video));
    rows.push_back(row("last-line-open", "AlexxIT/go2rtc helpers.go (io.EOF)",
                       "does not end its last line", head + video.substr(0, video.size() - 2)));
    rows.push_back(row("name-within-media", "AlexxIT/WebRTC #417", "repeats s= within its media",
                       head + with(video, "a=rtpmap", "s=RtspServer\r\ni=live\r\na=rtpmap")));
    rows.push_back(row("parameters-of-another-track", "AlexxIT/WebRTC #419",
                       "puts the video's fmtp under the audio",
                       head + with(video, "a=fmtp:96 {parameters}\r\n", "") +
                           "m=audio 0 RTP/AVP 8\r\na=rtpmap:0 pcma/8000/1\r\na=control:track2\r\n"
                           "a=fmtp:96 {parameters}\r\n"));
    rows.back().video.packets.parameter_sets = ParameterSets::sdp_only;
    rows.push_back(row("strange-media-line", "AlexxIT/go2rtc TestBugSDP4 (TP-Link, Mercury)",
                       "has a media line of its maker",
                       head +
                           "m=application/MERCURY 0 RTP/AVP smart/1/90000\r\na=rtpmap:95 "
                           "MERCURY/90000\r\na=control:track3\r\n" +
                           video));
    rows.push_back(row("sendonly-video", "AlexxIT/go2rtc #771", "marks its video sendonly",
                       head + video + "a=sendonly\r\n"));
    rows.push_back(row("back-channel-first", "bluenviron/gortsplib #121; ONVIF",
                       "describes a back channel first",
                       head + "m=audio 0 RTP/AVP 0\r\na=control:track9\r\na=sendonly\r\n" + video));
    rows.push_back(row("inactive-video-first", "RFC 4566 6; ONVIF",
                       "offers a video that it marks inactive first",
                       head + with(video, "track1", "track0") + "a=inactive\r\n" + video));
    rows.push_back(row("unplayable-video-first", "FFmpeg sets up what it can decode",
                       "offers AV1 first and H.264 second",
                       head + with(with(video, "H264", "AV1"), "track1", "track0") + video));
    rows.push_back(
        row("several-payload-types", "bluenviron/gortsplib #479",
            "lists twenty payload types, the right one second",
            head + with(with(video, "RTP/AVP 96", "RTP/AVP 100 96 101 102 103"), "a=rtpmap:96",
                        "a=rtpmap:100 rtx/90000\r\na=fmtp:100 apt=96\r\na=rtpmap:101 "
                        "VP8/90000\r\na=rtpmap:96")));
    rows.push_back(row(
        "second-payload-type-sent", "as the SDP mechanism of the field cases",
        "offers H.264 as 96 and 97 and sends 97",
        head + with(video, "RTP/AVP 96\r\n", "RTP/AVP 96 97\r\na=rtpmap:97 H264/90000\r\n"), 97));
    rows.push_back(
        row("second-codec-sent", "as the SDP mechanism of the field cases",
            "offers H.265 first and sends H.264",
            head + with(video, "RTP/AVP 96\r\n", "RTP/AVP 98 96\r\na=rtpmap:98 H265/90000\r\n")));
    rows.push_back(
        row("second-codec-sent-late", "cameras that wait for a key picture",
            "offers H.265 first, sends H.264, and begins after six seconds",
            head + with(video, "RTP/AVP 96\r\n", "RTP/AVP 98 96\r\na=rtpmap:98 H265/90000\r\n")));
    rows.back().video.starts_after = Milliseconds(6'000);
    rows.back().right.patience = Milliseconds(12'000);
    rows.push_back(row("payload-type-not-offered", "AlexxIT/go2rtc goes by the channel",
                       "offers 96 and sends 97", head + video, 97));
    rows.push_back(row("rtp-savp-named", "encoders that name SAVP and send in clear",
                       "names RTP/AVPF", head + with(video, "RTP/AVP", "RTP/AVPF")));
    rows.push_back(row("mjpeg-static", "media-stream-library-js #725 (Mobotix)",
                       "sends MJPEG as 26 without an rtpmap",
                       head + "m=video 0 RTP/AVP 26\r\na=control:track1\r\n", 26));
    rows.back().video.style.codec = Codec::mjpeg;
    rows.back().video.style.pixels = "yuvj420p";
    rows.push_back(row("sprop-start-codes", "scottlamb/moonfire-nvr #213",
                       "has start codes and rubbish in its parameter sets",
                       head + with(video, "{parameters}",
                                   "packetization-mode=1;profile-level-id=000001;"
                                   "sprop-parameter-sets=AAAAAUdNAB+ZsBQBboQAAA+gAAF3AhA=,"
                                   "AAAAAUjqQ8g=,!!!")));
    rows.push_back(row("sprop-only", "as field case B3", "sends parameter sets only in the SDP",
                       head + video));
    rows.back().video.packets.parameter_sets = ParameterSets::sdp_only;
    rows.push_back(row("fmtp-with-blanks", "AlexxIT/go2rtc TestBugSDP4",
                       "leaves blanks after semicolons and equals signs",
                       head + with(video, "{parameters}",
                                   "packetization-mode = 1 ; profile-level-id=640016; "
                                   "{parameters} ;")));
    rows.back().video.packets.parameter_sets = ParameterSets::sdp_only;
    rows.push_back(row("h265", "RFC 7798", "sends H.265", head + with(video, "H264", "H265")));
    rows.back().video.style.codec = Codec::h265;
    rows.push_back(row("hevc-by-name", "FFmpeg's own muxer of old", "calls it HEVC",
                       head + with(video, "H264", "HEVC")));
    rows.back().video.style.codec = Codec::h265;
    rows.push_back(row("no-video", "audio devices", "offers sound alone",
                       head + "m=audio 0 RTP/AVP 0\r\na=control:track1\r\n"));
    rows.back().right = {0, "unsupported", "rtsp: the camera offers no video"};
    rows.push_back(
        row("mpeg4", "old cameras", "sends MPEG-4 Part 2", head + with(video, "H264", "MP4V-ES")));
    rows.back().right = {0, "unsupported",
                         "rtsp: video of type MP4V-ES; set the camera to H.264, H.265 or MJPEG"};
    rows.push_back(row("empty-description", "cameras that start", "describes nothing", "\r\n"));
    rows.back().right = {0, "unsupported", "rtsp: the camera offers no video"};
    return rows;
}

}  // namespace pendopo::habits
