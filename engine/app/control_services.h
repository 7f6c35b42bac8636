#pragma once
// How people and programs reach a running wall: who may (access), what they may say (API), by which
// ways (HTTP and WebSockets, MQTT). Made beside the wall by run_wall, which ends it first.

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/app/setup_desk.h"
#include "engine/app/wall_runtime.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/access.h"
#include "engine/control/api.h"
#include "engine/control/http_server.h"
#include "engine/control/mqtt_broker.h"
#include "engine/control/notice_outbox.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound to control's loop, which outlives it as the clock and the wall do.
class ControlServices {
  public:
    // Errors: no address or port to listen on, no good certificate.
    static Result<std::unique_ptr<ControlServices>> create(EventLoop& loop, const Clock& clock,
                                                           const Log& log, WallRuntime& wall);
    ~ControlServices();
    ControlServices(const ControlServices&) = delete;
    ControlServices& operator=(const ControlServices&) = delete;

    // Lines for whoever started the wall: where the panel is, and how to sign in first.
    std::vector<std::string> greeting() const;

    // For RuntimeOptions.
    void changed(ChangeKind kind);
    void carry_out(const Command& command, const Principal& principal);
    std::vector<std::string> problems() const;

  private:
    ControlServices(EventLoop& loop, const Clock& clock, const Log& log, WallRuntime& wall);
    Result<void> listen();
    Result<void> find_certificate();
    void tick();
    void follow_certificate();
    void follow_broker();
    void tell_broker();
    void tell_faults();
    void forget_hidden();

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    WallRuntime& wall_;
    const ControlConfig control_;  // of the start; a changed one counts from the next
    const bool ran_before_;        // without a login
    bool tls_ = false;
    TlsFiles files_;
    std::string certificate_problem_;
    std::array<std::filesystem::file_time_type, 2> certificate_written_{};  // of its two files
    std::string fingerprint_;
    std::string token_problem_;
    Access access_;
    WallSetup setup_;
    Api api_;
    std::unique_ptr<HttpServer> server_;
    MqttBroker mqtt_;
    NoticeOutbox notices_;
    std::shared_ptr<const WallModel> followed_;  // whose broker mqtt_ follows
    EventLoop::Handle tick_;
    EventLoop::Handle broker_soon_;
    bool broker_due_ = false;
    PictureRules rules_;  // that counted for the pictures given out
    int seconds_ = 0;
};

}  // namespace pendopo
