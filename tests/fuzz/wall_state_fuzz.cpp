// Any bytes as a state file and, after a line "#", commands, one a line: a state that was read is
// the same when it is written and read again, and goes on like any other. Time passes between the
// commands. Nothing crashes, and
//  - revisions only grow, and a state with the same revision is the same state;
//  - what time did once it does not do again;
//  - every display is decided, and what changes by itself next lies ahead;
//  - a state that began empty can be read again after every command.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "engine/wall/wall.h"
#include "tests/wall/wall_model_of.h"

namespace {

using namespace pendopo;

constexpr size_t kMostCommands = 40;  // more only takes time

void check_growth(const WallState& before, const WallState& after) {
    CHECK(after.revision >= before.revision);
    CHECK(after.revision != before.revision || after == before);
}

WallState passed(const WallState& state, const WallModel& model, WallTime now) {
    WallState after = pass(state, model, now);
    check_growth(state, after);
    CHECK(pass(after, model, now) == after);
    const WallDecision decision = resolve(after, model, now);
    CHECK(decision.displays.size() == model.config.displays.size());
    for (const DisplayDecision& display : decision.displays) {
        CHECK(!display.layout.empty());  // the first layout is always there
        CHECK(display.tile.empty() || display.alarm_camera.empty());
    }
    CHECK(!decision.look_again || *decision.look_again > now);
    return after;
}

// `own`: nothing but commands made it.
void live(WallState state, std::string_view commands, bool own) {
    static const auto model = sample_model();
    static const Principal technician{"fuzz", Role::technician, "fuzz"};
    Instant at{MonotonicTime(std::chrono::hours(1)), wall_at(0)};
    state = passed(state, *model, at.wall_now);
    Wall wall(model, state, at);
    for (size_t i = 0; i < kMostCommands && !commands.empty(); ++i) {
        const size_t end = std::min(commands.find('\n'), commands.size());
        const auto command = read_command(commands.substr(0, end));
        commands.remove_prefix(std::min(end + 1, commands.size()));
        at.now += Seconds(7);
        at.wall_now += Seconds(7);
        state = passed(state, *model, at.wall_now);
        const uint64_t scene = wall.revision();
        if (!command) {
            wall.advance(at);
        } else if (const auto after = apply(state, *command, technician, *model, at.wall_now)) {
            check_growth(state, *after);
            state = *after;
            CHECK(wall.apply(*command, technician, at));
        } else {
            CHECK(!after.error().message().empty());
            CHECK(!wall.apply(*command, technician, at));
            wall.advance(at);
        }
        CHECK(wall.state() == state);
        CHECK(wall.revision() >= scene);
        CHECK(!wall.next_change() || *wall.next_change() > at.now);
        if (own) {
            const auto again = read_wall_state(to_json(state));
            CHECK(again && *again == state);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    constexpr std::string_view kMark = "\n#\n";
    const size_t mark = text.find(kMark);
    const std::string_view commands =
        mark == std::string_view::npos ? std::string_view() : text.substr(mark + kMark.size());
    const auto state = read_wall_state(text.substr(0, mark));
    if (state) {
        // Written with its spaces a large one may be more than is read.
        constexpr size_t kSmall = size_t{64} << 10;
        const auto again = read_wall_state(to_json(*state));
        CHECK(text.size() > kSmall || (again && *again == *state));
        live(*state, commands, false);
    } else {
        CHECK(!state.error().message().empty());
    }
    live(new_state(), commands, true);
    return 0;
}
