#pragma once
// What a wall asks of its machine, by its configuration: for `pendopo doctor`.

#include <memory>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/doctor/facts.h"
#include "engine/doctor/machine.h"
#include "engine/ipc/render_messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Pure, but for the certificate's files. `allowed_files`: most_descriptors().
WallNeeds wall_needs(const std::shared_ptr<const WallModel>& model, size_t allowed_files,
                     WallTime now);
// The displays that name an output, none of which is there.
std::vector<std::string> unbound_displays(const std::vector<DisplayConfig>& displays,
                                          const std::vector<OutputInfo>& outputs);
// The hosts of all streams, each once; no more of an address.
std::vector<CameraHost> camera_hosts(const CamerasConfig& cameras);

}  // namespace pendopo
