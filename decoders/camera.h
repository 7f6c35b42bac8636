#pragma once
// One camera's life: which of its streams is connected, what is shown of it, and how it is.

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "decoders/degradation.h"
#include "decoders/picture_publisher.h"
#include "decoders/session_rates.h"
#include "decoders/shown_session.h"
#include "decoders/stream_choice.h"
#include "decoders/stream_session.h"

namespace pendopo {

// One session a stream, however many pictures are wanted. While another stream is being switched
// to, both are connected, and the old one is shown until the new one decodes.
// Thread: bound to the worker's loop, except the listener's calls, which come from sessions.
class Camera final : private SessionListener {
  public:
    // `wakeup` is woken when tick() should be called; it outlives the camera.
    Camera(const IngestCamera& plan, SourceFactory factory, const Wakeup& wakeup, const Log& log,
           AttemptPace pace = {});
    ~Camera() override;

    // Takes over a changed plan of the same id. Only a changed address, login or decoder setting
    // reconnects.
    void apply(const IngestCamera& plan);
    const std::string& id() const { return plan_.id; }
    // What decoding it on takes while it is hidden, in pixels a second; 0: nothing is to be gained.
    int64_t standby_pixels() const;
    // Whether it is decoded on while hidden. Once it was visible it is, until the next word.
    void set_standby(bool standby);
    bool standby() const { return standby_; }
    // Finishes what sessions began: stream switches, ended threads. Never blocks.
    void tick();
    std::vector<RingEvent> take_events() { return publisher_.take_events(); }
    void tell_rings() { publisher_.tell_rings(); }  // their events come again
    CameraHealth health(MonotonicTime now);
    CameraState state() const;
    // Begins the end; the destructor then waits for it.
    void request_stop();
    // Also gives up the rings and starts nothing more; finished() says when the destructor will not
    // wait.
    void leave();
    bool finished() const;

  private:
    void on_picture(const StreamSession& session, Picture picture) override;
    void on_change() override { wakeup_.wake(); }

    std::unique_ptr<StreamSession> start(StreamKind kind, FirstAttempt first);
    void retire(std::unique_ptr<StreamSession>& session, StreamKind kind);
    // Over switches of streams too: what failed in hardware once is not tried there again.
    void remember_hardware(const StreamSession& session, StreamKind kind);
    void choose();
    bool may_log_in(StreamKind kind) const;
    void say_masked(CameraHealth& health, MonotonicTime now);
    uint64_t shown() const;
    uint64_t pictures_so_far() const;
    bool visible() const { return !plan_.pictures.empty(); }

    IngestCamera plan_;
    const SourceFactory factory_;
    const Wakeup& wakeup_;
    const Log log_;
    const AttemptPace pace_;
    PicturePublisher publisher_;

    mutable std::mutex gate_;
    // guarded by gate_
    ShownSession shown_;
    uint64_t pictures_ = 0;

    StreamKind kind_ = StreamKind::main;  // of current_
    std::unique_ptr<StreamSession> current_;
    std::unique_ptr<StreamSession> pending_;  // of the other kind
    std::vector<std::unique_ptr<StreamSession>> retired_;
    uint64_t sessions_ = 0;  // started, ever
    PixelSize sub_size_;
    std::array<bool, 2> software_only_{};  // by StreamKind: hardware failed, see StreamSession
    // By StreamKind: when a session that is gone was last refused with its login. Layouts come and
    // go; a camera counts failed logins all the same.
    std::array<std::optional<MonotonicTime>, 2> login_refused_;
    bool held_back_ = false;  // another stream is wanted, and its login must not be tried yet
    bool standby_ = false;
    SessionRates rates_;
    Degradation degradation_;
    uint64_t past_connects_ = 0;  // of sessions that are gone
    uint64_t past_failures_ = 0;
    std::optional<MonotonicTime> masked_since_;
};

}  // namespace pendopo
