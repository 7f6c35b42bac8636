#include "decoders/stream_session.h"

#include <algorithm>
#include <utility>

#include "decoders/sender_clock.h"

namespace pendopo {

StreamSession::StreamSession(uint64_t number, SourceOptions source, DecoderOptions decoder,
                             bool visible, const SourceFactory& factory, SessionListener& listener,
                             Log log, AttemptPace pace, FirstAttempt first)
    : number_(number),
      source_options_(std::move(source)),
      factory_(factory),
      listener_(listener),
      log_(std::move(log)),
      pace_(std::move(pace)),
      visibility_(visible ? 1 : 0),
      decoder_options_(decoder),
      next_attempt_(first) {
    health_.since = Monotonic::now();
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

StreamSession::~StreamSession() {
    request_stop();
}

void StreamSession::request_stop() {
    thread_.request_stop();
    wakeup_.wake();
}

void StreamSession::set_visible(bool visible) {
    if ((visibility_ % 2 != 0) != visible) {
        ++visibility_;
        wakeup_.wake();
    }
}

SessionHealth StreamSession::health() const {
    const std::lock_guard lock(mutex_);
    return health_;
}

void StreamSession::run(const std::stop_token& stop) {
    stop_ = stop;
    source_ = factory_(source_options_);
    while (!stop.stop_requested()) {
        if (pace_ && std::exchange(next_attempt_, FirstAttempt::paced) == FirstAttempt::paced) {
            pause_until(stop, pace_(Monotonic::now()));
        }
        if (stop.stop_requested()) {
            break;
        }
        const Error error = connect_once(stop);
        if (stop.stop_requested()) {
            break;
        }
        const double random = std::uniform_real_distribution<>(0, 1)(random_);
        const bool was_there = watch_.progressed() && error.code() == ErrorCode::timed_out;
        const RetryDecision decision = was_there
                                           ? retry_.stalled(random)
                                           : retry_.failed(error.code(), Monotonic::now(), random);
        {
            const std::lock_guard lock(mutex_);
            ++health_.failures;
        }
        const std::string& reason = decision.reason.empty() ? error.message() : decision.reason;
        set_state(decision.state, reason);
        log_.debug("retrying in={}ms reason=\"{}\"", decision.delay.count(), reason);
        pause_until(stop, Monotonic::now() + decision.delay);
    }
    decoder_.reset();
    finished_ = true;
    listener_.on_change();
}

Error StreamSession::connect_once(const std::stop_token& stop) {
    format_.reset();
    close_decoder();
    ended_.reset();
    gop_.clear();
    catch_up_ = CatchUp();
    followed_ = 0;
    visible_ = false;
    following_ = false;
    key_seen_ = false;
    decode_errors_ = 0;
    left_out_ = nullptr;
    watch_.start(Monotonic::now());
    const Error error = source_->run(stop, *this);
    close_decoder();
    gop_.clear();
    {
        const std::lock_guard lock(mutex_);
        health_.unspoken = !ended_ && error.code() == ErrorCode::unsupported;
    }
    return ended_.value_or(error);
}

void StreamSession::pause_until(const std::stop_token& stop, MonotonicTime until) {
    while (!stop.stop_requested()) {
        const MonotonicTime now = Monotonic::now();
        if (now >= until) {
            return;
        }
        wakeup_.wait(std::chrono::ceil<Milliseconds>(until - now));
    }
}

void StreamSession::on_format(const StreamFormat& format) {
    format_ = format;
    watch_.start(Monotonic::now());
    retry_.opened(Monotonic::now());
    const std::lock_guard lock(mutex_);
    ++health_.connects;
    health_.unspoken = false;
    health_.codec = to_string(format.codec);
    health_.media_clock = MediaClock::arrival;
    health_.delay.reset();
    health_.jitter.reset();
    health_.late.reset();
}

bool StreamSession::on_wait(MonotonicTime now) {
    wakeup_.clear();
    if (stop_.stop_requested()) {
        return false;
    }
    if (!format_ || ended_) {
        return !ended_;
    }
    follow_visibility();
    const StreamWatch::Verdict verdict = watch_.look(now, decoder_options_.max_pixels);
    if (verdict.state) {
        set_state(*verdict.state, verdict.reason);
    }
    ended_ = verdict.ended;
    return !ended_;
}

void StreamSession::on_packet(const Packet& packet) {
    count(packet);
    watch_.packet(packet.arrived);
    follow_visibility();
    if (packet.after_loss) {
        left_out_ = &SessionCounts::losses;
        count_left_out();
        gop_.clear();
        lose_sync();
    }
    cache(packet);
    key_seen_ = key_seen_ || packet.key;
    if (!visible_) {
        if (key_seen_) {
            progress(packet.arrived);
        } else {
            watch_.wait_for_key(packet.arrived);
        }
        return;
    }
    const PacketUse use = catch_up_.next(packet.key, packet.more_waiting, Monotonic::now());
    if (use == PacketUse::drop) {
        left_out_ = &SessionCounts::dropped;
        count_left_out();
        lose_sync();
        return;
    }
    if (const std::optional<Picture> picture = decode(packet)) {
        // Decoding is progress even when a newer packet waits already.
        progress(packet.arrived);
        if (use == PacketUse::show) {
            show(*picture);
        }
    }
}

void StreamSession::count(const Packet& packet) {
    const auto delay = delay_of(packet.made, wall_at(SystemClock(), packet.arrived));
    const std::lock_guard lock(mutex_);
    ++health_.counts.received;
    health_.counts.bytes += packet.bytes().size();
    health_.media_clock = packet.made.clock;
    health_.delay = delay;
    health_.jitter = packet.jitter;
    health_.late = packet.late;
}

// A packet that gives no picture for what went wrong before it.
void StreamSession::count_left_out() {
    if (left_out_ != nullptr) {
        const std::lock_guard lock(mutex_);
        ++(health_.counts.*left_out_);
    }
}

// What is hidden is decoded on where it is on standby, or where the cache does not hold its group.
void StreamSession::cache(const Packet& packet) {
    const std::vector<Packet> outgrown = gop_.add(packet);
    if (visible_) {
        return;
    }
    const PacketUse use = catch_up_.next(packet.key, packet.more_waiting, Monotonic::now());
    const bool standby = standby_ && use != PacketUse::drop;
    if (following_ && gop_.whole() && !standby) {
        following_ = false;
        close_decoder();
    } else if (following_) {
        decode(packet);
    } else if ((!outgrown.empty() || (standby && packet.key && gop_.whole())) && open_decoder()) {
        following_ = true;
        decode_burst(outgrown.empty() ? gop_.packets() : std::span(outgrown));
    }
}

void StreamSession::follow_visibility() {
    const uint64_t wanted = visibility_;
    if (std::exchange(followed_, wanted) == wanted) {
        return;
    }
    visible_ = wanted % 2 != 0;
    catch_up_ = CatchUp();
    if (!visible_) {
        change_.forget();
        {
            const std::lock_guard lock(mutex_);
            health_.unchanged_since.reset();
        }
        // What is not in the cache is in the decoder.
        following_ = decoder_ && (standby_ || !gop_.whole());
        if (!following_) {
            close_decoder();
        }
        return;
    }
    following_ = false;
    std::optional<Picture> newest;
    if (decoder_ && (standing_ || !gop_.whole())) {
        // It may be shown more than once: hidden and seen again before the next packet came.
        newest = standing_;
    } else if (open_decoder()) {
        newest = decode_burst(gop_.packets());
    }
    if (newest) {
        progress(newest->arrived);
        show(*newest);
    }
}

void StreamSession::close_decoder() {
    decoder_.reset();
    standing_.reset();
    const std::lock_guard lock(mutex_);
    health_.decoder.clear();
}

bool StreamSession::open_decoder() {
    Result<FfmpegDecoder> opened = FfmpegDecoder::open(*format_, decoder_options_, log_);
    if (!opened) {
        ended_ = opened.error();
        return false;
    }
    decoder_.emplace(std::move(*opened));
    standing_.reset();
    const std::lock_guard lock(mutex_);
    health_.decoder = decoder_->name() + (hardware_failed_ ? " (hardware failed)" : "");
    return true;
}

// Packets are missing before the next one: a key packet is needed.
void StreamSession::lose_sync() {
    standing_.reset();
    if (decoder_) {
        decoder_->lose_sync();
    }
}

std::optional<Picture> StreamSession::decode(const Packet& packet) {
    std::optional<Picture> picture = decode_once(packet);
    // The packet is cached already. Of a group that has outgrown the cache nothing is left to begin
    // with, and the next key packet is waited for.
    return replaced_hardware() ? decode_burst(gop_.packets()) : std::move(picture);
}

// Everything since a key packet, of which only the newest picture is shown.
std::optional<Picture> StreamSession::decode_burst(std::span<const Packet> packets) {
    std::optional<Picture> newest;
    for (size_t i = 0; i < packets.size() && !stop_.stop_requested(); ++i) {
        std::optional<Picture> picture = decode_once(packets[i]);
        if (replaced_hardware()) {
            return decode_burst(packets);  // a few times at most: software stays
        }
        if (picture) {
            newest = std::move(picture);
        }
    }
    return newest;
}

std::optional<Picture> StreamSession::decode_once(const Packet& packet) {
    if (!decoder_) {
        return std::nullopt;
    }
    Result<std::optional<Picture>> decoded = decoder_->decode(packet);
    if (!decoded) {
        standing_.reset();
        left_out_ = &SessionCounts::damaged;
        count_left_out();
        watch_.damaged(packet.key);
        if (decode_errors_++ == 0) {
            log_.info("damaged pictures are not shown reason=\"{}\"", decoded.error().message());
        }
        if (decoded.error().code() == ErrorCode::unsupported) {
            ended_ = decoded.error();
        }
        return std::nullopt;
    }
    if (!*decoded && decoder_->waits_for_key()) {
        watch_.wait_for_key(packet.arrived);
        count_left_out();
    }
    if (*decoded) {
        left_out_ = nullptr;
        watch_change(**decoded);
        standing_ = *decoded;
        const std::lock_guard lock(mutex_);
        ++health_.counts.decoded;
        health_.size = (*decoded)->size;
    }
    return std::move(*decoded);
}

// True when the decoder is another one now: new, or in software.
bool StreamSession::replaced_hardware() {
    if (!decoder_ || !decoder_->hardware_failing() || hardware_failed_) {
        return false;
    }
    const bool anew = hardware_trust_.failed(decoder_->worked(), Monotonic::now());
    log_.warn("{} because hardware keeps failing with={}",
              anew ? "opening its decoder anew" : "decoding in software", decoder_->name());
    decoder_options_.hardware = anew;
    hardware_failed_ = !anew;
    return open_decoder();
}

// Of hidden streams not all pictures are decoded, and none is judged.
void StreamSession::watch_change(const Picture& picture) {
    if (!visible_) {
        return;
    }
    change_.look(picture);
    const std::lock_guard lock(mutex_);
    health_.unchanged_since = change_.unchanged_since();
}

void StreamSession::show(Picture picture) {
    if (!stop_.stop_requested()) {
        picture.stale_after = watch_.stale_after().value_or(Milliseconds(0));
        listener_.on_picture(*this, std::move(picture));
    }
}

void StreamSession::progress(MonotonicTime now) {
    watch_.progress(now);
    retry_.progressed(now);
    {
        const std::lock_guard lock(mutex_);
        health_.last_progress = std::max(health_.last_progress, now);
        health_.stale_after = watch_.stale_after().value_or(Milliseconds(0));
    }
    set_state(CameraState::playing, {});
}

void StreamSession::set_state(CameraState state, const std::string& reason) {
    bool same_words = false;
    {
        const std::lock_guard lock(mutex_);
        if (health_.state == state && health_.reason == reason) {
            return;
        }
        // A reason that counts seconds is logged once.
        same_words = health_.state == state && health_.reason.substr(0, health_.reason.find('(')) ==
                                                   reason.substr(0, reason.find('('));
        if (health_.state != state) {
            health_.state = state;
            health_.since = Monotonic::now();
        }
        health_.reason = reason;
    }
    if (reason.empty()) {
        log_.info("{}", to_string(state));
    } else if (!same_words) {
        log_.warn("{} reason=\"{}\"", to_string(state), reason);
    }
    listener_.on_change();
}

}  // namespace pendopo
