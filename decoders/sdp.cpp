#include "decoders/sdp.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

extern "C" {
#include <libavutil/base64.h>
}

namespace pendopo {
namespace {

constexpr std::string_view kBlanks = " \t";

// Lines end with CR, LF or both; blanks around them are not theirs.
std::string_view next_line(std::string_view& text) {
    std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    return line.substr(0, line.find_last_not_of(kBlanks) + 1);
}

std::string_view next_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
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

// One payload type of a media line.
struct Format {
    VideoOffer offer;
    bool known = false;
    std::string name;  // of the encoding, for the error
};

struct Media {
    std::vector<Format> formats;
    std::string control;
    bool video = false;
    bool inactive = false;
};

// Found anywhere: some put the video's parameters under another media line.
struct Parameters {
    int payload_type = 0;
    std::string text;
    size_t media = 0;
};

void read_media_line(Media& media, std::string_view value) {
    // m=video 0 RTP/AVP 96 97
    constexpr size_t kMostFormats = 32;
    media.video = lower_case(next_word(value)) == "video";
    next_word(value);
    next_word(value);
    for (std::string_view word = next_word(value);
         !word.empty() && media.formats.size() < kMostFormats; word = next_word(value)) {
        Format& format = media.formats.emplace_back();
        format.offer.payload_type = number(word, -1);
        if (format.offer.payload_type == 26) {  // RFC 3551: needs no rtpmap
            format.offer.codec = Codec::mjpeg;
            format.known = true;
        }
    }
}

constexpr int kLastPayloadType = 127;  // RTP has seven bits for it

void read_rtpmap(Media& media, std::string_view value) {
    const int type = number(next_word(value), -1);
    const std::string_view encoding = next_word(value);
    const size_t slash = std::min(encoding.find('/'), encoding.size());
    const std::string_view name = encoding.substr(0, slash);
    const auto format = std::ranges::find(media.formats, type,
                                          [](const Format& one) { return one.offer.payload_type; });
    if (format == media.formats.end() || type < 0 || type > kLastPayloadType) {
        return;
    }
    format->name = name;
    const std::optional<Codec> codec = codec_named(name);
    format->known = codec.has_value();
    format->offer.codec = codec.value_or(Codec::h264);
    const int rate = slash < encoding.size() ? number(encoding.substr(slash + 1), 0) : 0;
    format->offer.clock_rate = rate > 0 ? rate : 90'000;
}

// The value of the attribute `name` ("rtpmap:96 H264/90000"), when it is that.
std::optional<std::string_view> attribute(std::string_view line, std::string_view name) {
    const std::string_view key = line.substr(0, line.find(':'));
    if (lower_case(key.substr(0, key.find_last_not_of(kBlanks) + 1)) != name) {
        return std::nullopt;
    }
    line.remove_prefix(std::min(key.size() + 1, line.size()));
    line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    return line;
}

// What a media line offers that is decoded here, the first with the others beside it.
std::optional<VideoOffer> playable(const Media& media, size_t index,
                                   const std::vector<Parameters>& parameters) {
    std::optional<VideoOffer> offer;
    for (const Format& format : media.formats) {
        if (!format.known) {
            continue;
        }
        VideoOffer one = format.offer;
        one.control = media.control;
        for (const Parameters& found : parameters) {
            if (found.payload_type == one.payload_type &&
                (found.media == index || one.format_parameters.empty())) {
                one.format_parameters = found.text;
            }
        }
        if (offer) {
            offer->alternatives.push_back(std::move(one));
        } else {
            offer = std::move(one);
        }
    }
    return offer;
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

// One of the last medium.
void read_attribute(std::vector<Media>& all, std::string_view value,
                    std::vector<Parameters>& parameters) {
    if (const auto map = attribute(value, "rtpmap")) {
        read_rtpmap(all.back(), *map);
    } else if (auto format = attribute(value, "fmtp")) {
        const int type = number(next_word(*format), -1);
        format->remove_prefix(std::min(format->find_first_not_of(kBlanks), format->size()));
        parameters.push_back({type, std::string(*format), all.size() - 1});
    } else if (attribute(value, "inactive")) {
        all.back().inactive = true;
    }
}

}  // namespace

Result<VideoOffer> video_offer(std::string_view sdp) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (sdp.starts_with(kByteOrderMark)) {
        sdp.remove_prefix(kByteOrderMark.size());
    }
    std::vector<Media> all;
    std::vector<Parameters> parameters;
    std::string session_control;
    while (!sdp.empty()) {
        const std::string_view line = next_line(sdp);
        const std::string_view value = line.substr(std::min<size_t>(2, line.size()));
        if (line.starts_with("m=")) {
            read_media_line(all.emplace_back(), value);
        } else if (line.starts_with("a=")) {
            if (const auto control = attribute(value, "control")) {
                (all.empty() ? session_control : all.back().control) = *control;
            } else if (!all.empty()) {
                read_attribute(all, value, parameters);
            }
        }
    }
    std::string unknown;
    // One that is marked inactive only when there is no other.
    for (const bool inactive : {false, true}) {
        for (size_t i = 0; i < all.size(); ++i) {
            if (!all[i].video || all[i].inactive != inactive) {
                continue;
            }
            if (std::optional<VideoOffer> offer = playable(all[i], i, parameters)) {
                offer->session_control = session_control;
                return std::move(*offer);
            }
            if (unknown.empty()) {
                const auto named = std::ranges::find_if(
                    all[i].formats, [](const Format& one) { return !one.name.empty(); });
                unknown = named == all[i].formats.end() ? "unnamed" : named->name.substr(0, 32);
            }
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
            const size_t equals = std::min(item.find('='), item.size());
            std::string_view name = item.substr(0, equals);
            if (equals < item.size() && lower_case(next_word(name)) == wanted) {
                std::string_view list = item.substr(equals + 1);
                add_parameter_sets(sets, next_word(list));
            }
        }
    }
    return sets;
}

}  // namespace pendopo
