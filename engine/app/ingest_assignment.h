#pragma once
// Which ingest worker carries which camera. Pure. A camera keeps its worker for as long as it is
// wanted by the same back end, so that adding or removing one disturbs no other.

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

// What a worker is: pendopo-ingest with our own RTSP client, or pendopo-gst (camera_backends.h says
// which a camera needs).
enum class Backend { own, gstreamer };

struct WantedCamera {
    std::string id;
    Backend backend = Backend::own;
};
struct IngestAssignment {
    std::map<std::string, size_t> cameras;  // camera id → worker
    std::vector<Backend> workers;           // numbered from 0; of both kinds in one row
    bool operator==(const IngestAssignment&) const = default;
};

// How many workers of a kind carry so many cameras.
size_t ingest_workers_for(size_t cameras);

// From the assignment before and the cameras wanted now. A new camera goes to the worker of its
// kind that has the fewest, the first of several, so that cameras that stand beside each other in a
// large installation, and so on the wall, are not all on one. Workers are added, never taken away.
IngestAssignment assign_cameras(const IngestAssignment& before,
                                const std::vector<WantedCamera>& wanted);

}  // namespace pendopo
