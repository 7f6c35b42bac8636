#pragma once
// One open WebSocket, and how a request becomes one.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/control/http_message.h"

namespace pendopo {

// Thread: bound to control's loop; callbacks come on it.
class WebSocketPeer {
  public:
    virtual ~WebSocketPeer() = default;

    // Queues one text frame; many peers may share the bytes. Nothing after close().
    virtual void send_text(std::shared_ptr<const std::string> text) = 0;
    // Bytes given to send_text that the socket has not taken yet.
    virtual size_t waiting_bytes() const = 0;
    virtual void close(int code, std::string reason) = 0;

    std::function<void(std::string)> on_text;
    std::function<void()> on_closed;  // once; by either side
};

// Decides before the handshake: a refusal is answered as it is, else `opened` gets the peer.
struct UpgradeVerdict {
    std::optional<HttpResponse> refusal;
    std::function<void(std::shared_ptr<WebSocketPeer>)> opened;
};
using Upgrade = std::function<UpgradeVerdict(const HttpRequest&)>;

}  // namespace pendopo
