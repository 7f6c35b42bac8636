#pragma once
// The state document for everybody who watches it over a WebSocket: whole at first, then what
// changed (RFC 6902), each change worked out and written once however many watch.
//
//   {"type":"state","epoch":"…","revision":7,"state":{…}}      first, and after a gap
//   {"type":"patch","from":7,"revision":8,"patch":[…]}         7 plus this patch is 8
//   {"type":"alive"}                                           2 s after the last frame
// `revision` numbers the document for these clients; `epoch` is new with each of them. A client may
// say {"type":"resync"} and gets the whole state again; anything else it says ends it.
//
// Who reads slowly is sent nothing while more than 16 KiB wait for it; then it is sent the whole
// state as it is. So what waits is at most that and one frame, and frames are shared by all: who
// does not read costs a look at its number of bytes. Who is never done for 10 s is closed.

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/gatekeeper.h"
#include "engine/control/web_socket.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// How soon a change should be seen: what people did and what became of cameras within 100 ms,
// measured figures (rates, ages) once a second.
enum class ChangeKind { urgent, measured };

// Thread: bound to control's loop, which outlives it as the clock does.
class StateStream {
  public:
    using Document = std::function<nlohmann::json()>;         // the state as it is now
    using Holds = std::function<bool(const Caller& caller)>;  // whether it may still watch

    static constexpr size_t kMostClients = 256;

    StateStream(Document document, Holds holds, const Clock& clock, EventLoop& loop, Log log);
    ~StateStream();  // closes every client

    bool is_full() const;
    size_t clients() const;
    void add(std::shared_ptr<WebSocketPeer> peer, Caller caller);

    // The document may have changed. Costs nothing while nobody watches.
    void changed(ChangeKind kind);
    // A session or token may have ended: whoever may no longer watch is closed. Done by itself
    // every 2 s.
    void check_callers();

  private:
    struct State;
    std::shared_ptr<State> state_;  // clients' callbacks hold it weakly
};

}  // namespace pendopo
