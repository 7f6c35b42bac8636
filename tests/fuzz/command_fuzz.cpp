// Any bytes as a command, in JSON and by MQTT (there the first line is the topic): read or refused
// with words. What is read is the same when it is written and read again, so that the audit log and
// the state file say what was carried out.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/control/mqtt_topics.h"
#include "engine/wall/command.h"

namespace {

using namespace pendopo;

void look_at(const Result<Command>& command) {
    if (!command) {
        CHECK(!command.error().message().empty());
        return;
    }
    const auto again = read_command(to_json(*command));
    CHECK(again && *again == *command);
    // Whether a role may give it never depends on what it names; technicians may do all.
    CHECK(may({"fuzz", Role::technician, "fuzz"}, *command));
}

void by_mqtt(std::string_view text) {
    const size_t line = text.find('\n');
    const std::string topic = "pendopo/" + std::string(text.substr(0, line));
    const std::string_view payload =
        line == std::string_view::npos ? std::string_view() : text.substr(line + 1);
    const auto command = read_mqtt_command("pendopo", topic, payload);
    look_at(command);
    const MqttMessage answer =
        mqtt_result("pendopo", topic, command ? &*command : nullptr,
                    command ? Result<std::string>("e-1") : fail(command.error()));
    CHECK(!answer.retained && nlohmann::json::accept(answer.payload));
    // One level of a topic, whatever the id.
    const std::string level = topic_level(text);
    CHECK(level.find_first_of("/+#") == std::string::npos && level.size() >= text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    look_at(read_command(text));
    by_mqtt(text);
    return 0;
}
