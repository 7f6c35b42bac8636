#pragma once
// Faults that cameras have, each a row of data: what goes wrong, what a wall promises to do about
// it, and how it changes a good camera's habit (habit.h). Played by a HabitServer, which becomes
// another camera when a fault begins and the good one again when it ends.
//
//     const auto order = read_fault("stall:at=describe@5s+30s");
//     server.become(with_fault(good_camera({.number = 3}), *order, seed), …);
//
// Pure. Thread: reentrant.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "tools/cameras/habits/habit.h"

namespace pendopo::faults {

// Numbers may have a unit: ms, s, m, h (then it is seconds), or % (then a part of one).
struct FaultParameter {
    std::string name;
    std::string what;
    std::string standard;                 // its value where none is given
    std::vector<std::string> words = {};  // one of these; empty: a number
    double least = 0;
    double most = 0;
};

class FaultValues {
  public:
    std::string word(const std::string& name) const { return texts_.at(name); }
    double number(const std::string& name) const;
    Milliseconds time(const std::string& name) const;
    void set(const std::string& name, std::string text) { texts_[name] = std::move(text); }

  private:
    std::map<std::string, std::string> texts_;
};

struct Fault {
    std::string name;     // "rtcp-only"
    std::string what;     // the camera …
    std::string promise;  // what the wall shows and does
    std::vector<FaultParameter> parameters = {};
    // It shows in how requests are answered, so connections that were there end when it begins and
    // when it ends.
    bool cuts = false;
    std::function<void(habits::Habit&, const FaultValues&)> apply = {};
};

// Every fault; "none" is the good camera.
const std::vector<Fault>& all_faults();
const Fault* find_fault(std::string_view name);

// "NAME[:param=value,…][@after[+duration]]"
struct FaultOrder {
    const Fault* fault = nullptr;  // one of all_faults()
    FaultValues values;            // all of its parameters
    Milliseconds after{0};
    std::optional<Milliseconds> lasts;  // none: for ever
    std::string text;                   // as it was written
};
// Errors: not_found (no such fault), invalid. Both say what there is.
Result<FaultOrder> read_fault(std::string_view text);

// Seconds of "1.5", "10s", "250ms", "2m" or "1h"; a part of one of "3%".
std::optional<double> read_quantity(std::string_view text);

struct GoodCamera {
    int number = 1;  // in the strip
    double fps = 10;
    PixelSize size{320, 180};
    Codec codec = Codec::h264;
};
habits::Habit good_camera(const GoodCamera& camera);
// Makes the pictures that fit its rate: twenty seconds of them, in groups of a second.
void set_rate(habits::HabitVideo& video, double fps);

habits::Habit with_fault(habits::Habit good, const FaultOrder& order, unsigned seed);

// For people: each with what it does, what is promised, and its parameters.
std::string fault_list();

}  // namespace pendopo::faults
