#pragma once
// Which ingest worker carries which camera. Pure. A camera keeps its worker for as long as it is
// wanted, so that adding or removing one disturbs no other.

#include <map>
#include <string>
#include <vector>

namespace pendopo {

inline constexpr size_t kCamerasPerWorker = 4;

// Camera id → worker index, from the assignment before and the cameras wanted now. New cameras take
// the first free place, in the order given; workers are numbered from 0 without an upper bound.
std::map<std::string, size_t> assign_cameras(const std::map<std::string, size_t>& before,
                                             const std::vector<std::string>& wanted);

}  // namespace pendopo
