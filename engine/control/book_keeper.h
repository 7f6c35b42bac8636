#pragma once
// The access book of a running wall. Reading and changing it touches memory alone; every change is
// made in control.db again, by a thread of its own, within milliseconds. What the disk refuses
// holds until control ends, is tried again and told in problem(). Changes that the command line
// makes in the file are seen within a second.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/access_book.h"
#include "engine/control/job_thread.h"
#include "engine/control/user_store.h"

namespace pendopo {

// The names whose sessions, tokens or role are not in `after` as they were.
std::vector<std::string> revoked_names(const AccessBook& before, const AccessBook& after);

// Thread: bound(loop).
class BookKeeper {
  public:
    static constexpr uint64_t kMostUnsaved = 200;  // changes
    static constexpr Seconds kTryAgainEvery{5};

    // Opens the file: blocks, once. The loop and the clock outlive it.
    BookKeeper(EventLoop& loop, const Clock& clock, const std::filesystem::path& folder, Log log);
    // Finishes writing.
    ~BookKeeper();

    const AccessBook& book() const { return book_; }
    // Errors: the change's; exhausted (too many could not be saved).
    Result<void> change(const BookChange& change);
    // A session or a token was used now. Saved by the way.
    void seen_session(const std::string& hash, int64_t now_ms);
    void seen_token(const std::string& hash, int64_t now_ms);

    // Called with the name of whoever lost a session, a token or a role.
    void on_revoked(std::function<void(const std::string&)> told) { revoked_ = std::move(told); }

    std::string problem() const;  // for people; empty: all is well

  private:
    struct Desk;
    struct Report;
    static Report save(Desk& desk, const BookChange& change, bool look);
    bool queue(BookChange change);
    void look();
    void report(const Report& report);
    void adopt(AccessBook book);

    const Clock& clock_;
    Log log_;
    AccessBook book_;
    std::map<std::string, int64_t> seen_;  // hash → when, not saved yet
    uint64_t issued_ = 0;                  // changes given to the thread
    uint64_t saved_ = 0;                   // of them, in the file
    bool looking_ = false;
    MonotonicTime try_again_;
    MonotonicTime save_seen_at_;
    std::string open_problem_;
    std::string save_problem_;
    std::function<void(const std::string&)> revoked_;
    std::shared_ptr<Desk> desk_;  // touched on the thread alone, once it runs
    JobThread thread_;
    EventLoop::Handle timer_;
};

}  // namespace pendopo
