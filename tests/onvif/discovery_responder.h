#pragma once
// Answers WS-Discovery on loopback as a device would.

#include <atomic>
#include <string>
#include <thread>

#include "engine/base/unique_fd.h"

namespace pendopo::test {

// One device: every question is answered twice, as UDP has it at times.
// Thread: bound to its owner, its own thread inside.
class DiscoveryResponder {
  public:
    // `service_url` is what it tells. `port` 0: one that the system chooses; else it hears
    // multicast too, on the loopback interface.
    DiscoveryResponder(std::string service_url, int port);
    ~DiscoveryResponder();

    int port() const;
    int questions() const { return questions_; }

  private:
    void serve();

    std::string service_url_;
    UniqueFd fd_;
    std::atomic<int> questions_ = 0;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

}  // namespace pendopo::test
