// Long because whatever touches libmosquitto and its thread of connecting stays in this file.

#include "engine/control/mqtt_link.h"

#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

constexpr int kKeepAliveSeconds = 30;  // a broker that is gone is noticed within 1.5 times that
constexpr Milliseconds kMisc{1000};    // how often keep-alive is looked after
// How often output that the broker did not take, and a connection in the making, are looked at.
constexpr Milliseconds kRetry{20};
constexpr Milliseconds kHandshake{15'000};  // from the connection to the broker's consent
constexpr int kReadsATurn = 16;             // then others on the loop have their turn
// A little more than what is looked at, so that the answer can say how large it may be.
constexpr uint32_t kLargestPacket = 4 * kLargestMqttMessage;

// Once for the process, at the first link.
bool library_ready() {
    static const bool ready = mosquitto_lib_init() == MOSQ_ERR_SUCCESS;
    return ready;
}

struct Mosquitto {
    Mosquitto() = default;
    explicit Mosquitto(void* self) : raw(mosquitto_new(nullptr, true, self)) {}
    Mosquitto(Mosquitto&& other) noexcept : raw(std::exchange(other.raw, nullptr)) {}
    Mosquitto& operator=(Mosquitto&& other) noexcept {
        std::swap(raw, other.raw);
        return *this;
    }
    ~Mosquitto() {
        if (raw != nullptr) {
            mosquitto_destroy(raw);
        }
    }
    mosquitto* raw = nullptr;
};

// An attempt to connect, shared with its thread: whoever of the two comes last ends it. While the
// thread is at it, nobody else touches the client.
struct Attempt {
    Mosquitto client;
    std::string host;
    int port = 0;
    bool version5 = true;
    UniqueFd done;  // an eventfd
    std::mutex mutex;
    std::optional<int> code;  // guarded by `mutex`
    int error = 0;            // errno; guarded by `mutex`
};

void connect(const std::shared_ptr<Attempt>& attempt) {
    mosquitto_property* properties = nullptr;
    if (attempt->version5) {
        mosquitto_property_add_int32(&properties, MQTT_PROP_MAXIMUM_PACKET_SIZE, kLargestPacket);
    }
    const int code =
        mosquitto_connect_bind_v5(attempt->client.raw, attempt->host.c_str(), attempt->port,
                                  kKeepAliveSeconds, nullptr, properties);
    const int error = errno;
    mosquitto_property_free_all(&properties);
    {
        const std::lock_guard lock(attempt->mutex);
        attempt->code = code;
        attempt->error = error;
    }
    const uint64_t one = 1;
    (void)!::write(attempt->done.get(), &one, sizeof one);
}

// Why the broker said no, for people. Codes of both protocols.
std::string refusal(int code) {
    constexpr int kBadLogin = 4;
    constexpr int kNotAllowed = 5;
    if (code == kBadLogin || code == kNotAllowed || code == MQTT_RC_BAD_USERNAME_OR_PASSWORD ||
        code == MQTT_RC_NOT_AUTHORIZED) {
        return "the broker refuses the login; check \"login\" of \"mqtt\" and secrets.json";
    }
    return std::string("the broker refuses: ") +
           (code < 0x80 ? mosquitto_connack_string(code) : mosquitto_reason_string(code));
}

constexpr const char* kNoTrust = "the broker's certificate is not accepted, or it speaks no TLS";

std::string failure(int code, int error) {
    switch (code) {
        case MOSQ_ERR_EAI:
            return "nobody knows the name of the broker";
        case MOSQ_ERR_TLS:
            return kNoTrust;
        case MOSQ_ERR_ERRNO:
            return std::string("no connection: ") + std::strerror(error);
        default:
            return std::string("no connection: ") + mosquitto_strerror(code);
    }
}

bool speaks_no_version5(int code) {
    constexpr int kUnacceptableVersion = 1;
    return code == kUnacceptableVersion || code == MQTT_RC_UNSUPPORTED_PROTOCOL_VERSION;
}

}  // namespace

struct MqttLink::Implementation {
    enum class State { waiting, connecting, greeting, up };

    Implementation(EventLoop& event_loop, Options given, Events callbacks, Log logger)
        : loop(event_loop),
          options(std::move(given)),
          events(std::move(callbacks)),
          log(std::move(logger)),
          backoff(options.pauses) {}

    void begin();
    Result<void> configure(mosquitto* client);
    void attempted();
    void serve();
    void look_after();
    void flush();
    void greet();
    void deliver();
    void lost(std::string why);
    void publish(const MqttMessage& message, int quality);

    static void on_connect(mosquitto* m, void* self, int code);
    static void on_disconnect(mosquitto* m, void* self, int code);
    static void on_subscribe(mosquitto* m, void* self, int id, int count, const int* granted);
    static void on_message(mosquitto* m, void* self, const mosquitto_message* message);

    EventLoop& loop;
    Options options;
    Events events;
    Log log;
    Backoff backoff;
    std::minstd_rand random{std::random_device{}()};

    State state = State::waiting;
    bool version5 = true;
    std::shared_ptr<Attempt> attempt;
    Mosquitto client;
    std::optional<int> consent;      // of the broker, not looked at yet
    std::optional<int> ended;        // the connection, not looked at yet
    std::vector<MqttMessage> inbox;  // received, not delivered yet
    std::string problem;
    bool was_busy = false;

    EventLoop::Handle attempt_watch;
    EventLoop::Handle watch;
    EventLoop::Handle misc;
    EventLoop::Handle retry;  // of output, of the handshake
    EventLoop::Handle deadline;
    EventLoop::Handle again;
    EventLoop::Handle pause;
};

void MqttLink::Implementation::on_connect(mosquitto*, void* self, int code) {
    static_cast<Implementation*>(self)->consent = code;
}

void MqttLink::Implementation::on_disconnect(mosquitto*, void* self, int code) {
    static_cast<Implementation*>(self)->ended = code;
}

void MqttLink::Implementation::on_subscribe(mosquitto*, void* self, int, int count,
                                            const int* granted) {
    constexpr int kFailure = 0x80;
    if (count < 1 || granted[0] >= kFailure) {
        static_cast<Implementation*>(self)->problem =
            "the broker does not let the wall listen to all its topics";
    }
}

void MqttLink::Implementation::on_message(mosquitto*, void* self,
                                          const mosquitto_message* message) {
    const auto size = static_cast<size_t>(std::max(message->payloadlen, 0));
    static_cast<Implementation*>(self)->inbox.push_back(
        {message->topic, std::string(static_cast<const char*>(message->payload), size),
         message->retain});
}

Result<void> MqttLink::Implementation::configure(mosquitto* raw) {
    const MqttConfig& config = options.config;
    mosquitto_connect_callback_set(raw, &Implementation::on_connect);
    mosquitto_disconnect_callback_set(raw, &Implementation::on_disconnect);
    mosquitto_subscribe_callback_set(raw, &Implementation::on_subscribe);
    mosquitto_message_callback_set(raw, &Implementation::on_message);
    mosquitto_int_option(raw, MOSQ_OPT_PROTOCOL_VERSION,
                         version5 ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311);
    if (options.login) {
        mosquitto_username_pw_set(raw, options.login->user.c_str(),
                                  options.login->password.c_str());
    }
    if (config.tls) {
        const bool own = !config.ca_file.empty();
        if (mosquitto_tls_set(raw, own ? config.ca_file.c_str() : nullptr,
                              own ? nullptr : "/etc/ssl/certs", nullptr, nullptr,
                              nullptr) != MOSQ_ERR_SUCCESS) {
            return fail(ErrorCode::io, own ? "cannot read " + config.ca_file
                                           : "no certificates in /etc/ssl/certs");
        }
    }
    const MqttMessage& will = options.will;
    mosquitto_will_set(raw, will.topic.c_str(), static_cast<int>(will.payload.size()),
                       will.payload.data(), 1, will.retained);
    return {};
}

void MqttLink::Implementation::begin() {
    pause.reset();
    attempt = std::make_shared<Attempt>();
    attempt->client = library_ready() ? Mosquitto(this) : Mosquitto();
    attempt->done = UniqueFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (attempt->client.raw == nullptr || !attempt->done) {
        lost("libmosquitto cannot begin");
        return;
    }
    if (const auto ready = configure(attempt->client.raw); !ready) {
        lost(ready.error().message());
        return;
    }
    attempt->host = options.config.host;
    attempt->port = options.config.port;
    attempt->version5 = version5;
    state = State::connecting;
    attempt_watch = loop.watch(attempt->done.get(), [this] { attempted(); });
    std::thread([shared = attempt] { connect(shared); }).detach();
}

void MqttLink::Implementation::attempted() {
    std::optional<int> code;
    int error = 0;
    {
        const std::lock_guard lock(attempt->mutex);
        code = attempt->code;
        error = attempt->error;
    }
    if (!code) {
        return;
    }
    attempt_watch.reset();
    client = std::move(attempt->client);
    attempt.reset();
    const int fd = mosquitto_socket(client.raw);
    if (*code != MOSQ_ERR_SUCCESS || fd < 0) {
        lost(failure(*code, error));
        return;
    }
    state = State::greeting;
    watch = loop.watch(fd, [this] { serve(); });
    misc = loop.every(kMisc, [this] { look_after(); });
    retry = loop.every(kRetry, [this] { serve(); });
    deadline = loop.after(kHandshake, [this] { lost("the broker does not answer"); });
}

void MqttLink::Implementation::serve() {
    again.reset();
    bool more = true;
    for (int i = 0; i < kReadsATurn && more; ++i) {
        if (const int code = mosquitto_loop_read(client.raw, 1); code != MOSQ_ERR_SUCCESS) {
            ended = ended.value_or(code);
        }
        more = !inbox.empty();
        if (consent && state == State::greeting) {
            greet();
        }
        deliver();
        if (ended || state == State::waiting) {
            break;
        }
    }
    if (state != State::waiting && more && !ended) {
        again = loop.after(Milliseconds(0), [this] { serve(); });
    }
    flush();
}

void MqttLink::Implementation::greet() {
    const int code = *std::exchange(consent, std::nullopt);
    if (code != 0) {
        if (version5 && speaks_no_version5(code)) {
            version5 = false;
            log.info("the broker does not speak MQTT 5: trying MQTT 3.1.1");
        }
        lost(refusal(code));
        return;
    }
    state = State::up;
    deadline.reset();
    backoff.reset();
    problem.clear();
    log.info("connected broker={}:{}", options.config.host, options.config.port);
    for (const std::string& topic : options.subscriptions) {
        mosquitto_subscribe(client.raw, nullptr, topic.c_str(), 1);
    }
    publish(options.greeting, 1);
    events.connected();
}

void MqttLink::Implementation::deliver() {
    for (const MqttMessage& message : std::exchange(inbox, {})) {
        if (!message.retained) {
            events.received(message);
        }
    }
}

void MqttLink::Implementation::look_after() {
    if (const int code = mosquitto_loop_misc(client.raw); code != MOSQ_ERR_SUCCESS) {
        ended = ended.value_or(code);
    }
    serve();  // TLS may have read more than it gave
}

void MqttLink::Implementation::flush() {
    if (state == State::waiting) {
        return;
    }
    for (int i = 0; i < kReadsATurn && !ended && mosquitto_want_write(client.raw); ++i) {
        if (const int code = mosquitto_loop_write(client.raw, 1); code != MOSQ_ERR_SUCCESS) {
            ended = ended.value_or(code);
        }
    }
    if (ended) {
        const bool greeted = state == State::up;
        const bool tls = options.config.tls && *ended == MOSQ_ERR_TLS;
        if (!greeted && !tls) {
            version5 = !version5;  // some brokers hang up on a version they do not know
        }
        lost(greeted ? "the broker ended the connection"
             : tls   ? kNoTrust
                     : "the broker ended the connection at once");
        return;
    }
    if (state != State::up) {
        return;  // looked at again soon anyway
    }
    const bool busy = mosquitto_want_write(client.raw);
    if (!busy) {
        retry.reset();
    } else if (!was_busy) {
        retry = loop.every(kRetry, [this] { flush(); });
    }
    if (std::exchange(was_busy, busy) && !busy) {
        events.drained();
    }
}

void MqttLink::Implementation::lost(std::string why) {
    for (EventLoop::Handle* handle : {&attempt_watch, &watch, &misc, &retry, &deadline, &again}) {
        handle->reset();
    }
    attempt.reset();
    client = Mosquitto();
    inbox.clear();
    consent.reset();
    ended.reset();
    was_busy = false;
    state = State::waiting;
    const Milliseconds wait = backoff.next(std::uniform_real_distribution<double>(0, 1)(random));
    if (why != problem) {
        log.warn("no broker host={}:{} reason=\"{}\" retry_ms={}", options.config.host,
                 options.config.port, why, wait.count());
    }
    problem = std::move(why);
    pause = loop.after(wait, [this] { begin(); });
}

void MqttLink::Implementation::publish(const MqttMessage& message, int quality) {
    mosquitto_publish(client.raw, nullptr, message.topic.c_str(),
                      static_cast<int>(message.payload.size()), message.payload.data(), quality,
                      message.retained);
}

MqttLink::MqttLink(EventLoop& loop, Options options, Events events, Log log)
    : implementation_(std::make_unique<Implementation>(loop, std::move(options), std::move(events),
                                                       std::move(log))) {
    implementation_->begin();
}

MqttLink::~MqttLink() {
    if (connected()) {
        implementation_->publish(implementation_->options.will, 0);
        mosquitto_disconnect(implementation_->client.raw);
    }
}

bool MqttLink::connected() const {
    return implementation_->state == Implementation::State::up;
}

bool MqttLink::busy() const {
    return implementation_->was_busy;
}

void MqttLink::publish(const MqttMessage& message) {
    Implementation& link = *implementation_;
    if (link.state != Implementation::State::up) {
        return;
    }
    link.publish(message, 0);
    if (!link.was_busy && mosquitto_want_write(link.client.raw)) {
        link.was_busy = true;
        link.retry = link.loop.every(kRetry, [&link] { link.flush(); });
    }
}

const std::string& MqttLink::problem() const {
    return implementation_->problem;
}

}  // namespace pendopo
