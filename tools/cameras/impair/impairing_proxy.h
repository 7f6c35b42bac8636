#pragma once
// A bad network between clients and an RTSP server: what the server sends passes an ImpairedLine,
// the interleaved frames of a TCP connection and the packets of UDP alike. What clients send passes
// as it is; in SETUP and its reply the UDP ports become the proxy's.

#include <array>
#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "tools/cameras/impair/impairment.h"

namespace pendopo::impair {

struct ProxyPlace {
    std::string address = "127.0.0.1";
    int port = 0;  // 0: a free one
    std::string to_address = "127.0.0.1";
    int to_port = 0;
};

// Thread: safe; one thread of its own serves all connections.
class ImpairingProxy {
  public:
    struct Counts {
        std::atomic<int64_t> passed{0}, lost{0}, repeated{0}, late{0};
        std::atomic<int64_t> reports{0};  // RTCP of clients over UDP
    };

    // Errors: invalid (an address that is no IPv4 one), io (the port).
    static Result<std::unique_ptr<ImpairingProxy>> start(const ProxyPlace& place,
                                                         const Impairment& impairment,
                                                         unsigned seed);
    ~ImpairingProxy();

    int port() const { return port_; }
    std::string url(const std::string& mount) const;  // "rtsp://127.0.0.1:PORT/mount"
    // From now on, on connections that are there, too.
    void become(const Impairment& impairment);
    const Counts& counts() const { return counts_; }

  private:
    struct Passage;
    ImpairingProxy(ProxyPlace place, const Impairment& impairment, unsigned seed);
    void serve(const std::stop_token& stop);
    void accept();

    const ProxyPlace place_;
    const unsigned seed_;
    int port_ = 0;
    UniqueFd listener_;
    Counts counts_;
    std::mutex mutex_;
    Impairment impairment_;  // guarded by mutex_
    int changes_ = 0;        // guarded by mutex_
    unsigned accepted_ = 0;
    std::list<std::unique_ptr<Passage>> passages_;  // of the thread
    std::jthread thread_;
};

}  // namespace pendopo::impair
