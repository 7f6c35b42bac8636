#pragma once
// Somebody else at a broker: publishes anything and remembers what is published.

#include <mosquitto.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/check.h"
#include "engine/control/mqtt_topics.h"

namespace pendopo::test {

// Thread: bound; works only while turn() is called.
class MqttClient {
  public:
    MqttClient(int port, const std::string& user, const std::string& password) {
        CHECK(mosquitto_lib_init() == MOSQ_ERR_SUCCESS);
        mosq_ = mosquitto_new(nullptr, true, this);
        CHECK(mosq_ != nullptr);
        if (!user.empty()) {
            mosquitto_username_pw_set(mosq_, user.c_str(), password.c_str());
        }
        mosquitto_connect_callback_set(
            mosq_, [](mosquitto* m, void*, int) { mosquitto_subscribe(m, nullptr, "#", 0); });
        mosquitto_subscribe_callback_set(mosq_, [](mosquitto*, void* self, int, int, const int*) {
            static_cast<MqttClient*>(self)->listens_ = true;
        });
        mosquitto_message_callback_set(
            mosq_, [](mosquitto*, void* self, const mosquitto_message* message) {
                static_cast<MqttClient*>(self)->received(*message);
            });
        connected_ = mosquitto_connect(mosq_, "127.0.0.1", port, 60) == MOSQ_ERR_SUCCESS;
    }
    MqttClient(const MqttClient&) = delete;
    MqttClient& operator=(const MqttClient&) = delete;
    ~MqttClient() { mosquitto_destroy(mosq_); }

    bool connected() const { return connected_; }
    bool listens() const { return listens_; }
    // Takes what is there, at most a hundred messages.
    void turn() {
        for (int i = 0; i < 100; ++i) {
            const size_t before = all_.size();
            mosquitto_loop(mosq_, 0, 1);
            if (all_.size() == before) {
                return;
            }
        }
    }
    void publish(const std::string& topic, std::string_view payload, bool retained = false) {
        mosquitto_publish(mosq_, nullptr, topic.c_str(), static_cast<int>(payload.size()),
                          payload.data(), 0, retained);
    }

    // The newest payload of a topic; empty: none came.
    std::string last(const std::string& topic) const {
        const auto it = last_.find(topic);
        return it == last_.end() ? "" : it->second.payload;
    }
    // Everything that came, in order.
    const std::vector<MqttMessage>& all() const { return all_; }
    size_t count(const std::string& topic) const {
        size_t found = 0;
        for (const MqttMessage& message : all_) {
            found += message.topic == topic ? 1 : 0;
        }
        return found;
    }

  private:
    void received(const mosquitto_message& message) {
        all_.push_back({message.topic,
                        std::string(static_cast<const char*>(message.payload),
                                    static_cast<size_t>(message.payloadlen)),
                        message.retain});
        last_[message.topic] = all_.back();
    }

    mosquitto* mosq_ = nullptr;
    bool connected_ = false;
    bool listens_ = false;
    std::vector<MqttMessage> all_;
    std::map<std::string, MqttMessage> last_;
};

}  // namespace pendopo::test
