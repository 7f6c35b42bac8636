#include "engine/control/mqtt_broker.h"

#include <utility>

namespace pendopo {
namespace {

// Whether Home Assistant finds the wall's device where it was.
bool same_device(const MqttConfig& before, const std::optional<MqttConfig>& now) {
    return now && now->discovery && now->host == before.host && now->port == before.port &&
           now->prefix == before.prefix;
}

}  // namespace

MqttBroker::MqttBroker(EventLoop& loop, const Clock& clock, MqttWall::Execute execute, Log log)
    : loop_(loop), clock_(clock), execute_(std::move(execute)), log_(std::move(log)) {}

void MqttBroker::follow(const std::optional<MqttConfig>& config,
                        const std::optional<Login>& login) {
    if (config == config_ && login == login_) {
        return;
    }
    if (wall_) {
        if (config_->discovery && !same_device(*config_, config)) {
            wall_->take_back_device();
        }
        wall_.reset();  // says goodbye
        log_.info("{}", config ? "the settings of \"mqtt\" changed: connecting with them"
                               : "\"mqtt\" is gone from the settings");
    }
    config_ = config;
    login_ = login;
    if (config_) {
        wall_ = std::make_unique<MqttWall>(loop_, clock_, *config_, login_, execute_, log_);
    }
}

void MqttBroker::update(MqttFacts facts) {
    if (wall_) {
        wall_->update(std::move(facts));
    }
}

}  // namespace pendopo
