#pragma once
// What the plans of one scene ask for, each thing once: two tiles that show the same picture, label
// or placeholder name the same ring.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "config/wall_config.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// What each camera must deliver, by camera id.
using PicturesByCamera = std::map<std::string, std::vector<PictureRequest>>;

// What of a camera a display may see. It stands in the ring's key, so that two audiences share a
// ring only where they see the same, and changed masks are another ring: the one with the old
// pixels is dropped even when its worker is gone.
struct CameraView {
    PictureDetail detail = PictureDetail::full;
    int still_every_s = 10;            // with PictureDetail::still
    std::string masks;                 // names them; empty: none
    std::optional<CameraMasks> trial;  // in the place of the camera's
    bool operator==(const CameraView&) const = default;
};
CameraView camera_view(const CameraConfig& camera, const DisplayConfig& display);
// Under masks that are not saved, which are for these, whomever the camera is for; the renderer
// knows it by itself (picture_rules.h).
inline constexpr const char* kTrialAudience = "staff";
CameraView trial_view(const CameraConfig& camera, const DisplayConfig& display,
                      const CameraMasks& masks);

// Thread: bound to its owner.
class PlanItems {
  public:
    // `path`: how the renderer takes pictures of cameras.
    explicit PlanItems(RenderPath path) : path_(path) {}

    // A camera's picture for a box of that size. The key of its ring.
    std::string add_picture(const std::string& camera, PixelSize box, Fit fit, const UnitRect& crop,
                            StreamWish stream, const CameraView& view);
    // A bitmap. One without a key gets one that says all that it depends on, so that an equal key
    // is an equal bitmap. The key of its ring.
    std::string add_card(CardItem item);
    // The scene waits for this ring's first frame.
    void expect(const std::string& key);

    PicturesByCamera pictures;
    std::vector<CardItem> cards;
    std::vector<std::string> expected;

  private:
    RenderPath path_;
    std::set<std::string> card_keys_;
    std::set<std::string> expected_keys_;
};

}  // namespace pendopo
