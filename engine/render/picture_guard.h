#pragma once
// The renderer's own word on what may be drawn where: control's newest rules, and the key of the
// wall box that hides every camera. Asked for each ring that a tile would draw, whatever the scene
// says; before the first rules nothing of a camera or card may be drawn. Pure.

#include <cstdint>
#include <optional>
#include <string>

#include "engine/ipc/picture_rules.h"

namespace pendopo {

// Thread: bound to its owner.
class PictureGuard {
  public:
    void set_rules(PictureRules rules);
    // The key was pressed: no camera may be drawn until rules say that control heard it.
    void hide_by_key(int64_t pressed_ns);
    // The newest press that control has not heard; nothing: none.
    std::optional<int64_t> unheard_key() const;

    bool has_rules() const { return has_rules_; }
    // Grows whenever a verdict may be another one.
    uint64_t generation() const { return generation_; }
    Verdict verdict(const RingOffer& ring, const std::string& display,
                    const std::string& viewer = "restricted") const;
    bool may_keep(const RingOffer& ring) const;
    bool may_capture(const std::string& display, const std::string& viewer) const {
        return pendopo::may_capture(rules_, display, viewer);
    }

  private:
    PictureRules rules_;
    bool has_rules_ = false;
    int64_t pressed_ns_ = 0;  // 0: never
    uint64_t generation_ = 0;
};

}  // namespace pendopo
