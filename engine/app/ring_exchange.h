#pragma once
// The frame rings that workers deliver, on their way to the renderer: who delivers which, and what
// the renderer was told of them. A ring outlives the process that fills it for as long as somebody
// asks for its picture.

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/app/worker.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/shared_messages.h"

namespace pendopo {

// Thread: bound to control's loop. Workers outlive it.
class RingExchange {
  public:
    // More than the largest wall has; a worker that offers more was taken over, and would use up
    // control's descriptors.
    static constexpr size_t kMostRingsOfOne = 16'384;

    // The worker that draws; rings are offered to it.
    void set_renderer(Worker* render) { render_ = render; }
    // A ring that `owner` delivers. Errors: invalid (too many of them).
    Result<void> take(const Worker& owner, const RingOffer& offer, UniqueFd fd);
    void drop(const Worker& owner, const std::string& key);
    // The process that filled them is gone. They stay on the wall until the next one fills rings of
    // the same keys, or nobody asks for them any more.
    void disown(const Worker& owner);
    bool has_ownerless() const;
    void drop_ownerless_except(const std::set<std::string_view>& asked_for);
    // All of them, to a renderer that knows none.
    void offer_all();
    // `holds` says which news of a ring must not reach the renderer yet; offer() tells it later
    // what became of it.
    using Hold = std::function<bool(const Worker* owner, const std::string& key)>;
    void hold(Hold holds) { holds_ = std::move(holds); }
    void offer(const std::string& key);
    // Those whose pixels the renderer has let go by its rules, and may have again.
    void offer_again(const std::function<bool(const RingOffer&)>& which);
    size_t count() const { return rings_.size(); }

  private:
    struct Ring {
        RingOffer of;                   // as its owner said
        UniqueFd fd;                    // survives the renderer
        const Worker* owner = nullptr;  // null: the process that filled it is gone
    };
    void offer(const Ring& ring);
    void tell_gone(const std::string& key);

    Worker* render_ = nullptr;
    Hold holds_ = [](const Worker*, const std::string&) { return false; };
    std::map<std::string, Ring> rings_;  // by key
    std::map<const Worker*, size_t> rings_of_;
};

}  // namespace pendopo
