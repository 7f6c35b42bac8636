#include "engine/control/mqtt_wall.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/problems.h"

namespace pendopo {
namespace {

// A person presses a few times a second, an automation sends a handful at once.
constexpr double kBurst = 50;
constexpr double kPerSecond = 20;
// Home Assistant starts, or a control process before this one ends: rarely, whoever says so.
constexpr double kAgainBurst = 5;
constexpr double kAgainPerSecond = 0.2;
constexpr Seconds kTellAgain{10};  // that commands are dropped

constexpr const char* kOnline = "online";
constexpr const char* kOffline = "offline";

MqttMessage available(const std::string& prefix, const char* payload) {
    return {prefix + "/available", payload, true};
}

}  // namespace

bool CommandRate::take(MonotonicTime now) {
    const double passed = left_ ? std::chrono::duration<double>(now - at_).count() : 0;
    left_ = std::min(burst_, left_.value_or(burst_) + passed * per_second_);
    at_ = now;
    if (*left_ < 1) {
        return false;
    }
    *left_ -= 1;
    return true;
}

MqttLink::Options MqttWall::options(std::optional<Login> login) const {
    MqttLink::Options options;
    options.config = config_;
    options.login = std::move(login);
    options.will = available(config_.prefix, kOffline);
    options.greeting = available(config_.prefix, kOnline);
    options.subscriptions = mqtt_subscriptions(config_.prefix);
    if (config_.discovery) {
        options.subscriptions.emplace_back(kHomeAssistantStatus);
    }
    return options;
}

MqttWall::MqttWall(EventLoop& loop, const Clock& clock, MqttConfig config,
                   std::optional<Login> login, Execute execute, Log log)
    : clock_(clock),
      config_(std::move(config)),
      execute_(std::move(execute)),
      log_(std::move(log)),
      principal_{"mqtt", from_word<Role>(config_.role), "mqtt"},
      rate_(kBurst, kPerSecond),
      again_(kAgainBurst, kAgainPerSecond),
      link_(loop, options(std::move(login)),
            {[this] { greet(); }, [this] { publish(); },
             [this](const MqttMessage& message) { receive(message); }},
            log_) {}

void MqttWall::update(MqttFacts facts) {
    if (facts_ != facts) {
        facts_ = std::move(facts);
        stale_ = true;
    }
    publish();
}

void MqttWall::greet() {
    book_.forget();
    stale_ = true;
    publish();
}

void MqttWall::publish() {
    if (!stale_ || !facts_ || !link_.connected() || link_.busy()) {
        return;
    }
    stale_ = false;
    std::vector<MqttMessage> all = mqtt_messages(config_.prefix, *facts_);
    all.push_back(available(config_.prefix, kOnline));
    if (config_.discovery) {
        // What is gone is named for as long as this process lives: that is the same message again.
        all.push_back(discovery_message(config_.prefix, *facts_, entities_));
        entities_.merge(discovery_entities(*facts_));
    } else {
        all.push_back(no_discovery_message(config_.prefix));
    }
    for (const MqttMessage& message : book_.changes(all)) {
        link_.publish(message);
    }
}

void MqttWall::tell_notice(const std::string& json) {
    link_.publish({config_.prefix + "/notice", json, false});
}

void MqttWall::take_back_device() {
    link_.publish(no_discovery_message(config_.prefix));
}

// Within the rate at once, else with the next update().
void MqttWall::tell_again(const std::string& topic) {
    book_.forget(topic);
    stale_ = true;
    if (again_.take(clock_.now())) {
        publish();
    }
}

void MqttWall::receive(const MqttMessage& message) {
    if (message.topic == kHomeAssistantStatus) {
        if (message.payload == kOnline) {
            tell_again(no_discovery_message(config_.prefix).topic);
        }
        return;
    }
    if (const MqttMessage online = available(config_.prefix, kOnline);
        message.topic == online.topic) {
        if (message.payload != kOnline) {  // the end of another process, noticed late
            tell_again(online.topic);
        }
        return;
    }
    if (!rate_.take(clock_.now())) {
        ++dropped_;
        if (!told_ || clock_.now() - *told_ > kTellAgain) {
            told_ = clock_.now();
            log_.warn("too many commands: some are dropped, at most {} a second are taken",
                      kPerSecond);
            link_.publish(mqtt_result(
                config_.prefix, message.topic, nullptr,
                fail(ErrorCode::exhausted,
                     fmt::format("too many commands; expected at most {} a second", kPerSecond))));
        }
        return;
    }
    command(message);
}

void MqttWall::command(const MqttMessage& message) {
    const Result<Command> command =
        read_mqtt_command(config_.prefix, message.topic, message.payload);
    Result<std::string> tag = command ? execute_(*command, principal_) : fail(command.error());
    if (!tag) {
        log_.info("refused topic={} reason=\"{}\"", in_quotes(message.topic),
                  tag.error().message());
    }
    link_.publish(mqtt_result(config_.prefix, message.topic, command ? &*command : nullptr, tag));
}

std::string MqttWall::problem() const {
    return link_.problem().empty() ? "" : "mqtt: " + link_.problem();
}

}  // namespace pendopo
