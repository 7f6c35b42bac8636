#pragma once
// Workers that are no processes, for a real control. Each speaks its protocol with the real
// encoders, reads with the real readers, and does what its program would: offers rings, shows
// scenes, reports figures. The test lets them act by step(), and gives them trouble; nothing has a
// thread or a clock of its own, so that a sequence can be played again.

#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "engine/app/worker.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"

namespace pendopo::test {

class FakeWorker;

// All workers of one wall, and the world around them.
// Thread: bound.
class FakeWorkers {
  public:
    // The clock outlives it; it outlives the runtime that uses its factory.
    FakeWorkers(const Clock& clock, unsigned seed) : clock_(clock), random_(seed) {}

    WorkerFactory factory();
    // Each running worker does what it has to do and what it says is heard; one that ended is
    // started again after a while.
    void step();

    // Trouble. A worker of a role that does not run is left alone.
    void kill(const std::string& role);
    void silence(const std::string& role);  // says nothing more, until it is replaced
    std::set<std::string> cameras_off;
    std::set<std::string> sources_failing;
    bool script_trouble = false;  // jobs fail, kill or hang their worker at times
    bool quiet = false;           // no news by themselves
    // Nobody is silent any more, and every source has news.
    void calm();

    // Somebody presses the wall box's key that hides every camera.
    void press_hide_key();
    bool has_living_renderer() const;

    // What is on the displays now, and what was drawn off screen or read back since it was last
    // asked: by the renderer's own check, whatever the scene says.
    struct SeenPicture {
        std::string display;
        std::string camera;  // or
        std::string card;
        std::string viewer;  // empty: whoever stands before the display
        bool trial = false;  // under masks that are not saved
    };
    std::vector<SeenPicture> take_seen();

    std::vector<std::string> roles() const;
    bool all_running() const;

    // What nobody may see: messages that cannot be read, too large, or to a peer that was not
    // introduced; workers that control ended without a cause.
    const std::vector<std::string>& faults() const { return faults_; }
    // Control may end these whenever it likes; others only when they are silent or hang.
    std::set<std::string> may_be_restarted;

    // What the wall comes to. Empty: the renderer shows the newest scene, each of its pictures
    // comes from whoever delivers it now, every card shows what its definition and its sources say,
    // and nobody holds what is not asked for.
    std::vector<std::string> complaints(uint64_t revision,
                                        const std::map<std::string, std::string>& definitions);

    // For the workers themselves.
    MonotonicTime now() const { return clock_.now(); }
    WallTime wall_now() const { return clock_.wall_now(); }
    bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
    void fault(std::string what) { faults_.push_back(std::move(what)); }
    uint64_t next_number() { return ++numbers_; }
    // By ring key: the number in the newest ring that somebody fills.
    std::map<std::string, uint64_t> filled;
    std::map<std::string, uint64_t> source_revisions;  // grow over restarts

  private:
    friend class FakeWorker;
    FakeWorker* find(const std::string& role);

    const Clock& clock_;
    std::minstd_rand random_;
    uint64_t numbers_ = 0;
    std::vector<FakeWorker*> workers_;  // alive, in order of their making
    std::vector<std::string> faults_;
};

}  // namespace pendopo::test
