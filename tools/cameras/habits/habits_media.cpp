// Pictures: how they are coded, cut into units and dated, and where decoding may start.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

constexpr int kPictures = 60;
// Without parameter sets.
constexpr const char* kBareSdp =
    "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n";

}  // namespace

std::vector<Habit> media_habits() {
    std::vector<Habit> rows;
    const auto add = [&](const char* name, const char* source, const char* what,
                         auto change) -> Habit& {
        Habit habit;
        habit.name = name;
        habit.group = "media";
        habit.source = source;
        habit.what = what;
        habit.right.pictures = kPictures;
        change(habit.video.style, habit.video.packets);
        return rows.emplace_back(std::move(habit));
    };
    using Style = CodedStyle;
    using Policy = PacketPolicy;

    // The marker.
    add("marker-on-every-slice", "iamscottxu/obs-rtspserver PR #199, OpenIPC/smolrtsp PR #43",
        "sends four slices a picture and marks each", [](Style& style, Policy& policy) {
            style.slices = 4;
            policy.marker = MarkerPolicy::on_every_unit;
        });
    add("h265-marker-on-parameter-sets", "field case B3", "marks VPS, SPS and PPS of H.265",
        [](Style& style, Policy& policy) {
            style.codec = Codec::h265;
            policy.marker = MarkerPolicy::on_parameter_sets;
        });
    add("h265-marker-on-every-slice", "OpenIPC/smolrtsp PR #43",
        "sends four slices of H.265 a picture and marks each", [](Style& style, Policy& policy) {
            style.codec = Codec::h265;
            style.slices = 4;
            policy.marker = MarkerPolicy::on_every_unit;
        });
    add("sei-marked-of-its-own", "scottlamb/moonfire-nvr #352",
        "sends an SEI before each picture, marked", [](Style& style, Policy& policy) {
            style.sei = true;
            policy.marker = MarkerPolicy::on_sei;
        });
    add("no-marker-slices", "ngraziano/SharpRTSP #57", "never marks, four slices a picture",
        [](Style& style, Policy& policy) {
            style.slices = 4;
            policy.marker = MarkerPolicy::never;
        });
    add("mjpeg-no-marker", "RFC 2435, 3.1", "never marks the end of a JPEG",
        [](Style& style, Policy& policy) {
            style.codec = Codec::mjpeg;
            style.pixels = "yuvj420p";
            policy.marker = MarkerPolicy::never;
        });

    // Times and counters.
    add("parameter-sets-with-previous", "scottlamb/retina #13 (Reolink RLC-822A)",
        "dates SPS and PPS with the picture before",
        [](Style&, Policy& policy) {
            policy.timestamp = TimestampPolicy::parameter_sets_with_previous;
        })
        .sdp = kBareSdp;
    add("no-time", "RFC 3550, 5.1", "dates every packet alike",
        [](Style&, Policy& policy) { policy.timestamp = TimestampPolicy::constant; });
    add("time-a-slice", "cheap encoders", "dates each unit one tick later",
        [](Style& style, Policy& policy) {
            style.slices = 4;
            policy.timestamp = TimestampPolicy::every_unit;
        });
    add("time-goes-back", "bluenviron/mediamtx PR #6255", "goes back 100 s in time",
        [](Style&, Policy& policy) {
            policy.timestamp = TimestampPolicy::jump;
            policy.jump_ticks = -9'000'000;
        });
    add("counter-jumps", "RFC 3550, 5.1", "jumps in its count and loses nothing",
        [](Style&, Policy& policy) { policy.sequence_jump = 7'000; });
    add("every-packet-twice", "wireless bridges", "sends every packet twice",
        [](Style&, Policy& policy) { policy.repeat_every = 1; });

    // Parameter sets.
    add("parameter-sets-in-sdp-only", "RFC 6184, 8.2.2", "tells its parameter sets in the SDP only",
        [](Style&, Policy& policy) { policy.parameter_sets = ParameterSets::sdp_only; });
    add("parameter-sets-once", "bluenviron/gortsplib #88 (HIK Media Server)",
        "tells its parameter sets once, with the first picture",
        [](Style&, Policy& policy) { policy.parameter_sets = ParameterSets::once; })
        .sdp = kBareSdp;
    add("units-in-one", "AlexxIT/go2rtc pkg/h264", "puts all units of a picture into one",
        [](Style&, Policy& policy) { policy.one_unit_a_picture = true; });

    // Where decoding may start.
    add("recovery-points", "x264 intra-refresh", "has one key picture, and recovery points",
        [](Style& style, Policy&) { style.intra_refresh = true; });
    add("cra-pictures", "H.265 open groups", "sends CRA pictures for IDR",
        [](Style& style, Policy&) {
            style.codec = Codec::h265;
            style.open_groups = true;
        });

    // Formats.
    add("interlaced", "motioneye-project/motioneye #1765", "sends interlaced pictures (MBAFF)",
        [](Style& style, Policy&) { style.interlaced = true; });
    add("h264-10-bit", "field case B10", "sends 10 bits",
        [](Style& style, Policy&) { style.pixels = "yuv420p10le"; });
    add("h265-grey-10-bit", "thermal cores", "sends grey of 10 bits", [](Style& style, Policy&) {
        style.codec = Codec::h265;
        style.pixels = "gray10le";
    });
    add("h265-12-bit", "field case B10", "sends 12 bits", [](Style& style, Policy&) {
        style.codec = Codec::h265;
        style.pixels = "yuv420p12le";
    });
    add("h265-422-10-bit", "field case B10", "sends 4:2:2 of 10 bits", [](Style& style, Policy&) {
        style.codec = Codec::h265;
        style.pixels = "yuv422p10le";
    });
    add("h264-444", "field case B10", "sends 4:4:4",
        [](Style& style, Policy&) { style.pixels = "yuv444p"; });
    return rows;
}

}  // namespace pendopo::habits
