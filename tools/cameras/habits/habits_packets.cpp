// RTP: marker, timestamp, source, counters, padding, order.
#include "tools/cameras/habits/habits.h"

namespace pendopo::habits {
namespace {

Habit row(std::string name, std::string source, std::string what, PacketPolicy policy,
          Codec codec = Codec::h264) {
    Habit habit;
    habit.name = std::move(name);
    habit.group = "packets";
    habit.source = std::move(source);
    habit.what = std::move(what);
    habit.video.packets = policy;
    habit.video.style.codec = codec;
    habit.right.pictures = 60;
    return habit;
}

template <class Change>
PacketPolicy policy(Change change) {
    PacketPolicy made;
    change(made);
    return made;
}

}  // namespace

std::vector<Habit> packet_habits() {
    std::vector<Habit> rows;
    const auto add = [&](const char* name, const char* source, const char* what, auto change) {
        rows.push_back(row(name, source, what, policy(change)));
    };
    add("two-sources", "scottlamb/moonfire-nvr #114 (Reolink RLC-410)",
        "mixes another session's packets in",
        [](PacketPolicy& p) { p.sources = SourcePolicy::two; });
    add("source-changes", "RFC 3550 8.2", "changes its SSRC, counter and time",
        [](PacketPolicy& p) { p.sources = SourcePolicy::changes; });
    add("no-marker", "FFmpeg rtpdec", "never sets the marker bit",
        [](PacketPolicy& p) { p.marker = MarkerPolicy::never; });
    add("marker-on-sei", "scottlamb/moonfire-nvr #352", "marks each SEI",
        [](PacketPolicy& p) { p.marker = MarkerPolicy::on_sei; });
    add("marker-on-parameter-sets", "scottlamb/retina #13 (Reolink RLC-822A)", "marks SPS and PPS",
        [](PacketPolicy& p) { p.marker = MarkerPolicy::on_parameter_sets; });
    rows.back().sdp =
        "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:track1\r\n";
    add("marker-on-every-unit", "AlexxIT/go2rtc #244", "marks every unit",
        [](PacketPolicy& p) { p.marker = MarkerPolicy::on_every_unit; });
    add("marker-on-every-packet", "cheap encoders", "marks every packet", [](PacketPolicy& p) {
        p.marker = MarkerPolicy::on_every_packet;
        p.payload_bytes = 200;
    });
    add("parameter-sets-one-before", "as field case B3", "gives SPS and PPS a time of their own",
        [](PacketPolicy& p) { p.timestamp = TimestampPolicy::parameter_sets_one_before; });
    add("timestamps-jump", "RFC 3550 5.1", "jumps in time", [](PacketPolicy& p) {
        p.timestamp = TimestampPolicy::jump;
        p.jump_ticks = 0x4000'0000;
    });
    add("timestamps-wrap", "RFC 3550 5.1", "wraps its time",
        [](PacketPolicy& p) { p.first_timestamp = 0xFFFF'F000; });
    add("counter-wraps", "RFC 3550 5.1", "wraps its counter",
        [](PacketPolicy& p) { p.first_sequence = 0xFFF8; });
    add("never-counts", "cheap encoders", "numbers all packets alike, over TCP",
        [](PacketPolicy& p) {
            p.count = CountPolicy::never;
            p.payload_bytes = 200;
        });
    rows.back().settings.transport = "tcp";
    add("counts-each-picture", "bluenviron/gortsplib #750",
        "begins its count anew with each picture, over TCP", [](PacketPolicy& p) {
            p.count = CountPolicy::each_picture;
            p.payload_bytes = 200;
        });
    rows.back().settings.transport = "tcp";
    add("padding", "RFC 3550 5.1", "pads its packets", [](PacketPolicy& p) { p.padding = 12; });
    add("padding-only", "WebRTC gateways", "sends packets of padding alone",
        [](PacketPolicy& p) { p.padding_only = true; });
    add("extension", "ONVIF replay", "has a header extension",
        [](PacketPolicy& p) { p.extension_words = 3; });
    add("contributing-sources", "RFC 3550 5.1", "names contributing sources",
        [](PacketPolicy& p) { p.contributing = 2; });
    add("aggregates", "RFC 6184 5.7", "sends small units together",
        [](PacketPolicy& p) { p.aggregate = true; });
    add("small-fragments", "RFC 6184 5.8", "cuts everything into fragments", [](PacketPolicy& p) {
        p.payload_bytes = 100;
        p.fragment_all = true;
    });
    add("start-codes-in-packets", "AlexxIT/go2rtc pkg/h264", "sends start codes too",
        [](PacketPolicy& p) { p.start_codes = true; });
    add("foreign-payload-type", "BogdanovKirill/RtspClientSharp #98", "repeats packets",
        [](PacketPolicy& p) { p.repeat_every = 7; });
    rows.back().name = "repeats-over-udp";
    rows.back().source = "UDP on wireless bridges";
    rows.back().settings.transport = "udp";
    add("swaps-over-udp", "UDP on wireless bridges", "sends packets in another order",
        [](PacketPolicy& p) { p.swap_every = 9; });
    rows.back().settings.transport = "udp";
    return rows;
}

}  // namespace pendopo::habits
