#pragma once
// When people are told of faults, and of which: those that last are, those that come together in
// one notice, not more often than they can bear, and again when they are over. Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/local_text.h"
#include "config/notice_config.h"
#include "engine/base/clock.h"
#include "engine/control/wall_control.h"

namespace pendopo {

// Something that is wrong now. Its text holds no reason, login or address: it leaves the house.
struct Fault {
    std::string key;  // "camera/rsud-lobi": the same fault, however often it comes
    LocalText text;
    bool operator==(const Fault&) const = default;
};
// What is wrong by the wall's own word. `why_not_ready` empty: it shows a layout.
std::vector<Fault> faults_of(const WallStatus& wall, std::string_view why_not_ready);

struct Notice {
    struct Line {
        Fault fault;
        WallTime since;
    };
    std::vector<Line> began;    // not told before
    std::vector<Line> lasting;  // told before
    std::vector<Line> ended;
};

// Thread: bound to its owner.
class NoticeDesk {
  public:
    // To be called about once a second with all that is wrong then; what is to be told now.
    std::optional<Notice> look(const std::vector<Fault>& faults, const NoticeConfig& config,
                               Instant now);

  private:
    struct Known {
        Fault fault;
        MonotonicTime since;
        WallTime since_wall;
        MonotonicTime seen;  // last
        bool told = false;
    };
    std::map<std::string, Known> known_;
    std::vector<Notice::Line> ended_;         // not told yet
    std::optional<MonotonicTime> due_since_;  // something is to be told
    std::optional<MonotonicTime> told_at_;    // the last notice
};

// As people read it; the first line is its subject.
struct NoticeText {
    std::string subject;
    std::string body;
};
NoticeText notice_text(const Notice& notice, const WallStatus& wall);
// As programs do: {"wall","at_ms","began":[{"key","text","since_ms"}],"lasting":[…],"ended":[…]}.
std::string notice_json(const Notice& notice, const WallStatus& wall, WallTime now);

}  // namespace pendopo
