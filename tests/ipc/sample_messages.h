#pragma once
// One message of every kind in every direction, each member with a value that is not its default.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ipc/messages.h"

namespace pendopo {

// Which variant of messages.h a text is decoded as.
enum class Direction {
    to_ingest,
    from_ingest,
    to_data,
    from_data,
    to_script,
    from_script,
    to_cards,
    from_cards,
    to_render,
    from_render,
    to_probe,
    from_probe,
    to_onvif,
    from_onvif
};
inline constexpr int kDirections = 14;

struct SampleMessage {
    Direction direction;
    std::string type;  // its "type" word
    std::string text;  // encoded
    bool survived;     // decoded again, it is the same message
};

std::vector<SampleMessage> sample_messages();

// The text decoded as that direction's message and encoded again.
Result<std::string> reread(Direction direction, std::string_view text);

}  // namespace pendopo
