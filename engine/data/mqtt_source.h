#pragma once
// The newest message of an MQTT topic. The connection stays open between attempts; messages are
// taken while the source waits, of many only the newest is kept. An attempt connects when there is
// no connection, and fails when that fails.

#include <memory>
#include <optional>

#include "engine/data/data_source.h"

namespace pendopo {

class MqttSource final : public DataSource {
  public:
    MqttSource(const SourceConfig& config, std::optional<SourceLogin> login);
    ~MqttSource() override;

    // Errors: unreachable, unauthorized, refused (no right to the topic), timed_out, exhausted (a
    // message is too large).
    Result<Fetched> fetch(const Until& until) override;
    // Until a message came or the connection ended.
    void wait(const Until& until) override;

  private:
    struct Client;  // libmosquitto's objects
    std::unique_ptr<Client> client_;
};

}  // namespace pendopo
