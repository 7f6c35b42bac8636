#include "engine/onvif/onvif_worker.h"

#include <poll.h>

#include <optional>
#include <string>
#include <utility>

#include "engine/base/clock.h"
#include "engine/ipc/onvif_messages.h"
#include "engine/onvif/device_address.h"
#include "engine/onvif/device_search.h"
#include "engine/onvif/http_post.h"
#include "engine/onvif/name_to_address.h"
#include "engine/onvif/onvif_words.h"
#include "engine/onvif/stream_lookup.h"
#include "engine/sandbox/worker_sandbox.h"

namespace pendopo {
namespace {

// Waits for control; a worker that is not wanted any more is killed.
Result<ToOnvif> next_request(Channel& channel) {
    while (true) {
        auto received = channel.receive();
        if (!received) {
            return fail(received.error());
        }
        if (*received) {
            return decode_to_onvif((*received)->text);
        }
        pollfd readable{channel.fd(), POLLIN, 0};
        ::poll(&readable, 1, -1);
    }
}

// Waits for room too: a search finds more in a second than the socket's buffer may take.
void send(Channel& channel, const FromOnvif& message) {
    while (true) {
        const auto sent = channel.send(encode(message));
        if (sent || sent.error().code() != ErrorCode::exhausted) {
            return;  // control that is gone needs no answer
        }
        pollfd writable{channel.fd(), POLLOUT, 0};
        ::poll(&writable, 1, 100);
    }
}

DiscoverDone search(Channel& channel, const DiscoverRequest& request) {
    DiscoverDone done;
    const auto count = search_devices(
        request, [&](DeviceFound device) { send(channel, FromOnvif(std::move(device))); });
    if (count) {
        done.devices = *count;
    } else {
        BothWords words = words_of_search(count.error());
        done.problem_id = std::move(words.id);
        done.problem_en = std::move(words.en);
    }
    return done;
}

// The host as it was typed, and the address it stands for.
struct Host {
    std::string name;
    std::string address;
};

// Devices are named by names too. Names are looked up before the sandbox is entered, which leaves
// no file to look them up with; what a device answers later is never looked up.
std::optional<Host> looked_up(const StreamsRequest& request) {
    const auto typed =
        read_typed_address(request.service_url.empty() ? request.address : request.service_url);
    if (!typed || is_ip_address(typed->host)) {
        return std::nullopt;
    }
    return Host{typed->host, name_to_address(typed->host)};
}

StreamsReply look_up(const StreamsRequest& request, const std::optional<Host>& host,
                     HttpPost& http) {
    const PostFunction post = [&](const HttpRequest& wanted) -> Result<HttpAnswer> {
        HttpRequest to = wanted;
        auto address = read_device_address(to.url);
        if (!address) {
            return fail(ErrorCode::unreachable, "the address makes no sense");
        }
        if (host && address->host == host->name) {
            if (host->address.empty()) {
                return fail(ErrorCode::unreachable, "nobody knows this name");
            }
            address->host = host->address;
            to.url = address->to_string();
        }
        return http.post(to);
    };
    const SystemClock clock;
    return look_up_streams(request, post, clock);
}

}  // namespace

int run_onvif_worker(WorkerProcess process) {
    const auto request = next_request(process.channel);
    if (!request) {
        const bool gone = request.error().code() == ErrorCode::unreachable;
        if (!gone) {
            process.log.error("{}", request.error().message());
        }
        return gone ? 0 : 1;
    }
    const auto* streams = std::get_if<StreamsRequest>(&*request);
    const std::optional<Host> host = streams != nullptr ? looked_up(*streams) : std::nullopt;
    HttpPost http;
    enter_sandbox_or_end(process, {.role = SandboxRole::onvif});
    if (streams != nullptr) {
        send(process.channel, FromOnvif(look_up(*streams, host, http)));
    } else {
        send(process.channel,
             FromOnvif(search(process.channel, std::get<DiscoverRequest>(*request))));
    }
    return 0;
}

}  // namespace pendopo
