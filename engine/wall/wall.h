#pragma once
// What the wall shows now: the shell over WallState that remembers what was shown a moment ago.
// Commands and the passing of time go in; the scene, the camera in each touring tile, the overlays
// and a revision that grows with each of their changes come out. No clock, no I/O.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/camera_config.h"
#include "config/data_config.h"
#include "config/installation.h"
#include "config/schedule_config.h"
#include "config/wall_config.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/wall/camera_hours.h"
#include "engine/wall/command.h"
#include "engine/wall/principal.h"
#include "engine/wall/wall_state.h"
#include "layouts/scene.h"
#include "layouts/tour.h"

namespace pendopo {

// A layout solved for the displays of this wall.
struct WallLayout {
    std::string id;
    std::string name;
    Scene scene;
    std::string file_sha256{};  // of its file's text, in hexadecimal digits
    bool operator==(const WallLayout&) const = default;
};

// A checked installation: everything the wall may show. Immutable; replaced as a whole.
struct WallModel {
    WallConfig config;
    CamerasConfig cameras;
    Secrets secrets;
    std::vector<WallLayout> layouts;  // in order of their file names
    std::vector<InstalledCard> cards;
    DataConfig data;
    std::string data_path;
    std::string data_text;  // of data.json, for the data worker
    ScheduleConfig schedule;
    std::string theme;     // text of the theme file; empty: the dark theme
    std::string notice{};  // on every display, where no message is; empty: none
};

// Thread: bound to control's loop.
class Wall {
  public:
    // Goes on with `state`: an earlier control's, or a new one with an epoch of its own.
    Wall(std::shared_ptr<const WallModel> model, WallState state, Instant now);

    // True when what is shown changed; whether the state did, its revision tells. Errors: those of
    // apply(); the wall stays as it was.
    Result<bool> apply(const Command& command, const Principal& principal, Instant now);

    // A changed configuration. What is shown goes on where it still exists, tours with it. True
    // when something on the wall changes.
    bool replace_model(std::shared_ptr<const WallModel> model, Instant now);

    // Lets time pass: true when what is shown changed.
    bool advance(Instant now);
    // When advance() should next be called, always after the last call; nothing when time alone
    // changes nothing. Also a while before the next change of the day, as the wall clock may be set
    // meanwhile.
    std::optional<MonotonicTime> next_change() const { return next_change_; }

    // Of an earlier control: ours are larger from now on.
    void pass_revision(uint64_t revision);
    // Grows with every change of what is shown: scene, cameras taking turns, messages, names on
    // displays, borders of alarms, hidden cameras.
    uint64_t revision() const { return revision_; }

    const WallState& state() const { return state_; }
    const WallDecision& decision() const { return decision_; }
    const WallModel& model() const { return *model_; }
    std::shared_ptr<const WallModel> shared_model() const { return model_; }
    // The first display's; empty when there is none.
    const std::string& layout() const { return scene_.layout; }
    // Per display of its own layout. An enlarged tile, or the camera of an alarm ("alarm/<id>"), is
    // its display's only tile; a display that is off has none.
    const Scene& scene() const { return scene_; }
    // The camera a tile of scene() shows now; empty for a card or a tile without cameras. The same
    // for every part of a tile over several displays. A copy of a tile is known by its id.
    std::string camera_of(const SceneTile& tile) const;
    // The story that a tile of scene() shows; null: it shows none.
    const CardConfig* story_of(const SceneTile& tile) const;
    // The step of it that is shown now, from 0. A copy of a tile is known by its id.
    size_t step_of(const SceneTile& tile) const;
    // The card it shows now, of a story that of its step; empty for a tile of cameras.
    std::string card_of(const SceneTile& tile) const;
    // The display is off by plan, and nothing lights it.
    bool is_off(std::string_view display) const;
    // Hidden by operators, by itself or with all.
    bool hides(const std::string& camera) const;
    // Off by its hours: since and until when; null: it is on.
    const CameraHours::Off* off_by_plan(const std::string& camera) const;
    // The cameras that any layout or alarm may show and that are not off by their hours: those to
    // stay connected.
    std::vector<std::string> cameras_in_layouts() const;

  private:
    // What makes a display's scene; equal keys of one model make equal scenes.
    struct Shown {
        std::string layout;
        std::string tile;
        std::string alarm;  // the camera of an alarm and the alarm
        bool off;
        bool operator==(const Shown&) const = default;
    };
    struct Overlays {
        std::vector<std::optional<ClaimMessage>> messages;  // these by display
        std::vector<std::optional<ClaimAlarm>> alarms;
        std::vector<bool> identify;
        std::vector<bool> test_pattern;
        bool all_hidden = false;
        std::set<std::string> hidden;
        CameraHours::OffByCamera off;
        bool operator==(const Overlays&) const = default;
    };
    // Takes over what the state asks for at `now`; true when what is shown changed.
    bool refresh(Instant now);
    bool take_scene();
    bool take_overlays();
    bool take_turns(Instant now);
    void follow_hours(Instant now);
    void follow_hold(Instant now);
    void note_layouts(Instant now);
    MonotonicTime began_at(const std::string& layout) const;  // its tours
    MonotonicTime began_at(const SceneTile& tile) const;      // of the layout it belongs to
    std::string camera_of(const SceneTile& tile, MonotonicTime began) const;
    TourStep step_of(const CardConfig& story, MonotonicTime began) const;

    std::shared_ptr<const WallModel> model_;
    WallState state_;
    WallDecision decision_;
    std::vector<Shown> shown_;  // by display
    bool model_is_new_ = true;
    Scene scene_;
    Overlays overlays_;
    std::map<std::string, MonotonicTime> since_;  // layouts shown now: when their tours began
    std::optional<MonotonicTime> hold_since_;
    MonotonicTime now_;  // of the last refresh
    CameraHours hours_;
    std::vector<std::string> turns_;  // camera or step of every tile, in scene order
    std::optional<MonotonicTime> next_change_;
    uint64_t revision_ = 1;
};

}  // namespace pendopo
