#include "decoders/sdp.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

extern "C" {
#include <libavutil/base64.h>
}

namespace pendopo {
namespace {

std::string_view next_line(std::string_view& text) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::string_view next_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

int number(std::string_view text, int otherwise) {
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::optional<Codec> codec_named(std::string_view name) {
    const std::string lower = lower_case(name);
    if (lower == "h264") {
        return Codec::h264;
    }
    if (lower == "h265" || lower == "hevc") {
        return Codec::h265;
    }
    if (lower == "jpeg") {
        return Codec::mjpeg;
    }
    return std::nullopt;
}

struct Media {
    VideoOffer offer;
    bool video = false;
    bool known = false;
    std::string name;  // of the encoding, for the error
};

void read_media_line(Media& media, std::string_view value) {
    // m=video 0 RTP/AVP 96
    media.video = next_word(value) == "video";
    next_word(value);
    next_word(value);
    media.offer.payload_type = number(next_word(value), -1);
    if (media.offer.payload_type == 26) {  // RFC 3551: needs no rtpmap
        media.offer.codec = Codec::mjpeg;
        media.known = true;
    }
}

void read_attribute(Media& media, std::string_view value) {
    const std::string_view name = value.substr(0, value.find(':'));
    value.remove_prefix(std::min(name.size() + 1, value.size()));
    if (name == "control") {
        media.offer.control = value;
        return;
    }
    if (name != "rtpmap" && name != "fmtp") {
        return;
    }
    if (number(next_word(value), -1) != media.offer.payload_type) {
        return;
    }
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    if (name == "fmtp") {
        media.offer.format_parameters = value;
        return;
    }
    media.name = value.substr(0, value.find('/'));
    if (const std::optional<Codec> codec = codec_named(media.name)) {
        media.offer.codec = *codec;
        media.known = true;
        const size_t slash = value.find('/');
        media.offer.clock_rate =
            slash == std::string_view::npos ? 90'000 : number(value.substr(slash + 1), 90'000);
    }
}

void add_parameter_sets(std::vector<uint8_t>& sets, std::string_view list) {
    while (!list.empty()) {
        const std::string coded(list.substr(0, list.find(',')));
        list.remove_prefix(std::min(coded.size() + 1, list.size()));
        std::vector<uint8_t> bytes(coded.size() + 4);
        const int length =
            av_base64_decode(bytes.data(), coded.c_str(), static_cast<int>(bytes.size()));
        if (length > 0) {
            sets.insert(sets.end(), {0, 0, 0, 1});
            sets.insert(sets.end(), bytes.begin(), bytes.begin() + length);
        }
    }
}

}  // namespace

Result<VideoOffer> video_offer(std::string_view sdp) {
    std::vector<Media> all;
    while (!sdp.empty()) {
        const std::string_view line = next_line(sdp);
        if (line.starts_with("m=")) {
            read_media_line(all.emplace_back(), line.substr(2));
        } else if (line.starts_with("a=") && !all.empty()) {
            read_attribute(all.back(), line.substr(2));
        }
    }
    std::string unknown;
    for (const Media& media : all) {
        if (media.video && media.known) {
            return media.offer;
        }
        if (media.video && unknown.empty()) {
            unknown = media.name.empty() ? "unnamed" : media.name.substr(0, 32);
        }
    }
    return fail(ErrorCode::unsupported, unknown.empty()
                                            ? "rtsp: the camera offers no video"
                                            : "rtsp: video of type " + unknown +
                                                  "; set the camera to H.264, H.265 or MJPEG");
}

std::vector<uint8_t> parameter_sets(const VideoOffer& offer) {
    std::vector<uint8_t> sets;
    for (const std::string_view wanted :
         {"sprop-vps", "sprop-sps", "sprop-pps", "sprop-parameter-sets"}) {
        std::string_view left = offer.format_parameters;
        while (!left.empty()) {
            std::string_view item = left.substr(0, left.find(';'));
            left.remove_prefix(std::min(item.size() + 1, left.size()));
            item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
            const size_t equals = item.find('=');
            if (equals != std::string_view::npos && lower_case(item.substr(0, equals)) == wanted) {
                add_parameter_sets(sets, item.substr(equals + 1));
            }
        }
    }
    return sets;
}

std::string minimal_sdp(const VideoOffer& offer) {
    const char* name = offer.codec == Codec::h264   ? "H264"
                       : offer.codec == Codec::h265 ? "H265"
                                                    : "JPEG";
    std::string text = fmt::format(
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        "m=video 0 RTP/AVP {0}\r\na=rtpmap:{0} {1}/{2}\r\n",
        offer.payload_type, name, offer.clock_rate);
    if (!offer.format_parameters.empty()) {
        text += fmt::format("a=fmtp:{} {}\r\n", offer.payload_type, offer.format_parameters);
    }
    return text;
}

}  // namespace pendopo
