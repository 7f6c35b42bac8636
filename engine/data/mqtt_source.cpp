#include "engine/data/mqtt_source.h"

#include <fmt/format.h>
#include <mosquitto.h>
#include <poll.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "engine/data/name_lookup.h"

namespace pendopo {
namespace {

constexpr int kKeepAliveSeconds = 30;  // a broker that is gone is noticed within 1.5 times that
constexpr Milliseconds kLook{500};     // how often keep-alive is looked after

// Once for the process, at the first source of this kind.
bool library_ready() {
    static const bool ready = mosquitto_lib_init() == MOSQ_ERR_SUCCESS;
    return ready;
}

int64_t unix_ms() {
    return std::chrono::duration_cast<Milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

struct MqttSource::Client {
    enum class Link { none, connecting, subscribing, ready };

    Result<void> connect(const Until& until);
    Result<void> connect_to(const std::string& host, const Until& until);
    void disconnect();
    // Lets libmosquitto work until `done`, the end of the connection, or the time is over.
    template <class Done>
    void serve(const Until& until, const Done& done);

    static void connected(mosquitto* m, void* self, int code);
    static void subscribed(mosquitto* m, void* self, int id, int count, const int* granted);
    static void disconnected(mosquitto* m, void* self, int code);
    static void received(mosquitto* m, void* self, const mosquitto_message* message);

    MqttOrigin origin;
    size_t max_bytes;
    std::optional<SourceLogin> login;
    mosquitto* mosq = nullptr;
    Link link = Link::none;
    std::optional<Error> error;
    std::optional<std::string> message;  // the newest, not fetched yet
    int64_t message_ms = 0;
    bool too_large = false;
};

void MqttSource::Client::connected(mosquitto* m, void* self, int code) {
    auto& client = *static_cast<Client*>(self);
    constexpr int kBadLogin = 4;  // MQTT 3.1.1, table 3.1
    constexpr int kNotAuthorised = 5;
    if (code == kBadLogin || code == kNotAuthorised) {
        client.error = Error(ErrorCode::unauthorized,
                             "the broker refuses the login; check it in secrets.json");
    } else if (code != 0) {
        client.error = Error(ErrorCode::refused,
                             std::string("the broker refuses: ") + mosquitto_connack_string(code));
    } else if (mosquitto_subscribe(m, nullptr, client.origin.topic.c_str(), 0) !=
               MOSQ_ERR_SUCCESS) {
        client.error = Error(ErrorCode::invalid, "the topic is not one to subscribe to");
    } else {
        client.link = Link::subscribing;
    }
}

void MqttSource::Client::subscribed(mosquitto*, void* self, int, int count, const int* granted) {
    auto& client = *static_cast<Client*>(self);
    constexpr int kFailure = 0x80;
    if (count < 1 || granted[0] == kFailure) {
        client.error = Error(ErrorCode::refused, "the broker does not allow this topic");
    } else {
        client.link = Link::ready;
    }
}

void MqttSource::Client::disconnected(mosquitto*, void* self, int) {
    static_cast<Client*>(self)->link = Link::none;
}

void MqttSource::Client::received(mosquitto*, void* self, const mosquitto_message* message) {
    auto& client = *static_cast<Client*>(self);
    const auto size = static_cast<size_t>(std::max(message->payloadlen, 0));
    client.too_large = size > client.max_bytes;
    client.message.emplace(static_cast<const char*>(message->payload), client.too_large ? 0 : size);
    client.message_ms = unix_ms();
}

void MqttSource::Client::disconnect() {
    if (mosq != nullptr) {
        mosquitto_disconnect(mosq);
        mosquitto_destroy(mosq);
    }
    mosq = nullptr;
    link = Link::none;
}

template <class Done>
void MqttSource::Client::serve(const Until& until, const Done& done) {
    while (!done() && !error && link != Link::none && !until.over()) {
        const int fd = mosquitto_socket(mosq);
        if (fd < 0) {
            link = Link::none;
            return;
        }
        const Until look{until.stop, std::min(until.deadline, Monotonic::now() + kLook)};
        const auto events = static_cast<short>(POLLIN | (mosquitto_want_write(mosq) ? POLLOUT : 0));
        int code = MOSQ_ERR_SUCCESS;
        if (look.wait(fd, events)) {
            code = mosquitto_loop_read(mosq, 1);
            if (code == MOSQ_ERR_SUCCESS && mosquitto_want_write(mosq)) {
                code = mosquitto_loop_write(mosq, 1);
            }
        }
        if (code == MOSQ_ERR_SUCCESS) {
            code = mosquitto_loop_misc(mosq);
        }
        if (code != MOSQ_ERR_SUCCESS) {
            link = Link::none;
        }
    }
}

Result<void> MqttSource::Client::connect(const Until& until) {
    // libmosquitto looks names up without a deadline; after this the answer is known nearby.
    const auto found = look_up(origin.host, until);
    if (!found) {
        return fail(found.error());
    }
    if (origin.tls) {  // the name is what the certificate must say
        return connect_to(origin.host, until);
    }
    Result<void> connected;
    for (const std::string& address : *found) {
        connected = connect_to(address, until);
        if (connected || error || until.over()) {
            break;
        }
    }
    return connected;
}

Result<void> MqttSource::Client::connect_to(const std::string& host, const Until& until) {
    disconnect();
    error.reset();
    mosq = library_ready() ? mosquitto_new(nullptr, true, this) : nullptr;
    if (mosq == nullptr) {
        return fail(ErrorCode::exhausted, "libmosquitto cannot begin");
    }
    mosquitto_connect_callback_set(mosq, &Client::connected);
    mosquitto_subscribe_callback_set(mosq, &Client::subscribed);
    mosquitto_disconnect_callback_set(mosq, &Client::disconnected);
    mosquitto_message_callback_set(mosq, &Client::received);
    if (login) {
        mosquitto_username_pw_set(mosq, login->user.c_str(), login->password.c_str());
    }
    if (origin.tls && mosquitto_tls_set(mosq, nullptr, "/etc/ssl/certs", nullptr, nullptr,
                                        nullptr) != MOSQ_ERR_SUCCESS) {
        return fail(ErrorCode::io, "no certificates in /etc/ssl/certs");
    }
    link = Link::connecting;
    if (const int code =
            mosquitto_connect_async(mosq, host.c_str(), origin.port, kKeepAliveSeconds);
        code != MOSQ_ERR_SUCCESS) {
        link = Link::none;
        return fail(ErrorCode::unreachable,
                    std::string("no connection: ") + mosquitto_strerror(code));
    }
    serve(until, [&] { return link == Link::ready; });
    if (link == Link::ready) {
        return {};
    }
    Error why = error          ? *error
                : until.over() ? until.why()
                               : Error(ErrorCode::unreachable, "no connection to the broker");
    disconnect();
    return fail(std::move(why));
}

MqttSource::MqttSource(const SourceConfig& config, std::optional<SourceLogin> login)
    : client_(std::make_unique<Client>()) {
    client_->origin = std::get<MqttOrigin>(config.origin);
    client_->max_bytes = static_cast<size_t>(config.max_bytes);
    client_->login = std::move(login);
}

MqttSource::~MqttSource() {
    client_->disconnect();
}

Result<Fetched> MqttSource::fetch(const Until& until) {
    Client& client = *client_;
    if (client.link != Client::Link::ready) {
        if (const auto connected = client.connect(until); !connected) {
            return fail(connected.error());
        }
    }
    // A retained message follows the subscription at once.
    constexpr Milliseconds kRetained{200};
    const Until soon{until.stop, std::min(until.deadline, Monotonic::now() + kRetained)};
    client.serve(soon, [&] { return client.message.has_value(); });
    if (!client.message) {
        return client.link == Client::Link::ready
                   ? Result<Fetched>(Fetched{.news = Fetched::News::none})
                   : fail(ErrorCode::unreachable, "the broker ended the connection");
    }
    if (client.too_large) {
        client.message.reset();
        return fail(
            ErrorCode::exhausted,
            fmt::format("a message has more than {} bytes; raise \"max_bytes\" or send less",
                        client.max_bytes));
    }
    Fetched fetched{.body = std::move(*client.message), .modified_ms = client.message_ms};
    client.message.reset();
    return fetched;
}

void MqttSource::wait(const Until& until) {
    Client& client = *client_;
    if (client.link != Client::Link::ready) {
        until.wait(-1, 0);
        return;
    }
    client.serve(until, [&] { return client.message.has_value(); });
}

}  // namespace pendopo
