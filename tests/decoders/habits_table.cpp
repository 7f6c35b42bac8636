// Prints, as Markdown, what our own client and GStreamer make of every habit of real cameras:
//   habits_table [GROUP]
// GStreamer plays each row in a process of its own, since some rows end it.
// Not a test: decoders/backends.md is written from it.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "decoders/ffmpeg_log.h"
#include "decoders/gst_source.h"
#include "decoders/rtsp_source.h"
#include "decoders/stream_session.h"
#include "engine/ipc/process.h"
#include "tests/decoders/habit_play.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/habits/habit_server.h"

namespace pendopo {
namespace {

using habits::Habit;

struct Outcome {
    bool holds = false;
    std::string seen;
};

// As tests/decoders/habits_test.cpp judges a row.
Outcome play(const Habit& habit, const SourceFactory& factory, const TestCertificate& certificate) {
    const auto started = test::HabitPlay::start(habit, certificate);
    if (!started) {
        return {false, started.error().message()};
    }
    test::NoListener listener;
    StreamSession session(1, started->options(), test::HabitPlay::decoder(), true, factory,
                          listener, Log::silent());
    const auto as_wanted = [&] {
        const SessionHealth health = session.health();
        return habit.right.pictures > 0
                   ? int(health.counts.decoded) >= habit.right.pictures
                   : to_string(health.state) == habit.right.state && !health.reason.empty();
    };
    Outcome outcome;
    outcome.holds = test::wait_until(as_wanted, habit.right.patience);
    const SessionHealth health = session.health();
    if (habit.group == "packets" && outcome.holds) {
        outcome.holds = started->lost_little(health);
    }
    outcome.seen =
        fmt::format("{}, {} pictures{}{}", to_string(health.state), health.counts.decoded,
                    health.reason.empty() ? "" : ": ", health.reason);
    return outcome;
}

struct Row {
    const Habit* habit;
    Outcome own;
    Outcome gstreamer;
};

void print(const std::vector<Row>& rows) {
    struct Sum {
        int all = 0, own = 0, gstreamer = 0;
    };
    std::map<std::string, Sum> groups;
    Sum whole;
    for (const Row& row : rows) {
        for (Sum* sum : {&groups[row.habit->group], &whole}) {
            ++sum->all;
            sum->own += row.own.holds ? 1 : 0;
            sum->gstreamer += row.gstreamer.holds ? 1 : 0;
        }
    }
    fmt::print("| habits of | all | own client | GStreamer |\n|---|---|---|---|\n");
    for (const auto& [name, sum] : groups) {
        fmt::print("| {} | {} | {} | {} |\n", name, sum.all, sum.own, sum.gstreamer);
    }
    fmt::print("| **all** | {} | {} | {} |\n\n", whole.all, whole.own, whole.gstreamer);
    fmt::print("| habit | own client | GStreamer |\n|---|---|---|\n");
    for (const Row& row : rows) {
        if (!row.own.holds || !row.gstreamer.holds) {
            fmt::print("| {} | {} | {} |\n", row.habit->name,
                       row.own.holds ? "holds" : row.own.seen,
                       row.gstreamer.holds ? "holds" : row.gstreamer.seen);
        }
    }
}

constexpr std::string_view kAlone = "--gstreamer-plays";

// One row by GStreamer, told as its first character and the rest.
int play_alone(const std::string& name) {
    install_ffmpeg_log(Log::silent());
    if (const Result<void> started = start_gstreamer(GstPlugins::registry); !started) {
        fmt::print("0{}\n", started.error().message());
        return 0;
    }
    const auto rows = habits::all_habits();
    const auto habit = std::ranges::find(rows, name, &Habit::name);
    if (habit == rows.end()) {
        return 1;
    }
    const Outcome outcome = play(
        *habit, [](const SourceOptions& options) { return std::make_unique<GstSource>(options); },
        make_certificate("camera"));
    fmt::print("{}{}\n", outcome.holds ? 1 : 0, outcome.seen);
    std::fflush(stdout);
    std::_Exit(0);  // connections may still be ending
}

Outcome play_apart(const Habit& habit) {
    const auto run = run_program(program_beside("habits_table"), {std::string(kAlone), habit.name},
                                 Seconds(120));
    if (!run) {
        return {false, run.error().message()};
    }
    if (run->output.empty()) {
        return {false, "**the process ends** (" + run->status.to_string() + ")"};
    }
    return {run->output[0] == '1', run->output.substr(1, run->output.find('\n') - 1)};
}

int run(const std::string& group) {
    install_ffmpeg_log(Log::silent());
    const TestCertificate certificate = make_certificate("camera");
    std::vector<Row> rows;
    for (const Habit& habit : habits::all_habits()) {
        if (group.empty() || habit.group == group) {
            rows.push_back({&habit, {}, {}});
        }
    }
    // Mostly they wait: several at a time.
    std::atomic<size_t> next{0};
    std::vector<std::jthread> players;
    for (int i = 0; i < 6; ++i) {
        players.emplace_back([&] {
            for (size_t at = next++; at < rows.size(); at = next++) {
                rows[at].own = play(*rows[at].habit, make_source, certificate);
                rows[at].gstreamer = play_apart(*rows[at].habit);
            }
        });
    }
    players.clear();  // waits
    print(rows);
    return 0;
}

}  // namespace
}  // namespace pendopo

int main(int argc, char** argv) {
    if (argc > 2 && argv[1] == pendopo::kAlone) {
        return pendopo::play_alone(argv[2]);
    }
    return pendopo::run(argc > 1 ? argv[1] : "");
}
