// The verb discover: which cameras are in the network, and with a login also their streams.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <deque>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/app/camera_discovery.h"
#include "engine/app/discovery_text.h"
#include "engine/app/typed_password.h"
#include "engine/app/verbs.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {
namespace {

constexpr int kNone = 1;
constexpr int kWrong = 2;

struct DiscoverArguments {
    DiscoverRequest request;
    std::string user;
    std::string password_file;
    bool json = false;
};

Result<std::string> password_of(const DiscoverArguments& arguments) {
    if (arguments.user.empty()) {
        return arguments.password_file.empty()
                   ? Result<std::string>("")
                   : fail(ErrorCode::invalid, "--password-file wants --user");
    }
    return arguments.password_file.empty() ? password_from_terminal(arguments.user)
                                           : password_from_file(arguments.password_file);
}

// One search to its end, then each device's streams, as many at a time as may be.
class Discovery {
  public:
    Discovery(const DiscoverArguments& arguments, std::string password)
        : arguments_(arguments),
          password_(std::move(password)),
          cameras_(loop_, Log::root("pendopo", LogLevel::error)) {}

    Result<DiscoveryResult> run() {
        const auto begun = cameras_.discover(
            arguments_.request,
            [this](DeviceFound device) {
                result_.devices.push_back({std::move(device), {}});
            },
            [this](const DiscoverDone& done) {
                result_.done = done;
                sort_by_address(result_.devices);
                for (size_t i = 0; !arguments_.user.empty() && i < result_.devices.size(); ++i) {
                    waiting_.push_back(i);
                }
                ask_more();
            });
        if (!begun) {
            return fail(begun.error());
        }
        loop_.run();
        return std::move(result_);
    }

  private:
    void ask_more() {
        while (!waiting_.empty() && cameras_.under_way() < CameraDiscovery::kMost) {
            const size_t index = waiting_.front();
            waiting_.pop_front();
            ask(index);
        }
        if (waiting_.empty() && cameras_.under_way() == 0) {
            loop_.quit();
        }
    }

    void ask(size_t index) {
        const DeviceFound& device = result_.devices[index].device;
        const auto asked =
            cameras_.streams({device.service_url, device.address, arguments_.user, password_},
                             [this, index](StreamsReply reply) {
                                 result_.devices[index].streams = std::move(reply);
                                 ask_more();
                             });
        if (!asked) {
            StreamsReply reply;
            reply.problem = OnvifProblem::failed;
            reply.problem_id = reply.problem_en = asked.error().message();
            result_.devices[index].streams = std::move(reply);
        }
    }

    const DiscoverArguments& arguments_;
    std::string password_;
    EventLoop loop_;
    DiscoveryResult result_;
    std::deque<size_t> waiting_;
    CameraDiscovery cameras_;  // last: it ends before what its calls use
};

int discover(const DiscoverArguments& arguments) {
    auto password = password_of(arguments);
    if (!password) {
        fmt::print(stderr, "{}\n", password.error().message());
        return kWrong;
    }
    const auto result = Discovery(arguments, std::move(*password)).run();
    if (!result) {
        fmt::print(stderr, "{}\n", result.error().message());
        return result.error().code() == ErrorCode::io ? kNone : kWrong;
    }
    fmt::print("{}", arguments.json ? discovery_json(*result) : discovery_text(*result));
    return result->devices.empty() ? kNone : 0;
}

}  // namespace

void add_discover_verb(CLI::App& app, int& exit_status) {
    const auto arguments = std::make_shared<DiscoverArguments>();
    CLI::App* verb = app.add_subcommand(
        "discover", "Look for cameras in the network (ONVIF); with --user also for their streams");
    verb->add_option("--seconds", arguments->request.seconds,
                     "How long to wait for answers (default 4)")
        ->check(CLI::Range(1, DiscoverRequest::kMostSeconds))
        ->type_name("N");
    verb->add_option("--address", arguments->request.addresses,
                     "Ask these only: 192.168.1.64, 192.168.1.0/24, 192.168.1.10-40 (default: all "
                     "that hear multicast)")
        ->type_name("IP");
    verb->add_option("--user", arguments->user, "Log in and list the streams")->type_name("NAME");
    verb->add_option("--password-file", arguments->password_file,
                     "Its first line is the password (default: asked on the terminal)")
        ->type_name("FILE");
    verb->add_flag("--json", arguments->json, "Print JSON");
    verb->footer("Ends with 0 when a camera was found, 1 when none was, 2 on wrong use.");
    verb->callback([arguments, &exit_status] { exit_status = discover(*arguments); });
}

}  // namespace pendopo
