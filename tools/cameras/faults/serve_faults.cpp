#include "tools/cameras/faults/serve_faults.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>

#include "tools/cameras/control_socket.h"

namespace pendopo::faults {
namespace {

Result<impair::ProxyPlace> place_of(const FaultProgram& program) {
    const size_t colon = program.words.to.rfind(':');
    const std::string_view port =
        colon == std::string::npos ? "554" : std::string_view(program.words.to).substr(colon + 1);
    impair::ProxyPlace place;
    place.address = program.plan.address;
    place.port = program.plan.port;
    place.to_address = program.words.to.substr(0, colon);
    const auto [end, error] =
        std::from_chars(port.data(), port.data() + port.size(), place.to_port);
    if (error != std::errc() || end != port.data() + port.size() || place.to_port < 1 ||
        place.to_port > 65'535) {
        return fail(ErrorCode::invalid,
                    fmt::format("--to {}: expected ADDRESS:PORT, for example 192.0.2.7:554",
                                program.words.to));
    }
    return place;
}

// A line to somewhere else; any id of the control socket means it.
Result<void> serve_line(const FaultProgram& program, GMainLoop* loop) {
    const auto place = place_of(program);
    const auto impairment =
        impair::read_impairment(program.words.impair.empty() ? "none" : program.words.impair);
    if (!place || !impairment) {
        return fail(place ? impairment.error() : place.error());
    }
    const auto proxy = impair::ImpairingProxy::start(*place, *impairment, program.plan.seed);
    if (!proxy) {
        return fail(proxy.error());
    }
    const auto become = [&](const std::string& /*id*/, const std::string& text) -> Result<void> {
        const auto other = impair::read_impairment(text);
        if (!other) {
            return fail(other.error());
        }
        (*proxy)->become(*other);
        return {};
    };
    const auto stats = [&] {
        const auto& counts = (*proxy)->counts();
        return fmt::format(R"({{"passed":{},"lost":{},"repeated":{},"late":{}}})",
                           counts.passed.load(), counts.lost.load(), counts.repeated.load(),
                           counts.late.load());
    };
    const auto control = open_control_socket(
        program.control, {.set_mode = [](const std::string&, CameraMode) { return false; },
                          .stats = stats,
                          .set_impairment = become});
    if (!control) {
        return fail(control.error());
    }
    fmt::print("listening rtsp://{}:{} to {}\n", place->address, (*proxy)->port(),
               program.words.to);
    std::fflush(stdout);
    g_main_loop_run(loop);
    return {};
}

}  // namespace

void describe_words(CLI::App& app, FaultWords& words) {
    app.add_option(
        "--fault", words.fault,
        "cameras that do this: NAME[:param=value,…][@after[+duration]]; --count many, each "
        "at a port of its own; none: what --control tells them");
    app.add_flag("--list-faults", words.list, "name them, with what the wall does then");
    app.add_option("--impair", words.impair,
                   "a bad line before them, or to --to: loss=1%,reorder=8,duplicate=1%,jitter=20ms,"
                   "hold=5s,every=30s,bandwidth=2M, or none");
    app.add_option("--to", words.to, "ADDRESS:PORT of a real camera, for --impair")
        ->excludes("--fault");
}

Result<void> serve_faults(const FaultProgram& program, GMainLoop* loop) {
    if (program.words.list) {
        fmt::print("{}", fault_list());
        return {};
    }
    if (!program.words.to.empty()) {
        return serve_line(program, loop);
    }
    const auto order = read_fault(program.words.fault.empty() ? "none" : program.words.fault);
    if (!order) {
        return fail(order.error());
    }
    FaultPlan plan = program.plan;
    plan.fault = *order;
    if (!program.words.impair.empty()) {
        plan.impair = program.words.impair;
    }
    const auto started = FaultCameras::start(plan);
    if (!started) {
        return fail(started.error());
    }
    FaultCameras& cameras = **started;
    const auto control = open_control_socket(
        program.control,
        {.set_mode = [&](const std::string& id,
                         CameraMode mode) { return cameras.set_mode(id, mode); },
         .stats = [&] { return cameras.stats_json(); },
         .set_fault = [&](const std::string& id,
                          const std::string& text) { return cameras.set_fault(id, text); },
         .set_impairment =
             [&](const std::string& id, const std::string& text) {
                 return cameras.set_impairment(id, text);
             }});
    if (!control) {
        return fail(control.error());
    }
    const auto addresses = cameras.addresses();
    fmt::print("listening {}\nEach camera {}.\nRight: {}.\n", addresses.front().second,
               plan.fault.fault->what, plan.fault.fault->promise);
    for (const auto& [id, address] : addresses) {
        fmt::print("{:<24} {}\n", id, address);
    }
    fmt::print("ready {} cameras {}\n", addresses.size(), addresses.front().second);
    std::fflush(stdout);
    g_main_loop_run(loop);
    return {};
}

}  // namespace pendopo::faults
