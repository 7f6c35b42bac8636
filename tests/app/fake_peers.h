#pragma once
// What each program does, told in a few lines: the other end of a FakeWorker's channel.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/ipc/channel.h"
#include "tests/app/fake_workers.h"

namespace pendopo::test {

// One life of one program. Thread: bound.
class FakePeer {
  public:
    explicit FakePeer(FakeWorkers& world) : world_(world), reported_(world.now()) {}
    virtual ~FakePeer() = default;

    // A message of control; errors as the program's reader says them.
    virtual Result<void> hear(ChannelMessage message) = 0;
    virtual void act() = 0;
    // What it comes to while the world is calm; see FakeWorkers::complaints.
    virtual void complain(uint64_t /*revision*/,
                          const std::map<std::string, std::string>& /*definitions*/,
                          std::vector<std::string>& /*complaints*/) const {}
    virtual void calm() {}
    // Of the renderer; see FakeWorkers.
    virtual void press_hide_key() {}
    virtual void take_seen(std::vector<FakeWorkers::SeenPicture>& /*seen*/) {}
    // It will never answer.
    bool hangs() const { return hangs_; }
    // It ends itself (a script worker whose job took too much).
    bool ends() const { return ends_; }

    std::vector<ChannelMessage> take_said() { return std::exchange(said_, {}); }

  protected:
    void say(std::string text, UniqueFd fd = {});
    // True once a second.
    bool report_is_due();

    FakeWorkers& world_;
    bool ends_ = false;
    bool hangs_ = false;

  private:
    std::vector<ChannelMessage> said_;
    MonotonicTime reported_;
};

std::unique_ptr<FakePeer> make_fake_data(FakeWorkers& world);
std::unique_ptr<FakePeer> make_fake_script(FakeWorkers& world);
std::unique_ptr<FakePeer> make_fake_render(FakeWorkers& world);

// Text in sealed memory, made and read; "?" when it cannot be.
UniqueFd text_fd(const std::string& text);
std::string text_in(const UniqueFd& fd);

// By role: "ingest-1", "data", "script", "cards", "render".
std::unique_ptr<FakePeer> make_fake_peer(const std::string& role, FakeWorkers& world);

}  // namespace pendopo::test
