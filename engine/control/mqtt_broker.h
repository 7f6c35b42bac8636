#pragma once
// The broker that wall.json names now: another address, prefix, role or login ends the connection
// before, which says that the wall is gone there, and begins another.

#include <memory>
#include <optional>
#include <string>

#include "engine/control/mqtt_wall.h"

namespace pendopo {

// Thread: bound to control's loop. `loop` and `clock` outlive it.
class MqttBroker {
  public:
    MqttBroker(EventLoop& loop, const Clock& clock, MqttWall::Execute execute, Log log);

    // What the files say now; the same as before changes nothing. `config` empty: no broker. Not
    // from within `execute`.
    void follow(const std::optional<MqttConfig>& config, const std::optional<Login>& login);

    // As of MqttWall; nobody listens and all is well where no broker is named.
    void update(MqttFacts facts);
    void tell_notice(const std::string& json) {
        if (wall_) {
            wall_->tell_notice(json);
        }
    }
    bool listens() const { return wall_ && wall_->listens(); }
    std::string problem() const { return wall_ ? wall_->problem() : ""; }

  private:
    EventLoop& loop_;
    const Clock& clock_;
    MqttWall::Execute execute_;
    Log log_;
    std::optional<MqttConfig> config_;
    std::optional<Login> login_;
    std::unique_ptr<MqttWall> wall_;
};

}  // namespace pendopo
