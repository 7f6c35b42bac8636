#include "engine/control/state_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

namespace pendopo {
namespace {

using nlohmann::json;
using Frame = std::shared_ptr<const std::string>;

constexpr int kViolated = 1008;  // RFC 6455: policy violation
constexpr int kTryLater = 1013;

constexpr Milliseconds kTick{250};
// A command often changes several things in one turn and the next; with the gap below, a change is
// on its way within 100 ms.
constexpr Milliseconds kUrgentDelay{20};
constexpr Milliseconds kUrgentGap{80};
constexpr Milliseconds kMeasuredGap{1'000};
constexpr Milliseconds kAlive{2'000};
constexpr Milliseconds kCheckCallers{2'000};
constexpr Milliseconds kMostBehind{10'000};
constexpr Milliseconds kResyncGap{1'000};
// A client that keeps up has less than this waiting: what a patch or two take.
constexpr size_t kKeepsUpBytes = size_t{16} << 10;
// Comparing larger walls tile by tile costs more than sending them whole.
constexpr size_t kMostComparedTiles = 200;

std::string text_of(const json& document) {
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string new_epoch() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

}  // namespace

struct StateStream::State : std::enable_shared_from_this<StateStream::State> {
    struct Client {
        std::shared_ptr<WebSocketPeer> peer;
        Caller caller;
        uint64_t revision = 0;     // that it has; 0: none
        MonotonicTime sent;        // the last frame
        MonotonicTime state_sent;  // the last whole state
        MonotonicTime drained;     // when nothing waited for it
        bool gone = false;
    };

    State(Document its_document, Holds its_holds, const Clock& its_clock, EventLoop& its_loop,
          Log its_log)
        : document(std::move(its_document)),
          holds(std::move(its_holds)),
          clock(its_clock),
          loop(its_loop),
          log(std::move(its_log)) {}

    Document document;
    Holds holds;
    const Clock& clock;
    EventLoop& loop;
    Log log;

    const std::string epoch = new_epoch();
    uint64_t revision = 0;
    json current;  // what `revision` is
    Frame whole;   // `current` as a frame, made when somebody needs it
    const Frame alive = std::make_shared<const std::string>(R"({"type":"alive"})");
    size_t whole_bytes = 0;  // of the last such frame

    std::list<Client> clients;
    MonotonicTime published;
    MonotonicTime callers_checked;
    bool measured_due = false;
    EventLoop::Handle tick;  // while there are clients
    EventLoop::Handle publish_soon;
    bool soon = false;

    const Frame& whole_frame() {
        if (!whole) {
            whole = std::make_shared<const std::string>(
                fmt::format(R"({{"type":"state","epoch":"{}","revision":{},"state":{}}})", epoch,
                            revision, text_of(current)));
            whole_bytes = whole->size();
        }
        return whole;
    }

    void send(Client& client, const Frame& frame) {
        client.sent = clock.now();
        client.peer->send_text(frame);
    }

    // The newest state to one that has another, as soon as it reads.
    void catch_up(Client& client) {
        const MonotonicTime now = clock.now();
        if (client.gone || client.revision == revision ||
            client.peer->waiting_bytes() > kKeepsUpBytes) {
            return;
        }
        client.revision = revision;
        client.state_sent = now;
        send(client, whole_frame());
    }

    void publish() {
        soon = false;
        measured_due = false;
        published = clock.now();
        if (clients.empty()) {
            return;
        }
        json next = document();
        const auto tiles = next.find("tiles");
        const bool compare = tiles == next.end() || tiles->size() <= kMostComparedTiles;
        const json patch = compare ? json::diff(current, next) : json();
        if (compare ? patch.empty() : next == current) {
            return;
        }
        const uint64_t from = revision++;
        current = std::move(next);
        whole.reset();
        Frame patch_frame;
        if (compare) {
            auto text = fmt::format(R"({{"type":"patch","from":{},"revision":{},"patch":{}}})",
                                    from, revision, text_of(patch));
            // Before the first whole frame nobody has anything that a patch could be put on.
            if (text.size() * 2 <= whole_bytes) {
                patch_frame = std::make_shared<const std::string>(std::move(text));
            }
        }
        for (Client& client : clients) {
            if (client.gone) {
                continue;
            }
            if (patch_frame && client.revision == from &&
                client.peer->waiting_bytes() <= kKeepsUpBytes) {
                client.revision = revision;
                send(client, patch_frame);
            } else {
                catch_up(client);
            }
        }
    }

    void changed(ChangeKind kind) {
        if (clients.empty()) {
            return;
        }
        const auto since = clock.now() - published;
        if (kind == ChangeKind::measured && since < kMeasuredGap) {
            measured_due = true;  // the tick sees to it
            return;
        }
        if (!soon) {
            soon = true;
            const auto wait = std::max<Nanoseconds>(kUrgentDelay, kUrgentGap - since);
            publish_soon = loop.after(std::chrono::ceil<Milliseconds>(wait), [this] { publish(); });
        }
    }

    void close(Client& client, int code, const std::string& reason) {
        if (!client.gone) {
            client.gone = true;
            client.peer->close(code, reason);
        }
    }

    void check_callers() {
        callers_checked = clock.now();
        for (Client& client : clients) {
            if (!client.gone && !holds(client.caller)) {
                close(client, kViolated, "signed out");
            }
        }
    }

    void attend() {
        const MonotonicTime now = clock.now();
        if (now - callers_checked >= kCheckCallers) {
            check_callers();
        }
        if (measured_due && now - published >= kMeasuredGap) {
            publish();
        }
        for (Client& client : clients) {
            if (client.gone) {
                continue;
            }
            const size_t waiting = client.peer->waiting_bytes();
            if (waiting == 0) {
                client.drained = now;
            }
            if (now - client.drained >= kMostBehind) {
                log.info("watcher closed by={} reason=\"takes in nothing\"",
                         client.caller.principal.name);
                close(client, kTryLater, "too slow");
            } else if (client.revision != revision && now - client.state_sent >= kResyncGap) {
                catch_up(client);
            } else if (waiting == 0 && now - client.sent >= kAlive) {
                send(client, alive);
            }
        }
        forget_gone();
    }

    // Not while a loop goes over the clients: a peer may tell of its end within a call.
    void forget_gone() {
        clients.remove_if([](const Client& client) { return client.gone; });
        if (clients.empty()) {
            tick.reset();
            publish_soon.reset();
            soon = false;
            current = json();
            whole.reset();
        }
    }

    void add(std::shared_ptr<WebSocketPeer> peer, Caller caller) {
        const MonotonicTime now = clock.now();
        if (clients.empty()) {
            current = document();
            whole.reset();
            ++revision;
            published = now;
            callers_checked = now;
            tick = loop.every(kTick, [this] { attend(); });
        }
        Client& client = clients.emplace_back();
        client.peer = std::move(peer);
        client.caller = std::move(caller);
        client.drained = now;
        const auto* const id = client.peer.get();
        client.peer->on_closed = [weak = weak_from_this(), id] {
            if (const auto self = weak.lock()) {
                self->end(id);
            }
        };
        client.peer->on_text = [weak = weak_from_this(), id](const std::string& text) {
            if (const auto self = weak.lock()) {
                self->hear(id, text);
            }
        };
        catch_up(client);
    }

    Client* find(const WebSocketPeer* peer) {
        for (Client& client : clients) {
            if (client.peer.get() == peer && !client.gone) {
                return &client;
            }
        }
        return nullptr;
    }

    void end(const WebSocketPeer* peer) {
        if (Client* client = find(peer)) {
            client->gone = true;
            loop.post([weak = weak_from_this()] {
                if (const auto self = weak.lock()) {
                    self->forget_gone();
                }
            });
        }
    }

    void hear(const WebSocketPeer* peer, const std::string& text) {
        Client* client = find(peer);
        if (client == nullptr) {
            return;
        }
        // A text that is no JSON is neither equal to another value nor not.
        const bool is_resync =
            text.size() <= 64 && json::parse(text, nullptr, false) == json{{"type", "resync"}};
        if (!is_resync) {
            close(*client, kViolated, R"(expected {"type":"resync"})");
            return;
        }
        client->revision = 0;  // at most one whole state a second; the tick sees to the others
        if (clock.now() - client->state_sent >= kResyncGap) {
            catch_up(*client);
        }
    }
};

StateStream::StateStream(Document document, Holds holds, const Clock& clock, EventLoop& loop,
                         Log log)
    : state_(std::make_shared<State>(std::move(document), std::move(holds), clock, loop,
                                     std::move(log))) {}

StateStream::~StateStream() {
    for (State::Client& client : state_->clients) {
        state_->close(client, kGoingAway, "the wall restarts");
    }
}

bool StateStream::is_full() const {
    return state_->clients.size() >= kMostClients;
}
size_t StateStream::clients() const {
    return state_->clients.size();
}
void StateStream::add(std::shared_ptr<WebSocketPeer> peer, Caller caller) {
    state_->add(std::move(peer), std::move(caller));
}
void StateStream::changed(ChangeKind kind) {
    state_->changed(kind);
}
void StateStream::check_callers() {
    state_->check_callers();
}

}  // namespace pendopo
