#pragma once
// The name server of a test's own network: it has the address that this system asks, and does what
// it is told.

#include <atomic>
#include <cstdint>
#include <thread>

#include "engine/base/unique_fd.h"

namespace pendopo::test {

// Every name has the address 127.0.0.`host` (A), and none of IPv6.
// Thread: safe; its own thread inside.
class FakeNameServer {
  public:
    enum class Mood { answers, silent, cannot_tell, no_such_name };

    // False of `answers_here`: this system asks none that could be had (IPv6 alone).
    FakeNameServer();
    bool answers_here() const { return answers_here_; }
    ~FakeNameServer();
    FakeNameServer(const FakeNameServer&) = delete;
    FakeNameServer& operator=(const FakeNameServer&) = delete;

    void become(Mood mood) { mood_ = mood; }
    void point_at(uint8_t host) { host_ = host; }

  private:
    void serve();

    UniqueFd fd_;
    bool answers_here_ = false;
    std::atomic<Mood> mood_ = Mood::answers;
    std::atomic<uint8_t> host_ = 1;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

}  // namespace pendopo::test
