#pragma once
// The wall by MQTT: publishes its state as it changes, gives the commands that come in, answers
// them, and tells Home Assistant what there is. Topics: mqtt_topics.h.
//
// A broker that is away, slow, or full of messages costs the wall nothing: the state waits for the
// broker to read (the newest only), and of more commands than the wall takes the rest are dropped.

#include <functional>
#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/control/mqtt_discovery.h"
#include "engine/control/mqtt_link.h"
#include "engine/control/mqtt_topics.h"
#include "engine/wall/principal.h"

namespace pendopo {

// How many commands may come: `burst` at once, then `per_second`. Pure.
// Thread: bound to its owner.
class CommandRate {
  public:
    CommandRate(double burst, double per_second) : burst_(burst), per_second_(per_second) {}
    bool take(MonotonicTime now);

  private:
    double burst_;
    double per_second_;
    std::optional<double> left_;
    MonotonicTime at_;
};

// Thread: bound to control's loop. `loop` and `clock` outlive it.
class MqttWall {
  public:
    // Gives a command; the tag of the state after it (state_tag). Called from the loop; must not
    // destroy the MqttWall.
    using Execute = std::function<Result<std::string>(const Command&, const Principal&)>;

    MqttWall(EventLoop& loop, const Clock& clock, MqttConfig config, std::optional<Login> login,
             Execute execute, Log log);

    // What is true now; call it after every change and once a second, while listens().
    void update(MqttFacts facts);
    // Whether there is anybody to tell. Who has no broker need not find out what is true.
    bool listens() const { return link_.connected(); }
    // A notice (notices.h), at PREFIX/notice; lost while nobody listens.
    void tell_notice(const std::string& json);
    // Before an end after which the wall is elsewhere: Home Assistant forgets its device.
    void take_back_device();

    // For the wall's list of problems: "mqtt: …", or empty while there is a connection.
    std::string problem() const;
    uint64_t dropped() const { return dropped_; }  // commands beyond the rate

  private:
    MqttLink::Options options(std::optional<Login> login) const;
    void greet();
    void publish();
    void tell_again(const std::string& topic);
    void receive(const MqttMessage& message);
    void command(const MqttMessage& message);

    const Clock& clock_;
    MqttConfig config_;
    Execute execute_;
    Log log_;
    Principal principal_;
    CommandRate rate_;
    CommandRate again_;  // of asking to be told again
    std::optional<MqttFacts> facts_;
    bool stale_ = false;  // something is not published yet
    MqttBook book_;
    MqttEntities entities_;  // that Home Assistant was told of
    uint64_t dropped_ = 0;
    std::optional<MonotonicTime> told_;  // that commands are dropped
    MqttLink link_;                      // last: its callbacks use the others
};

}  // namespace pendopo
