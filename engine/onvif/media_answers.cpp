#include "engine/onvif/media_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ctime>

#include "engine/onvif/soap.h"

namespace pendopo {
namespace {

constexpr const char* kDevice = "http://www.onvif.org/ver10/device/wsdl";
constexpr const char* kSchema = "http://www.onvif.org/ver10/schema";
constexpr const char* kMedia = "http://www.onvif.org/ver10/media/wsdl";
constexpr const char* kMedia2 = "http://www.onvif.org/ver20/media/wsdl";
constexpr int kMostPixels = 32768;  // of a side
constexpr double kMostFps = 1000;
constexpr int kMostKbps = 1'000'000;

// A number that a device wrote, perhaps "25.000000"; 0: none, or nothing one can believe.
double number(const std::string& text, double most) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return end != text.c_str() && std::isfinite(value) && value > 0 && value <= most ? value : 0;
}
int whole(const std::string& text, int most) {
    return static_cast<int>(number(text, most));
}

std::optional<int> part(const XmlElement& at, const char* name, int low, int high) {
    const std::string text = at.text_at({name});
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && value >= low && value <= high ? std::optional(value)
                                                                 : std::nullopt;
}

std::string codec_word(const std::string& encoding) {
    std::string word = cleaned(encoding, 20);
    for (char& c : word) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (word == "jpeg") {
        return "mjpeg";
    }
    if (word == "mpv4-es") {
        return "mpeg4";
    }
    return word == "hevc" || word == "h.265" ? "h265" : word == "h.264" ? "h264" : word;
}

void read_encoder(const XmlElement& encoder, MediaProfile& profile) {
    profile.has_video = true;
    profile.codec = codec_word(encoder.text_at({"Encoding"}));
    profile.width = whole(encoder.text_at({"Resolution", "Width"}), kMostPixels);
    profile.height = whole(encoder.text_at({"Resolution", "Height"}), kMostPixels);
    profile.fps = number(encoder.text_at({"RateControl", "FrameRateLimit"}), kMostFps);
    profile.kbps = whole(encoder.text_at({"RateControl", "BitrateLimit"}), kMostKbps);
}

MediaProfile read_profile(const XmlElement& element) {
    MediaProfile profile;
    profile.token = element.attribute("token");
    profile.name = cleaned(element.text_at({"Name"}), 80);
    // Media2 has them below "Configurations", Media has long names for the same.
    const XmlElement* inside = element.child("Configurations");
    const XmlElement* source = inside != nullptr ? inside->child("VideoSource")
                                                 : element.child("VideoSourceConfiguration");
    const XmlElement* encoder = inside != nullptr ? inside->child("VideoEncoder")
                                                  : element.child("VideoEncoderConfiguration");
    if (source != nullptr) {
        profile.source = cleaned(source->text_at({"SourceToken"}), 80);
    }
    if (encoder != nullptr) {
        read_encoder(*encoder, profile);
    }
    return profile;
}

int64_t pixels(const DeviceStream& stream) {
    return int64_t{stream.width} * stream.height;
}

// How gladly a wall decodes it: pictures that each stand alone cost ten times the network.
int liking(const DeviceStream& stream) {
    return stream.codec == "mjpeg" ? 0 : stream.codec == "mpeg4" ? 1 : 2;
}

// Marks main and sub among the streams of one camera and puts them in front.
void choose(std::vector<DeviceStream>& streams) {
    const auto better = [](const DeviceStream& a, const DeviceStream& b) {
        return std::make_tuple(liking(a), pixels(a), a.fps, a.kbps) >
               std::make_tuple(liking(b), pixels(b), b.fps, b.kbps);
    };
    std::stable_sort(streams.begin(), streams.end(), better);
    if (streams.empty()) {
        return;
    }
    streams.front().use = StreamUse::main;
    constexpr int64_t kSmallest = 320 * 180;
    const int64_t most = pixels(streams.front());
    // Sizes that are not said: the device lists its main stream first, then the sub-stream.
    const auto is_sub = [&](const DeviceStream& each, int64_t limit, int64_t least) {
        return each.use == StreamUse::other &&
               (most == 0 || (pixels(each) > least && pixels(each) <= limit));
    };
    for (const auto& [limit, least] :
         {std::pair(most / 4, kSmallest - 1), std::pair(most - 1, int64_t{0})}) {
        const auto sub = std::find_if(streams.begin(), streams.end(),
                                      [&, limit_ = limit, least_ = least](const auto& each) {
                                          return is_sub(each, limit_, least_);
                                      });
        if (sub != streams.end()) {
            sub->use = StreamUse::sub;
            std::rotate(streams.begin() + 1, sub, sub + 1);
            return;
        }
    }
}

}  // namespace

std::string ask_time() {
    return fmt::format("<GetSystemDateAndTime xmlns=\"{}\"/>", kDevice);
}
std::string ask_information() {
    return fmt::format("<GetDeviceInformation xmlns=\"{}\"/>", kDevice);
}
std::string ask_services() {
    return fmt::format(
        "<GetServices xmlns=\"{}\"><IncludeCapability>false</IncludeCapability></GetServices>",
        kDevice);
}
std::string ask_capabilities() {
    return fmt::format("<GetCapabilities xmlns=\"{}\"><Category>All</Category></GetCapabilities>",
                       kDevice);
}
std::string ask_profiles(MediaService service) {
    return service == MediaService::media2
               ? fmt::format(
                     "<GetProfiles xmlns=\"{}\"><Type>VideoSource</Type>"
                     "<Type>VideoEncoder</Type></GetProfiles>",
                     kMedia2)
               : fmt::format("<GetProfiles xmlns=\"{}\"/>", kMedia);
}
std::string ask_stream(MediaService service, const std::string& token,
                       const std::string& protocol) {
    if (service == MediaService::media2) {
        return fmt::format(
            "<GetStreamUri xmlns=\"{}\"><Protocol>{}</Protocol><ProfileToken>{}"
            "</ProfileToken></GetStreamUri>",
            kMedia2, protocol, xml_escaped(token));
    }
    return fmt::format(
        "<GetStreamUri xmlns=\"{}\"><StreamSetup><Stream xmlns=\"{}\">RTP-Unicast</Stream>"
        "<Transport xmlns=\"{}\"><Protocol>{}</Protocol></Transport></StreamSetup>"
        "<ProfileToken>{}</ProfileToken></GetStreamUri>",
        kMedia, kSchema, kSchema, protocol, xml_escaped(token));
}

std::optional<WallTime> read_device_time(const XmlElement& answer) {
    const XmlElement* utc = answer.find({"SystemDateAndTime", "UTCDateTime"});
    const XmlElement* date = utc == nullptr ? nullptr : utc->child("Date");
    const XmlElement* time = utc == nullptr ? nullptr : utc->child("Time");
    if (date == nullptr || time == nullptr) {
        return std::nullopt;
    }
    const auto year = part(*date, "Year", 1970, 2200);
    const auto month = part(*date, "Month", 1, 12);
    const auto day = part(*date, "Day", 1, 31);
    const auto hour = part(*time, "Hour", 0, 24);
    const auto minute = part(*time, "Minute", 0, 59);
    const auto second = part(*time, "Second", 0, 61);
    if (!year || !month || !day || !hour || !minute || !second) {
        return std::nullopt;
    }
    std::tm parts{};
    parts.tm_year = *year - 1900;
    parts.tm_mon = *month - 1;
    parts.tm_mday = *day;
    parts.tm_hour = *hour;
    parts.tm_min = *minute;
    parts.tm_sec = *second;
    return std::chrono::system_clock::from_time_t(::timegm(&parts));
}

DeviceInformation read_information(const XmlElement& answer) {
    return {cleaned(answer.text_at({"Manufacturer"}), 80), cleaned(answer.text_at({"Model"}), 80),
            cleaned(answer.text_at({"FirmwareVersion"}), 80),
            cleaned(answer.text_at({"SerialNumber"}), 80)};
}

ServiceAddresses read_services(const XmlElement& answer) {
    ServiceAddresses addresses;
    for (const XmlElement* service : answer.all("Service")) {
        const std::string name_space = service->text_at({"Namespace"});
        if (name_space == kMedia) {
            addresses.media = service->text_at({"XAddr"});
        } else if (name_space == kMedia2) {
            addresses.media2 = service->text_at({"XAddr"});
        }
    }
    if (const XmlElement* capabilities = answer.child("Capabilities")) {
        addresses.media = capabilities->text_at({"Media", "XAddr"});
        addresses.media2 = capabilities->text_at({"Extension", "Media2", "XAddr"});
    }
    return addresses;
}

std::vector<MediaProfile> read_profiles(const XmlElement& answer) {
    std::vector<MediaProfile> profiles;
    for (const XmlElement* element : answer.all("Profiles")) {
        MediaProfile profile = read_profile(*element);
        if (!profile.token.empty() && profiles.size() < kMostProfiles) {
            profiles.push_back(std::move(profile));
        }
    }
    const auto no_video = [](const MediaProfile& profile) { return !profile.has_video; };
    if (!std::all_of(profiles.begin(), profiles.end(), no_video)) {
        profiles.erase(std::remove_if(profiles.begin(), profiles.end(), no_video), profiles.end());
    }
    return profiles;
}

std::string read_stream_uri(const XmlElement& answer) {
    const std::string uri = answer.text_at({"MediaUri", "Uri"});  // Media
    return uri.empty() ? answer.text_at({"Uri"}) : uri;           // Media2
}

std::vector<DeviceStream> choose_streams(const std::vector<FoundStream>& found) {
    std::vector<std::string> sources;  // in the device's order
    std::vector<std::vector<DeviceStream>> by_source;
    std::vector<std::string> urls;
    for (const FoundStream& each : found) {
        if (std::find(urls.begin(), urls.end(), each.url) != urls.end()) {
            continue;
        }
        urls.push_back(each.url);
        auto source = std::find(sources.begin(), sources.end(), each.profile.source);
        if (source == sources.end()) {
            sources.push_back(each.profile.source);
            by_source.emplace_back();
            source = sources.end() - 1;
        }
        const MediaProfile& profile = each.profile;
        const auto channel = static_cast<size_t>(source - sources.begin());
        by_source[channel].push_back(
            {profile.name.empty() ? cleaned(profile.token, 80) : profile.name, each.url,
             profile.codec, profile.width, profile.height, profile.fps, profile.kbps,
             StreamUse::other, static_cast<int>(channel) + 1});
    }
    std::vector<DeviceStream> streams;
    for (auto& each : by_source) {
        choose(each);
        streams.insert(streams.end(), std::make_move_iterator(each.begin()),
                       std::make_move_iterator(each.end()));
    }
    return streams;
}

}  // namespace pendopo
