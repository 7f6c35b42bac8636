#include "decoders/probe/probe_climb.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <utility>

#include "decoders/probe/probe_paths.h"
#include "decoders/probe/probe_search.h"
#include "decoders/rtsp_login.h"
#include "decoders/rtsp_source.h"
#include "decoders/rtsp_transport.h"
#include "decoders/sender_clock.h"

namespace pendopo {
namespace {

// Of this thread. A decoder of ours has none of its own.
Nanoseconds processor_time() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return Seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}

// A camera's own word, as far as it may be shown.
std::string plain_word(std::string_view text) {
    constexpr size_t kLongest = 64;
    std::string plain;
    for (const char c : text.substr(0, kLongest)) {
        plain += c >= ' ' && c < 0x7f ? c : '?';
    }
    return plain;
}

bool holds_login(std::string_view address) {
    const size_t begin = address.find("://");
    if (begin == std::string_view::npos) {
        return false;
    }
    const std::string_view rest = address.substr(begin + 3);
    return rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos;
}

std::string_view path_of(std::string_view address) {
    const size_t begin = address.find("://");
    const size_t slash = begin == std::string_view::npos ? begin : address.find('/', begin + 3);
    return slash == std::string_view::npos ? "/" : address.substr(slash);
}

}  // namespace

ProbeClimb::ProbeClimb(ProbeRequest request, int wake_fd, std::function<bool()> cancelled,
                       Ladder::Tell tell, Log log, MeasureTimes times)
    : request_(std::move(request)),
      wake_fd_(wake_fd),
      cancelled_(std::move(cancelled)),
      log_(std::move(log)),
      times_(times),
      ladder_(Milliseconds(request_.patience_ms), Monotonic::now(), std::move(tell)),
      decoder_options_(decoder_options(request_.options)) {
    seen_.has_login = !request_.user.empty();
    seen_.transport = request_.options.transport;
    seen_.pinned = !request_.options.certificate_sha256.empty();
    seen_.udp = request_.options.transport == Transport::udp;
}

bool ProbeClimb::run() {
    seen_.login_in_address = holds_login(request_.address);
    Result<RtspUrl> url =
        RtspUrl::parse(with_login(request_.address, request_.user, request_.password));
    if (!url) {
        seen_.ended = url.error().code();
        fail_with(url.error());
        return false;
    }
    url_ = std::move(*url);
    seen_.tls = url_.tls;
    seen_.basic_allowed = url_.tls || request_.options.basic;
    options_.url = request_.address;
    options_.user = request_.user;
    options_.password = request_.password;
    options_.stream = request_.options;
    options_.open_timeout = Ladder::kLongest;  // each rung has its own
    Error why(ErrorCode::stopped, "");
    {
        RtspSource source(options_, this);
        why = source.run({}, *this);
    }
    decoder_.reset();
    if (ladder_.over()) {
        return ladder_.good();
    }
    if (own_end_) {
        why = *own_end_;
    }
    seen_.ended = stopped_ ? ErrorCode::stopped : late_ ? ErrorCode::timed_out : why.code();
    fail_with(late_ || stopped_ ? Error(why.code(), "") : why);
    return false;
}

bool ProbeClimb::on_wait(MonotonicTime now) {
    stopped_ = stopped_ || cancelled_();
    if (stopped_ || own_end_ || ladder_.over()) {
        return false;
    }
    if (measured_enough(now)) {
        finish();
        return false;
    }
    late_ = now >= ladder_.deadline();
    return !late_;
}

void ProbeClimb::on_resolved() {
    if (ladder_.at(Rung::address)) {
        ProbeWarnings warnings;
        if (request_.address.find("{password}") != std::string::npos) {
            warnings.push_back({ProbeWarning::password_in_path, {}});
        }
        climb(told_address(url_, warnings));
    }
    if (seen_.status / 100 == 3) {
        redirected_ = true;
    } else if (++ways_ > 1) {
        seen_.tried_both = true;
        seen_.udp = !seen_.udp;
    }
}

void ProbeClimb::on_connected(bool connected, int error) {
    seen_.connect_error = error;
    if (connected && ladder_.at(Rung::port)) {
        climb(told_port(url_.port));
    }
}

void ProbeClimb::on_request(std::string_view method) {
    seen_.asked = true;
    if (method == "SETUP" && ladder_.at(Rung::sdp)) {
        climb(told_sdp(seen_.codecs));
    }
}

void ProbeClimb::on_reply(std::string_view method, const RtspMessage& reply) {
    seen_.status = reply.status;
    seen_.http = reply.http;
    if (const std::string_view server = reply.header("server"); !server.empty()) {
        server_ = without_secrets(plain_word(server));
    }
    if (reply.http && reply.status / 100 != 2) {
        return;
    }
    if (ladder_.at(Rung::rtsp)) {
        climb(told_rtsp(server_, seen_.certificate));
    }
    if (method == "SETUP") {
        seen_.multicast = RtspTransport::parse(reply.header("transport")).multicast;
    }
    if (reply.status == 401) {
        note_challenges(reply);
    } else if (method == "DESCRIBE" && reply.status / 100 != 3) {
        on_described(reply);
    }
}

void ProbeClimb::note_challenges(const RtspMessage& reply) {
    seen_.asked_login = true;
    for (const auto& [name, value] : reply.headers) {
        if (name != "www-authenticate") {
            continue;
        }
        for (const RtspChallenge& challenge : challenges_of(value)) {
            seen_.offers_basic = seen_.offers_basic || challenge.scheme == "basic";
            seen_.offers_digest = seen_.offers_digest || challenge.scheme == "digest";
            if (realm_.empty()) {
                realm_ = challenge.parameter("realm");
            }
        }
    }
}

// The login was taken, or was not what the camera minds.
void ProbeClimb::on_described(const RtspMessage& reply) {
    const bool success = reply.status / 100 == 2;
    if (ladder_.at(Rung::login)) {
        ProbeWarnings warnings;
        const bool basic = seen_.asked_login && !seen_.offers_digest;
        if (seen_.asked_login) {
            if (basic && !seen_.tls) {
                warnings.push_back({ProbeWarning::basic_in_clear, {}});
            }
            climb(told_login(basic ? "basic" : "digest", warnings));
        } else if (success) {
            if (request_.address.find("{password}") == std::string::npos) {
                warnings.push_back({ProbeWarning::no_login_asked, {}});
            }
            climb(told_login("none", warnings));
        } else {
            ladder_.skipped(Monotonic::now(), told_login_unasked());
        }
    }
    if (success) {
        seen_.described = true;
        seen_.codecs = offered_codecs(reply.body);
    }
}

void ProbeClimb::on_rtp(size_t /*bytes*/, bool udp) {
    if (!ladder_.at(Rung::first_packet)) {
        return;
    }
    seen_.udp = udp;
    ProbeWarnings warnings;
    if (udp && seen_.tried_both) {
        warnings.push_back({ProbeWarning::udp_was_needed, {}});
    }
    if (redirected_) {
        warnings.push_back({ProbeWarning::was_redirected, {}});
    }
    climb(told_first_packet(udp, warnings));
}

void ProbeClimb::on_packet(const Packet& packet) {
    if (ladder_.over() || own_end_) {
        return;
    }
    measure_.packet(packet.arrived, packet.bytes().size(), packet.key);
    made_ = packet.made;
    made_arrived_ = packet.arrived;
    if (packet.after_loss && decoder_) {
        decoder_->lose_sync();
    }
    if (packet.key && ladder_.at(Rung::first_keyframe)) {
        climb(told_first_keyframe(ladder_.waited(Monotonic::now())));
    }
    if (ladder_.at(Rung::picture) && (decoder_ || open_decoder())) {
        decode(packet);
        look_at_size(packet);
    }
}

bool ProbeClimb::open_decoder() {
    if (!format_) {
        return false;
    }
    Result<FfmpegDecoder> opened = FfmpegDecoder::open(*format_, decoder_options_, log_);
    if (!opened) {
        own_end_ = opened.error();
        return false;
    }
    decoder_.emplace(std::move(*opened));
    return true;
}

void ProbeClimb::decode(const Packet& packet) {
    const bool waits = decoder_->waits_for_key() && !packet.key;
    const Nanoseconds before = processor_time();
    Result<std::optional<Picture>> decoded = decoder_->decode(packet);
    if (waits) {
        return;  // nothing was done
    }
    measure_.decoded(processor_time() - before, decoded && decoded->has_value(),
                     decoded.has_value());
    if (!decoded) {
        damaged(packet, decoded.error());
        return;
    }
    if (*decoded) {
        if (!newest_) {
            first_picture_ = Monotonic::now();
        }
        newest_ = std::move(**decoded);
    }
}

void ProbeClimb::damaged(const Packet& packet, const Error& error) {
    if (decoder_->hardware_failing()) {
        decoder_options_.hardware = false;
        open_decoder();
        return;
    }
    if (error.code() == ErrorCode::unsupported) {
        own_end_ = error;
        return;
    }
    if (newest_ || !packet.key) {
        return;
    }
    seen_.damaged = true;
    if (++failed_keys_ == 1) {
        DecoderOptions without_limit = decoder_options_;
        without_limit.hardware = false;
        without_limit.max_pixels = 16'384 * 16'384;
        if (auto opened = FfmpegDecoder::open(*format_, without_limit, log_)) {
            sizing_.emplace(std::move(*opened));
        }
    } else if (failed_keys_ >= kFailedKeys) {
        own_end_ = Error(ErrorCode::invalid, error.message());
    }
}

// Whether what cannot be decoded is larger than is allowed: a decoder without that limit tells.
void ProbeClimb::look_at_size(const Packet& packet) {
    if (!sizing_) {
        return;
    }
    const Result<std::optional<Picture>> decoded = sizing_->decode(packet);
    if (decoded && !*decoded) {
        return;  // it comes later
    }
    sizing_.reset();
    if (!decoded) {
        return;
    }
    const PixelSize size = (*decoded)->size;
    if (int64_t{size.width} * size.height > request_.options.max_pixels) {
        seen_.size = size;
        own_end_ = Error(ErrorCode::invalid, "");
    }
}

bool ProbeClimb::measured_enough(MonotonicTime now) const {
    if (!newest_ || !ladder_.at(Rung::picture)) {
        return false;
    }
    const auto over = now - first_picture_;
    return (over >= times_.least && measure_.two_keys()) || over >= times_.most ||
           now >= ladder_.deadline();
}

void ProbeClimb::finish() {
    const Measured measured = measure_.result();
    PictureSeen picture;
    picture.codec = format_->codec;
    picture.size = newest_->size;
    picture.aspect = newest_->aspect;
    picture.delay = delay_of(made_, wall_at(SystemClock(), made_arrived_));
    picture.sub_stream = sub_stream_of(request_.address).value_or("");
    climb(told_picture(picture, measured));
    climb(told_decode_cost(decoder_ ? decoder_->name() : "software", measured));
}

void ProbeClimb::fail_with(const Error& why) {
    seen_.rung = ladder_.rung();
    const ProbeCause cause = cause_of(seen_);
    ProbePlace place;
    place.host = without_secrets(plain_word(url_.host));
    place.port = url_.port;
    place.status = seen_.status;
    place.certificate = seen_.certificate;
    place.codecs = fmt::format("{}", fmt::join(seen_.codecs, ", "));
    place.size = fmt::format("{}x{}", seen_.size.width, seen_.size.height);
    place.max_pixels = request_.options.max_pixels;
    const MonotonicTime now = Monotonic::now();
    place.seconds = int(std::chrono::round<Seconds>(ladder_.waited(now)).count());
    std::string make;
    std::vector<std::string> paths;
    if (cause == ProbeCause::path_unknown) {
        make = guessed_make(server_, realm_);
        paths = usual_paths(make, path_of(request_.address));
    }
    search(cause, paths, place);
    ladder_.failed(now, told_failure(cause, place, without_secrets(why.message()), make, paths));
}

// What answers instead, as far as the rung's time goes. Within TLS the certificate is this port's.
void ProbeClimb::search(ProbeCause cause, const std::vector<std::string>& paths,
                        ProbePlace& place) {
    if (late_ || stopped_ || own_end_) {
        return;
    }
    switch (cause) {
        case ProbeCause::path_unknown:
            place.found_paths = paths_that_answer(url_, options_, paths, *this);
            break;
        case ProbeCause::port_closed:
        case ProbeCause::web_port:
        case ProbeCause::not_rtsp:
        case ProbeCause::hung_up:
            if (!url_.tls && seen_.status / 100 != 2) {
                place.other_port = port_that_answers(url_, options_, *this).value_or(0);
            }
            break;
        default:
            break;
    }
}

// A camera was told the password, where Basic or its address want it, and may say it back.
std::string ProbeClimb::without_secrets(const std::string& text) const {
    constexpr size_t kShortest = 3;  // shorter ones stand in any text
    const bool holds =
        request_.password.size() >= kShortest && text.find(request_.password) != std::string::npos;
    return holds ? std::string() : text;
}

}  // namespace pendopo
