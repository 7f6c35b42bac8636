#include "decoders/probe/probe_told.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// A tile of a display of four has 960x540 of 1920x1080.
constexpr int64_t kTilePixels = int64_t{1280} * 720;
// From here on a wall shows nothing for long after a loss.
constexpr Milliseconds kLongGroup{5'000};
// Nobody's line holds pictures back for that long: it is a clock.
constexpr Milliseconds kWrongClock{30'000};
constexpr double kCostly = 0.5;
constexpr double kSlow = 5;

std::string text_of(const Json& facts) {
    return facts.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json warnings_of(const ProbeWarnings& warnings) {
    Json all = Json::array();
    for (const WarningTold& one : warnings) {
        const BothTexts words = words_for(one.warning, one.amount);
        all.push_back(
            {{"cause", std::string(to_string(one.warning))}, {"id", words.id}, {"en", words.en}});
    }
    return all;
}

RungTold told(Json facts, const ProbeWarnings& warnings, std::string id, std::string en) {
    if (!warnings.empty()) {
        facts["warnings"] = warnings_of(warnings);
    }
    return {text_of(facts), {std::move(id), std::move(en), {}, {}}};
}

template <class T>
Json rounded(const std::optional<T>& value, double steps) {
    return value ? Json(std::round(double(*value) * steps) / steps) : Json();
}

std::string size_text(PixelSize size) {
    return fmt::format("{}x{}", size.width, size.height);
}
BothTexts both(const std::string& text) {
    return {text, text};
}

std::string_view shown_codec(Codec codec) {
    switch (codec) {
        case Codec::h264:
            return "H.264";
        case Codec::h265:
            return "H.265";
        case Codec::mjpeg:
            return "MJPEG";
        default:
            return to_string(codec);
    }
}

// 960x1080 without a sample aspect is half of 1920x1080 ("1080N"); portrait cameras exist, and then
// the picture is much narrower still.
bool looks_squeezed(const PictureSeen& picture) {
    const double shape = double(picture.size.width) / double(std::max(1, picture.size.height));
    return picture.aspect == SampleAspect{1, 1} && shape > 0.8 && shape < 1.2;
}

ProbeWarnings picture_warnings(const PictureSeen& picture, const Measured& measured) {
    ProbeWarnings all;
    const std::string size = size_text(picture.size);
    if (int64_t{picture.size.width} * picture.size.height > kTilePixels) {
        all.push_back({ProbeWarning::larger_than_tile, both(size)});
    }
    if (looks_squeezed(picture)) {
        all.push_back({ProbeWarning::narrow_samples, both(size)});
    }
    const bool stills = picture.codec == Codec::mjpeg;
    if (measured.keyframe && *measured.keyframe >= kLongGroup) {
        const BothTexts span = duration_text(measured.keyframe->count());
        all.push_back({ProbeWarning::long_group, {"tiap " + span.id, "each " + span.en}});
    } else if (!measured.keyframe && measured.over >= kLongGroup && !stills) {
        const BothTexts span = duration_text(measured.over.count());
        all.push_back(
            {ProbeWarning::long_group, {"lebih dari " + span.id, "more than " + span.en}});
    }
    if (picture.delay && std::chrono::abs(*picture.delay) >= kWrongClock) {
        all.push_back({ProbeWarning::clock_wrong, duration_text(picture.delay->count())});
    }
    if (measured.damaged > 0) {
        all.push_back({ProbeWarning::damaged_pictures, both(std::to_string(measured.damaged))});
    }
    if (measured.fps && *measured.fps < kSlow) {
        all.push_back({ProbeWarning::slow, number_text(*measured.fps, 1)});
    }
    return all;
}

}  // namespace

RungTold told_address(const RtspUrl& url, const ProbeWarnings& warnings) {
    const std::string text = fmt::format("{}, port {}", url.host, url.port);
    return told({{"host", url.host}, {"port", url.port}, {"tls", url.tls}}, warnings, text, text);
}

RungTold told_port(int port) {
    return told(Json::object(), {}, fmt::format("Port {} terbuka.", port),
                fmt::format("Port {} is open.", port));
}

RungTold told_rtsp(const std::string& server, const std::string& certificate) {
    Json facts = Json::object();
    if (!server.empty()) {
        facts["server"] = server;
    }
    if (!certificate.empty()) {
        facts["certificate_sha256"] = certificate;
    }
    const std::string name = server.empty() ? "" : " (" + server + ")";
    const bool tls = !certificate.empty();
    return told(std::move(facts), {},
                std::string("Kamera berbicara RTSP") + (tls ? " lewat TLS" : "") + name + ".",
                std::string("The camera speaks RTSP") + (tls ? " within TLS" : "") + name + ".");
}

RungTold told_login(std::string_view scheme, const ProbeWarnings& warnings) {
    const Json facts{{"scheme", std::string(scheme)}};
    if (scheme == "none") {
        return told(facts, warnings, "Kamera tidak meminta login.", "No login is asked for.");
    }
    return told(facts, warnings, fmt::format("Login diterima ({}).", scheme),
                fmt::format("The login is taken ({}).", scheme));
}

RungTold told_login_unasked() {
    return told(Json::object(), {}, "Login belum diminta.", "No login was asked for yet.");
}

RungTold told_sdp(const std::vector<std::string>& codecs) {
    const std::string names = fmt::format("{}", fmt::join(codecs, ", "));
    return told({{"codecs", codecs}}, {}, "Video: " + names + ".", "Video: " + names + ".");
}

RungTold told_first_packet(bool udp, const ProbeWarnings& warnings) {
    const std::string way = udp ? "UDP" : "TCP";
    return told({{"transport", udp ? "udp" : "tcp"}}, warnings,
                "Paket pertama datang lewat " + way + ".",
                "The first packet came over " + way + ".");
}

RungTold told_first_keyframe(Milliseconds waited) {
    const BothTexts span = duration_text(waited.count());
    return told({{"waited_ms", waited.count()}}, {},
                fmt::format("Gambar kunci pertama setelah {}.", span.id),
                fmt::format("The first key picture came after {}.", span.en));
}

RungTold told_picture(const PictureSeen& picture, const Measured& measured) {
    Json facts{{"codec", std::string(to_string(picture.codec))},
               {"width", picture.size.width},
               {"height", picture.size.height},
               {"fps", rounded(measured.fps, 10)},
               {"kbps", rounded(measured.kilobits_per_second, 1)},
               {"keyframe_ms", measured.keyframe ? Json(measured.keyframe->count()) : Json()},
               {"measured_ms", measured.over.count()},
               {"delay_ms", picture.delay ? Json(picture.delay->count()) : Json()}};
    const ProbeWarnings warnings = picture_warnings(picture, measured);
    const bool large = std::ranges::any_of(warnings, [](const WarningTold& one) {
        return one.warning == ProbeWarning::larger_than_tile;
    });
    if (!picture.sub_stream.empty()) {
        facts["sub_stream"] = picture.sub_stream;
    }
    const std::string size = size_text(picture.size);
    std::string id = fmt::format("{} {}", size, shown_codec(picture.codec));
    std::string en = id;
    if (measured.fps) {
        const BothTexts fps = number_text(*measured.fps, *measured.fps < 10 ? 1 : 0);
        const BothTexts rate = number_text(*measured.kilobits_per_second / 1000, 1);
        id += fmt::format(", {} gambar per detik, {} Mbit/s", fps.id, rate.id);
        en += fmt::format(", {} pictures a second, {} Mbit/s", fps.en, rate.en);
    }
    if (measured.keyframe && picture.codec != Codec::mjpeg) {
        const BothTexts span = duration_text(measured.keyframe->count());
        id += ", gambar kunci tiap " + span.id;
        en += ", a key picture each " + span.en;
    }
    RungTold all = told(std::move(facts), warnings, id + ".", en + ".");
    if (large && !picture.sub_stream.empty()) {
        all.words.advice_id =
            "Alamat sub-stream yang biasa untuk merek ini sudah diusulkan; "
            "periksa juga alamat itu.";
        all.words.advice_en =
            "The usual address of this make's sub-stream is proposed; check that one, too.";
    }
    return all;
}

RungTold told_decode_cost(const std::string& decoder, const Measured& measured) {
    const Json facts{{"decoder", decoder},
                     {"ms_per_picture", rounded(measured.ms_per_picture, 100)},
                     {"core_share", rounded(measured.core_share, 1000)}};
    ProbeWarnings warnings;
    std::string id = decoder;
    std::string en = decoder;
    if (measured.ms_per_picture) {
        const BothTexts ms = number_text(*measured.ms_per_picture, 1);
        id += fmt::format(", {} ms per gambar", ms.id);
        en += fmt::format(", {} ms a picture", ms.en);
    }
    if (measured.core_share) {
        const BothTexts share =
            number_text(*measured.core_share * 100, *measured.core_share < 0.1 ? 1 : 0);
        id += fmt::format(", {} % satu inti", share.id);
        en += fmt::format(", {} % of one core", share.en);
        if (*measured.core_share >= kCostly) {
            warnings.push_back({ProbeWarning::costly, {share.id + " %", share.en + " %"}});
        }
    }
    return told(facts, warnings, id + ".", en + ".");
}

RungTold told_failure(ProbeCause cause, const ProbePlace& place, const std::string& reason,
                      const std::string& make, const std::vector<std::string>& paths) {
    Json facts{{"cause", std::string(to_string(cause))}};
    if (!reason.empty()) {
        facts["reason"] = reason;
    }
    if (!place.certificate.empty()) {
        facts["certificate_sha256"] = place.certificate;
    }
    if (!make.empty()) {
        facts["make"] = make;
    }
    if (!paths.empty()) {
        facts["paths"] = paths;
    }
    if (!place.found_paths.empty()) {
        facts["found_paths"] = place.found_paths;
    }
    if (place.other_port != 0) {
        facts["other_port"] = place.other_port;
    }
    return {text_of(facts), words_for(cause, place)};
}

}  // namespace pendopo
