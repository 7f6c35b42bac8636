#pragma once
// One connection to a broker, kept for ever: connects, says that the wall is there, and after the
// end of a connection tries again with growing pauses. libmosquitto on control's loop; only looking
// up the name and connecting, which block, happen in a thread of their own that nobody waits for.
//
// MQTT 5, because it lets a client refuse messages that are too large before they are sent; MQTT
// 3.1.1 with a broker that does not speak it.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "config/wall_config.h"
#include "engine/base/backoff.h"
#include "engine/base/log.h"
#include "engine/control/mqtt_topics.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound to control's loop. `loop` outlives it. Callbacks come from the loop, never from
// within a call, and must not destroy the link.
class MqttLink {
  public:
    struct Options {
        MqttConfig config;
        std::optional<Login> login;
        MqttMessage will;  // published by the broker when the connection is lost, and by our end
        MqttMessage greeting;  // published first in each connection
        std::vector<std::string> subscriptions;
        BackoffPolicy pauses{Milliseconds(1000), Milliseconds(60'000)};
    };
    struct Events {
        std::function<void()> connected;  // greeting and subscriptions are on their way
        std::function<void()> drained;    // busy() is over
        // Not those that the broker kept: a command must not be repeated at every connection.
        std::function<void(const MqttMessage&)> received;
    };
    MqttLink(EventLoop& loop, Options options, Events events, Log log);
    // Publishes the will and ends the connection, without waiting for the broker.
    ~MqttLink();

    bool connected() const;
    // Output waits for the broker to read; publish what can wait when it is drained.
    bool busy() const;
    // At most once, and lost when there is no connection.
    void publish(const MqttMessage& message);
    // Why there is no connection, or no hearing; empty: all is well, or the first attempt goes on.
    const std::string& problem() const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace pendopo
