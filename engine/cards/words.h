#pragma once
// Every word, date and time that a card shows, Indonesian first. Times read 10.42 (id) or 10:42
// (en), in the wall's own time zone. Names of months and days come from ICU.

#include <memory>
#include <string>

#include "engine/base/clock.h"
#include "engine/ipc/cards_messages.h"

namespace pendopo {

enum class Audience { everyone, staff };

// Thread: bound to its owner.
class Words {
  public:
    // `language`: "en", anything else is Indonesian. A time zone that is not known becomes UTC,
    // and problem() says so.
    Words(const std::string& language, const std::string& timezone);
    Words(Words&&) noexcept;
    Words& operator=(Words&&) noexcept;
    ~Words();

    // "Tidak tersambung". To everyone, a camera's fault is a fault and nothing more.
    std::string state(TileState state, Audience audience) const;
    // What follows the state: "sejak 10.42", "sejak 23 Nov 10.42" when it was another day. Empty
    // when `since_ms` is 0 or the state has no beginning worth saying.
    std::string since(TileState state, int64_t since_ms, WallTime now) const;

    // "4 dtk": what follows a delay; empty below half a second.
    std::string delay(int64_t delay_ms) const;

    // "Peringatan"; of a message that is only information, nothing.
    std::string level(AlertLevel level, CardKind kind) const;
    std::string display(int number) const;  // "Layar 1"
    std::string no_output() const;          // "Tanpa keluaran"

    std::string time_of_day(WallTime now) const;  // "10.42.07"
    std::string hour_and_minute(WallTime now) const;
    std::string date(WallTime now) const;  // "Selasa, 24 November 2026"
    std::string zone(WallTime now) const;  // "WIB"

    // Empty, or what is wrong with the language or time zone asked for.
    const std::string& problem() const { return problem_; }

  private:
    struct Formats;
    bool english_ = false;
    std::unique_ptr<Formats> formats_;
    std::string problem_;
};

}  // namespace pendopo
