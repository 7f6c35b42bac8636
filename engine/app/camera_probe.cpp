#include "engine/app/camera_probe.h"

#include <signal.h>

#include <algorithm>
#include <utility>

#include "config/address_logins.h"
#include "engine/ipc/shared_text.h"
#include "engine/ipc/worker_refusal.h"

namespace pendopo {
namespace {

// As ProcessWorker::kStartLimit: a start maps a hundred megabytes of libraries.
constexpr Milliseconds kStart{15'000};
// Beyond the patience, which the worker keeps by itself.
constexpr Milliseconds kGrace{1'000};
constexpr size_t kMostPicture = size_t{640} * 640 * 4;

}  // namespace

CameraProbe::CameraProbe(EventLoop& loop, const Log& log, std::string program, SandboxMode sandbox)
    : loop_(loop),
      log_(log.child("probe")),
      program_(program.empty() ? program_beside("pendopo-probe") : std::move(program)),
      sandbox_(sandbox) {}

CameraProbe::~CameraProbe() = default;

Result<void> CameraProbe::start(ProbeRequest request, OnRung on_rung, OnDone on_done) {
    request.patience_ms = std::clamp(request.patience_ms, kShortestPatienceMs, kLongestPatienceMs);
    patience_ = Milliseconds(request.patience_ms);
    if (LoginApart apart = login_apart(request.address); apart.found) {
        request.address = std::move(apart.url);
        if (request.user.empty()) {
            request.user = std::move(apart.user);
            request.password = std::move(apart.password);
        }
    }
    auto pair = Channel::create_pair();
    if (!pair) {
        return fail(pair.error());
    }
    // Before the worker starts, so that it need not wait; and never by its command line.
    if (Result<void> sent = pair->first.send(encode(ToProbe(std::move(request)))); !sent) {
        return sent;
    }
    const LogLevel level = log_.enabled(LogLevel::debug)  ? LogLevel::debug
                           : log_.enabled(LogLevel::info) ? LogLevel::info
                           : log_.enabled(LogLevel::warn) ? LogLevel::warn
                                                          : LogLevel::off;
    auto process = ChildProcess::spawn(program_, worker_words("probe", level, sandbox_),
                                       pair->second.take_fd());
    if (!process) {
        return fail(process.error());
    }
    on_rung_ = std::move(on_rung);
    on_done_ = std::move(on_done);
    process_ = std::move(*process);
    channel_ = std::move(pair->first);
    channel_watch_ = loop_.watch(channel_->fd(), [this] { read_channel(); });
    exit_watch_ = loop_.watch(process_->exit_fd(), [this] { on_end(); });
    deadline_ = loop_.after(kStart, [this] { give_up("the probe did not start"); });
    return {};
}

void CameraProbe::cancel() {
    if (!process_ || cancelled_) {
        return;
    }
    cancelled_ = true;
    channel_watch_.reset();
    channel_.reset();  // which it sees, and takes leave of the camera
    deadline_ = loop_.after(kCancel, [this] { give_up("the probe did not end"); });
}

bool CameraProbe::read_channel() {
    constexpr int kMostAtOnce = 64;
    for (int i = 0; i < kMostAtOnce && channel_; ++i) {
        auto message = channel_->receive();
        if (!message && message.error().code() == ErrorCode::invalid) {
            give_up(message.error().message());
            return false;
        }
        if (!message) {
            channel_watch_.reset();  // its end is seen by exit_watch_
            return true;
        }
        if (!*message) {
            return true;
        }
        if (const auto refusal = decode_worker_refusal((*message)->text)) {
            give_up(refusal->reason);
            return false;
        }
        auto said = decode_from_probe((*message)->text);
        if (!said) {
            give_up(said.error().message());
            return false;
        }
        if (!std::exchange(heard_, true)) {
            deadline_ =
                loop_.after(patience_ + kGrace, [this] { give_up("the probe took too long"); });
        }
        if (auto* rung = std::get_if<ProbeRung>(&*said)) {
            hear(*rung);
        } else {
            hear(std::get<ProbeDone>(*said), **message);
        }
    }
    return true;
}

void CameraProbe::hear(const ProbeRung& rung) {
    if (result_) {
        return;
    }
    rung_ = rung.rung;
    failed_ = failed_ || rung.state == RungState::failed;
    on_rung_(rung);
}

void CameraProbe::hear(const ProbeDone& done, const ChannelMessage& message) {
    result_.emplace();
    result_->ok = done.ok && !failed_;
    const PixelSize size = done.picture;
    if (message.fds.empty() || size.empty() || size.width > 640 || size.height > 640) {
        return;
    }
    auto pixels = read_shared_text(message.fds.front().get(), kMostPicture);
    if (pixels && pixels->size() == size_t(size.width) * size_t(size.height) * 4) {
        result_->size = size;
        result_->bgra = std::move(*pixels);
    }
}

void CameraProbe::on_end() {
    const auto status = process_->poll_exit();
    if (!status || !read_channel()) {  // what it said last
        return;
    }
    if (!result_ && !cancelled_) {
        give_up("the probe ended by " + status->to_string());
        return;
    }
    finish();
}

// The worker has failed, not the camera; though it may be what the camera sends that ended it.
void CameraProbe::give_up(const std::string& why) {
    process_->signal(SIGKILL);
    if (!cancelled_ && !result_) {
        log_.warn("given up: {}", why);
        ProbeRung rung;
        rung.rung = rung_;
        rung.state = RungState::failed;
        rung.facts = R"({"cause":"probe_ended"})";
        rung.text_id = "Pemeriksaan sendiri terhenti di sini; dinding tidak terganggu.";
        rung.text_en = "The check itself was ended here; the wall is not affected.";
        rung.advice_id =
            "Coba sekali lagi. Bila berulang, video kamera ini merusak pembacanya: "
            "perbarui firmware atau ganti kompresinya.";
        rung.advice_en =
            "Try once more. If it happens again, this camera's video breaks its "
            "reader: update its firmware or change its compression.";
        failed_ = true;
        on_rung_(rung);
    }
    finish();
}

void CameraProbe::finish() {
    ProbeResult result = result_ ? std::move(*result_) : ProbeResult{};
    result.ok = result.ok && !cancelled_;
    result.cancelled = cancelled_;
    channel_watch_.reset();
    deadline_.reset();
    channel_.reset();
    process_.reset();  // killed, if it has not ended
    exit_watch_.reset();
    const OnDone done = std::move(on_done_);
    done(std::move(result));  // last: it may destroy this
}

}  // namespace pendopo
