#include "decoders/probe/probe_paths.h"

#include <algorithm>
#include <cctype>

namespace pendopo {
namespace {

struct Make {
    std::string_view name;
    // Any of these in its words, in lower case, gives it away.
    std::string_view signs[4];
    std::string_view main[2];  // paths
};
constexpr Make kMakes[] = {
    {"hikvision", {"hikvision", "ip camera(", "ds-"}, {"/Streaming/Channels/101"}},
    {"dahua", {"dahua", "login to "}, {"/cam/realmonitor?channel=1&subtype=0"}},
    {"tp-link", {"tp-link", "tplink", "tapo", "vigi"}, {"/stream1"}},
    {"reolink", {"reolink", "bcsproduct"}, {"/h264Preview_01_main", "/Preview_01_main"}},
    {"axis", {"axis"}, {"/axis-media/media.amp"}},
    {"hanwha", {"hanwha", "ipolis", "wisenet"}, {"/profile1/media.smp"}},
    {"uniview", {"uniview", "unv"}, {"/media/video1", "/unicast/c1/s0/live"}},
    {"ezviz", {"ezviz"}, {"/ch1/main", "/Streaming/Channels/101"}},
    {"xiongmai",
     {"h264dvr", "xmeye", "dvrdvs"},
     {"/user={user}&password={password}&channel=1&stream=0.sdp?"}},
    {"foscam", {"foscam", "ipcam client"}, {"/videoMain"}},
    {"vivotek", {"vivotek"}, {"/live1s1.sdp", "/live.sdp"}},
    {"bosch", {"bosch"}, {"/rtsp_tunnel?inst=1"}},
    {"", {}, {"/live/ch00_0", "/11"}},
    {"", {}, {"/onvif1", "/0"}},
};

// What tells a main stream from its sub: a piece of the address, and the piece in its place. Which
// piece is a whole word where letters or digits might go on.
struct Pair {
    std::string_view main;
    std::string_view sub;
    bool at_end = false;  // of the address
};
constexpr Pair kPairs[] = {
    {"subtype=0", "subtype=1"},
    {"Preview_01_main", "Preview_01_sub"},
    {"/ch1/main", "/ch1/sub"},
    {"/main/av_stream", "/sub/av_stream"},
    {"/live/main", "/live/sub"},
    {"/unicast/c1/s0/live", "/unicast/c1/s1/live"},
    {"&stream=0.sdp", "&stream=1.sdp"},
    {"/live/ch00_0", "/live/ch00_1"},
    {"/profile1/media.smp", "/profile2/media.smp"},
    {"/media/video1", "/media/video2", true},
    {"/videoMain", "/videoSub", true},
    {"/stream1", "/stream2", true},
    {"/live1s1.sdp", "/live1s2.sdp", true},
    {"/onvif1", "/onvif2", true},
    {"/rtsp_tunnel?inst=1", "/rtsp_tunnel?inst=2", true},
    {"/11", "/12", true},
    {"/av0_0", "/av0_1", true},
};

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Hikvision's channels: 101, 201, … 1601 and their sub 102, 202, …
std::optional<std::string> hikvision_sub(std::string_view url) {
    const std::string lower = lower_case(url);
    constexpr std::string_view kBefore = "/streaming/channels/";
    const size_t at = lower.find(kBefore);
    if (at == std::string::npos) {
        return std::nullopt;
    }
    size_t end = at + kBefore.size();
    const size_t begin = end;
    while (end < url.size() && is_digit(url[end])) {
        ++end;
    }
    if (end - begin < 3 || url.substr(end - 2, 2) != "01") {
        return std::nullopt;
    }
    std::string sub(url);
    sub[end - 1] = '2';
    return sub;
}

std::string_view next_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

// The encodings that cameras and their relays are known to name. Another name is not repeated: it
// is whatever a camera that was told a password likes to say.
constexpr std::string_view kCodecs[] = {"H264",    "H265", "HEVC", "H266", "JPEG",      "jpeg2000",
                                        "MP4V-ES", "MPV",  "MP2T", "H263", "H263-1998", "H263-2000",
                                        "H261",    "VP8",  "VP9",  "AV1",  "theora",    "raw",
                                        "SVAC",    "MP1S", "MP2P", "DV",   "H264-SVC"};
constexpr std::string_view kOther = "?";

std::string known_codec(std::string_view text) {
    const std::string name = lower_case(text.substr(0, text.find_first_of("/ \t")));
    for (const std::string_view codec : kCodecs) {
        if (name == lower_case(codec)) {
            return std::string(codec);
        }
    }
    return std::string(kOther);
}

}  // namespace

std::string guessed_make(std::string_view server, std::string_view realm) {
    const std::string words = lower_case(server) + "\n" + lower_case(realm);
    for (const Make& make : kMakes) {
        for (const std::string_view sign : make.signs) {
            if (!sign.empty() && words.find(sign) != std::string::npos) {
                return std::string(make.name);
            }
        }
    }
    return {};
}

std::vector<std::string> usual_paths(std::string_view make, std::string_view path) {
    constexpr size_t kMost = 12;
    std::vector<std::string> paths;
    const auto add = [&](const Make& one) {
        for (const std::string_view main : one.main) {
            if (!main.empty() && main != path && paths.size() < kMost &&
                std::ranges::find(paths, main) == paths.end()) {
                paths.emplace_back(main);
            }
        }
    };
    for (const bool guessed : {true, false}) {
        for (const Make& one : kMakes) {
            if ((!make.empty() && one.name == make) == guessed) {
                add(one);
            }
        }
    }
    return paths;
}

std::optional<std::string> sub_stream_of(std::string_view url) {
    if (std::optional<std::string> sub = hikvision_sub(url)) {
        return sub;
    }
    for (const Pair& pair : kPairs) {
        const size_t at = pair.at_end && url.ends_with(pair.main)
                              ? url.size() - pair.main.size()
                              : (pair.at_end ? std::string_view::npos : url.find(pair.main));
        if (at == std::string_view::npos) {
            continue;
        }
        const size_t end = at + pair.main.size();
        if (!pair.at_end && is_digit(pair.main.back()) && end < url.size() && is_digit(url[end])) {
            continue;  // another, larger number
        }
        std::string sub(url);
        sub.replace(at, pair.main.size(), pair.sub);
        return sub;
    }
    return std::nullopt;
}

std::vector<std::string> offered_codecs(std::string_view sdp) {
    constexpr size_t kMost = 8;
    std::vector<std::string> codecs;
    const auto add = [&](const std::string& name) {
        if (!name.empty() && codecs.size() < kMost &&
            std::ranges::find(codecs, name) == codecs.end()) {
            codecs.push_back(name);
        }
    };
    bool video = false;
    bool named = true;
    std::string_view number;
    const auto close = [&] {
        if (video && !named) {  // RFC 3551 has numbers that need no name
            add(number == "26" ? "JPEG" : number == "32" ? "MPV" : std::string(kOther));
        }
    };
    while (!sdp.empty()) {
        std::string_view line = next_line(sdp);
        const std::string lower = lower_case(line);
        if (lower.starts_with("m=")) {
            close();
            video = lower.starts_with("m=video");
            named = false;
            const size_t last = line.find_last_of(' ');
            number = last == std::string_view::npos ? "" : line.substr(last + 1);
        } else if (video && lower.starts_with("a=rtpmap:")) {
            const size_t blank = line.find(' ');
            if (blank != std::string_view::npos) {
                line.remove_prefix(blank);
                line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
                add(known_codec(line));
                named = true;
            }
        }
    }
    close();
    return codecs;
}

}  // namespace pendopo
