#include "decoders/camera.h"

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

SourceOptions source_options(const IngestCamera& plan, StreamKind kind) {
    SourceOptions options;
    options.url = kind == StreamKind::main ? plan.main_url : plan.sub_url;
    options.user = plan.user;
    options.password = plan.password;
    options.stream = kind == StreamKind::main ? plan.main_options : plan.sub_options;
    return options;
}

DecoderOptions decoder_options(const IngestCamera& plan, StreamKind kind) {
    const StreamOptions& told = kind == StreamKind::main ? plan.main_options : plan.sub_options;
    DecoderOptions options = decoder_options(told);
    const PixelSize hint = kind == StreamKind::main ? plan.main_size : plan.sub_size;
    options.threads = int64_t{hint.width} * hint.height > 1920 * 1088 ? 2 : 1;
    return options;
}

StreamKind other(StreamKind kind) {
    return kind == StreamKind::main ? StreamKind::sub : StreamKind::main;
}

bool same_connection(const IngestCamera& a, const IngestCamera& b) {
    for (const StreamKind kind : {StreamKind::main, StreamKind::sub}) {
        if (source_options(a, kind) != source_options(b, kind) ||
            decoder_options(a, kind) != decoder_options(b, kind)) {
            return false;
        }
    }
    return true;
}

}  // namespace

Camera::Camera(const IngestCamera& plan, SourceFactory factory, const Wakeup& wakeup,
               const Log& log, AttemptPace pace)
    : plan_(plan),
      factory_(std::move(factory)),
      wakeup_(wakeup),
      log_(log.child(plan.id)),
      pace_(std::move(pace)),
      publisher_(log_) {
    kind_ = plan_.sub_url.empty() ? StreamKind::main : StreamKind::sub;
    publisher_.set_requests(plan_.pictures, plan_.masks);
    choose();
}

Camera::~Camera() {
    request_stop();
}

void Camera::request_stop() {
    for (StreamSession* session : {current_.get(), pending_.get()}) {
        if (session != nullptr) {
            session->request_stop();
        }
    }
}

void Camera::leave() {
    plan_.pictures.clear();  // hidden: it stays on the streams it has
    request_stop();
    {
        const std::lock_guard lock(gate_);
        shown_.all_gone();
    }
    publisher_.set_requests({}, plan_.masks);
}

bool Camera::finished() const {
    return current_->finished() && (!pending_ || pending_->finished()) && retired_.empty();
}

std::unique_ptr<StreamSession> Camera::start(StreamKind kind, FirstAttempt first) {
    SessionListener& listener = *this;
    const uint64_t number = ++sessions_;
    {
        const std::lock_guard lock(gate_);
        shown_.connected(number);
    }
    DecoderOptions decoder = decoder_options(plan_, kind);
    decoder.hardware = decoder.hardware && !software_only_[static_cast<size_t>(kind)];
    return std::make_unique<StreamSession>(number, source_options(plan_, kind), decoder, visible(),
                                           factory_, listener, log_.child(to_string(kind)), pace_,
                                           first);
}

void Camera::remember_hardware(const StreamSession& session, StreamKind kind) {
    if (session.hardware_failed()) {
        software_only_[static_cast<size_t>(kind)] = true;
    }
}

void Camera::retire(std::unique_ptr<StreamSession>& session, StreamKind kind) {
    if (!session) {
        return;
    }
    remember_hardware(*session, kind);
    if (session->health().state == CameraState::wrong_password) {
        login_refused_[static_cast<size_t>(kind)] = Monotonic::now();
    }
    {
        const std::lock_guard lock(gate_);
        shown_.gone(session->number());
    }
    session->request_stop();
    retired_.push_back(std::move(session));
}

void Camera::apply(const IngestCamera& plan) {
    const bool reconnect = !same_connection(plan_, plan);
    plan_ = plan;
    if (reconnect) {
        retire(pending_, other(kind_));
        retire(current_, kind_);
        publisher_.forget(pictures_so_far());
        kind_ = plan_.sub_url.empty() ? StreamKind::main : StreamKind::sub;
        sub_size_ = {};
        software_only_ = {};
        login_refused_ = {};
    }
    publisher_.set_requests(plan_.pictures, plan_.masks);
    choose();
}

bool Camera::may_log_in(StreamKind kind) const {
    const auto& refused = login_refused_[static_cast<size_t>(kind)];
    return current_->health().state != CameraState::wrong_password &&
           (!refused || Monotonic::now() - *refused >= RetryPolicy::kLoginPause);
}

// Brings the sessions in line with what is wanted.
void Camera::choose() {
    const StreamKind heading = pending_ ? other(kind_) : kind_;
    StreamSizes sizes;
    sizes.has_sub = !plan_.sub_url.empty();
    sizes.sub = sub_size_.empty() ? plan_.sub_size : sub_size_;
    sizes.enlarge = plan_.sub_options.enlarge;
    if (plan_.sub_options.sample_aspect.numerator > 0) {
        sizes.aspect = plan_.sub_options.sample_aspect;
    }
    // A hidden camera stays on what is connected.
    const StreamKind wanted = choose_stream(visible() ? heading : kind_, plan_.pictures, sizes);
    held_back_ = false;
    if (!current_) {
        kind_ = wanted;
        current_ = start(wanted, FirstAttempt::paced);
    } else if (wanted == kind_) {
        retire(pending_, other(kind_));
    } else if (!pending_ && !may_log_in(wanted)) {
        held_back_ = true;
    } else if (!pending_) {
        log_.debug("switching to stream={}", to_string(wanted));
        // A layout waits for it, and a camera that plays is there.
        pending_ =
            start(wanted, current_->health().state == CameraState::playing ? FirstAttempt::at_once
                                                                           : FirstAttempt::paced);
    }
    standby_ = standby_ || visible();
    current_->set_standby(standby_);
    current_->set_visible(visible());
    if (pending_) {
        pending_->set_visible(true);
    }
}

int64_t Camera::standby_pixels() const {
    const SessionHealth session = current_->health();
    // Of Motion JPEG each picture is a key picture.
    if (visible() || session.state != CameraState::playing ||
        session.codec == to_string(Codec::mjpeg)) {
        return 0;
    }
    PixelSize size = session.size;
    if (size.empty()) {
        size = kind_ == StreamKind::main ? plan_.main_size : plan_.sub_size;
    }
    if (size.empty()) {
        size = kind_ == StreamKind::main ? PixelSize{1920, 1080} : PixelSize{640, 360};
    }
    const double fps = std::clamp(rates_.received_fps(), 1.0, 120.0);
    return static_cast<int64_t>(fps * size.width * size.height);
}

void Camera::set_standby(bool standby) {
    standby_ = standby || visible();
    current_->set_standby(standby_);
}

void Camera::tick() {
    std::erase_if(retired_, [&](const std::unique_ptr<StreamSession>& session) {
        if (!session->finished()) {
            return false;
        }
        const SessionHealth health = session->health();
        past_connects_ += health.connects;
        past_failures_ += health.failures;
        return true;
    });
    remember_hardware(*current_, kind_);
    if (pending_ && current_->health().state == CameraState::wrong_password) {
        // A second session with a wrong password would count as further failed logins.
        retire(pending_, other(kind_));
        held_back_ = true;
    }
    if (held_back_ && may_log_in(other(kind_))) {
        choose();
    }
    if (pending_ && shown() == pending_->number()) {
        std::swap(current_, pending_);
        kind_ = other(kind_);
        retire(pending_, other(kind_));
        current_->set_standby(standby_);
    }
    if (kind_ == StreamKind::sub) {
        if (const PixelSize size = current_->health().size; !size.empty() && size != sub_size_) {
            sub_size_ = size;
            choose();
        }
    }
}

uint64_t Camera::shown() const {
    const std::lock_guard lock(gate_);
    return shown_.shown();
}

uint64_t Camera::pictures_so_far() const {
    const std::lock_guard lock(gate_);
    return pictures_;
}

void Camera::on_picture(const StreamSession& session, Picture picture) {
    PictureUse use = PictureUse::none;
    {
        const std::lock_guard lock(gate_);
        use = shown_.picture(session.number(), picture.made, picture.arrived);
        if (use == PictureUse::none) {
            return;
        }
        picture.number = ++pictures_;
    }
    if (publisher_.show(picture) || use == PictureUse::took_over) {
        wakeup_.wake();
    }
}

CameraState Camera::state() const {
    const CameraState state = current_->health().state;
    const bool masked = state == CameraState::playing && !publisher_.masked_reason().empty();
    return masked ? CameraState::masked : state;
}

// What is wrong with the connection comes first: without pictures nobody asks what they show.
void Camera::say_masked(CameraHealth& health, MonotonicTime now) {
    std::string reason = publisher_.masked_reason();
    if (health.state != CameraState::playing || reason.empty()) {
        masked_since_.reset();
        return;
    }
    masked_since_ = masked_since_.value_or(now);
    health.state = CameraState::masked;
    health.since_ns = to_ns(*masked_since_);
    health.reason = std::move(reason);
}

CameraHealth Camera::health(MonotonicTime now) {
    const SessionHealth session = current_->health();
    rates_.count(current_->number(), session.counts, now);
    degradation_.look(current_->number(), session.counts, current_->hardware_failed(), now);
    CameraHealth health;
    health.id = plan_.id;
    health.state = session.state;
    health.since_ns = to_ns(session.since);
    health.reason = session.reason;
    health.unspoken = session.unspoken;
    health.stream = to_string(kind_);
    health.codec = session.codec;
    health.decoder = session.decoder;
    health.size = session.size;
    health.last_picture_ns = to_ns(session.last_progress);
    health.stale_after_ms = static_cast<int32_t>(session.stale_after.count());
    health.decoded_fps = rates_.decoded_fps();
    health.received_fps = rates_.received_fps();
    health.kilobits_per_second = rates_.kilobits_per_second();
    health.media_clock = session.media_clock;
    if (session.delay) {
        health.delay_ms = session.delay->count();
    }
    if (session.jitter) {
        // A stream's clock may be anything; what messages hold is not.
        constexpr double kMost = 1e9;
        health.jitter_ms = std::min(double(session.jitter->count()) / 1e6, kMost);
    }
    if (session.late) {
        health.late_ms = std::chrono::floor<Milliseconds>(*session.late).count();
    }
    if (session.unchanged_since) {
        health.unchanged_since_ns = to_ns(*session.unchanged_since);
    }
    if (session.state == CameraState::playing ||
        session.state == CameraState::waiting_for_keyframe) {
        health.degraded = degradation_.why();
    }
    health.connects = past_connects_ + session.connects;
    health.failures = past_failures_ + session.failures;
    // Of every session there is, so that the numbers only grow.
    const auto add = [&](const StreamSession& other) {
        const SessionHealth also = other.health();
        health.connects += also.connects;
        health.failures += also.failures;
    };
    if (pending_) {
        add(*pending_);
    }
    for (const auto& session_gone : retired_) {
        add(*session_gone);
    }
    say_masked(health, now);
    return health;
}

}  // namespace pendopo
