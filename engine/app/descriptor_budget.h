#pragma once
// How many descriptors a wall needs in its largest moment, and whether this machine allows them.
// Pure. Control and the cards worker keep one for each picture, label, badge and placeholder, to
// hand them to a renderer that starts anew; while a layout changes those of both layouts, and of
// one more that is drawn off screen. Control also has the clients of its API.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "config/local_text.h"
#include "engine/wall/wall.h"

namespace pendopo {

struct DescriptorBudget {
    size_t control = 0;
    size_t cards = 0;
    bool operator==(const DescriptorBudget&) const = default;
};

DescriptorBudget descriptor_budget(const std::shared_ptr<const WallModel>& model);

// What does not fit into `allowed` (and into the cards worker's own limit), in words for people;
// empty when everything does.
std::vector<LocalText> descriptor_warnings(const DescriptorBudget& budget, size_t allowed);

}  // namespace pendopo
