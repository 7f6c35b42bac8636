#pragma once
// Which ingest worker carries which camera. Pure. A camera keeps its worker for as long as it is
// wanted, so that adding or removing one disturbs no other.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace pendopo {

// A worker that crashes takes its cameras along for a moment, so it has few.
inline constexpr size_t kCamerasPerWorker = 4;
// But each worker costs 7.5 MB before its first camera: with four each, 500 cameras took 128
// processes and 968 MB. From this many workers on, each carries more cameras instead,
inline constexpr size_t kFewWorkers = 16;
// up to what its address space and descriptors are made for (decoders/ingest_worker.cpp); beyond
// 512 cameras the workers become more again.
inline constexpr size_t kMostCamerasPerWorker = 32;

// How many workers carry so many cameras.
size_t ingest_workers_for(size_t cameras);

// Camera id → worker index, from the assignment before and the cameras wanted now. A new camera
// goes to the worker that has the fewest, the first of several, so that cameras that stand beside
// each other in a large installation, and so on the wall, are not all on one. Workers are numbered
// from 0.
std::map<std::string, size_t> assign_cameras(const std::map<std::string, size_t>& before,
                                             const std::vector<std::string>& wanted);

}  // namespace pendopo
