#pragma once
// A control that comes after another: renderer and ingest workers still show what that one asked
// for. Nothing on the wall may change until this control knows as much as the one before: it waits
// for what they tell, and holds new bitmaps of cards back until figures are in them. Pure.

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/base/clock.h"

namespace pendopo {

// Thread: bound to its owner.
class Takeover {
  public:
    // A worker that has not told all by then is busy or hangs; the wall goes on without its word.
    static constexpr Seconds kPatience{1};
    // The figures of cards may be on their way as long; then what is there is shown.
    static constexpr Seconds kCardPatience{10};

    // ---- workers taken over
    void adopted(const std::string& role) { untold_.insert(role); }
    // Plans wait meanwhile: they would be made of half the facts.
    bool waits() const { return !untold_.empty(); }
    bool waits_for(const std::string& role) const { return untold_.contains(role); }
    // It told all, or it is gone. True when nobody is waited for any more.
    bool done(const std::string& role) { return untold_.erase(role) > 0 && untold_.empty(); }
    void give_up() { untold_.clear(); }

    // ---- bitmaps of card files, drawn without their figures at first
    void hold_cards() { holding_ = true; }
    // Those of the first plan are meant: they are on the wall, as the control before had them.
    bool asks_for_cards() const { return holding_ && !cards_; }
    void set_cards(std::set<std::string> keys) { cards_ = std::move(keys); }
    // Whether news of this bitmap must not reach the renderer yet; remembers it.
    bool hold(const std::string& key);
    // The cards worker reported. `settled`: it was given all figures there are. True when the
    // bitmaps may go: it tells once a second, after it drew what it was given, so of two reports
    // after the last figure the second comes after its drawing.
    bool cards_reported(bool settled);
    // Holds no more; the bitmaps held back, whose news is due.
    std::set<std::string> release();

  private:
    std::set<std::string> untold_;  // roles
    bool holding_ = false;
    std::optional<std::set<std::string>> cards_;  // ring keys
    std::set<std::string> held_;                  // of them, with news
    int settled_reports_ = 0;
};

}  // namespace pendopo
