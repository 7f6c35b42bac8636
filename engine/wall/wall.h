#pragma once
// What the wall should show: a pure state machine. Commands and the passing of time go in; which
// scene is shown, and which camera stands in each touring tile, comes out. No clock, no I/O.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "config/data_config.h"
#include "config/installation.h"
#include "config/schedule_config.h"
#include "config/wall_config.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "layouts/scene.h"

namespace pendopo {

// A layout solved for the displays of this wall.
struct WallLayout {
    std::string id;
    std::string name;
    Scene scene;
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
    ScheduleConfig schedule;
    std::string data_path;
    std::string data_text;  // of data.json, for the data worker
    std::string theme;      // text of the theme file; empty: the dark theme
};

// Thread: bound to control's loop.
class Wall {
  public:
    // Starts with the layout `remembered`, if there is one of that name; else the configuration's
    // first_layout; else the first.
    Wall(std::shared_ptr<const WallModel> model, const std::string& remembered, MonotonicTime now);

    // Goes on where an earlier wall was: its layout, if there still is one of that name, active
    // since then; its revisions are passed.
    void resume(const std::string& layout, MonotonicTime since, uint64_t revision,
                MonotonicTime now);

    // Makes a layout the active one; its tours start over. True when something changed. Errors:
    // not_found, with a did-you-mean.
    Result<bool> activate(const std::string& id, MonotonicTime now);

    // A changed configuration. The active layout stays active if it still exists, and its tours go
    // on. True when something on the wall changes.
    bool replace_model(std::shared_ptr<const WallModel> model, MonotonicTime now);

    // Lets time pass: true when a tour moved to its next camera.
    bool advance(MonotonicTime now);
    // When advance() should next be called; nothing when no tour runs.
    std::optional<MonotonicTime> next_change() const { return next_change_; }

    // Grows with every change of what should be shown.
    uint64_t revision() const { return revision_; }
    const WallModel& model() const { return *model_; }
    std::shared_ptr<const WallModel> shared_model() const { return model_; }
    const std::string& layout() const { return layout_; }
    MonotonicTime layout_since() const { return since_; }
    const Scene& scene() const { return scene_; }
    // The camera a tile of the scene shows now; empty for a card or a tile without cameras.
    std::string camera_of(const SceneTile& tile) const;
    // The cameras that any layout may show: those to stay connected.
    std::vector<std::string> cameras_in_layouts() const;

  private:
    const WallLayout* find(const std::string& id) const;
    std::string first_layout() const;
    // Takes over the scene of `layout_` and the turns at `now`; true when either changed.
    bool refresh(MonotonicTime now);

    std::shared_ptr<const WallModel> model_;
    std::string layout_;
    Scene scene_;
    MonotonicTime since_;             // when the layout became active
    MonotonicTime now_;               // of the last refresh
    std::vector<std::string> turns_;  // the camera of every tile, in scene order
    std::optional<MonotonicTime> next_change_;
    uint64_t revision_ = 1;
};

}  // namespace pendopo
