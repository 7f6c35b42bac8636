#pragma once
// A camera stream's loop as it lies in memory or in the cache: access units in decoding order.
// An immutable value, shared by everything that sends it.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "tools/cameras/simulated_camera.h"

namespace pendopo {

struct AccessUnit {
    uint64_t offset = 0;
    uint32_t size = 0;
    int32_t frame = 0;      // which picture of the loop it shows
    uint32_t keyframe = 0;  // 1: decoding can begin here
    uint32_t reserved = 0;
};

// Thread: reentrant.
class EncodedLoop {
  public:
    EncodedLoop(std::vector<AccessUnit> units, std::shared_ptr<const uint8_t> bytes,
                uint64_t byte_count);

    std::span<const AccessUnit> units() const { return units_; }
    std::span<const uint8_t> bytes(const AccessUnit& unit) const {
        return {bytes_.get() + unit.offset, unit.size};
    }
    uint64_t byte_count() const { return byte_count_; }
    const std::shared_ptr<const uint8_t>& owner() const { return bytes_; }

    // Frames a unit must wait after its place in the order, so that none is sent before the time
    // its picture shows: 0 without B-frames.
    int reorder_delay() const { return reorder_delay_; }
    // The last keyframe at or before `unit`. Unit 0 is one.
    int keyframe_before(int unit) const;

  private:
    std::vector<AccessUnit> units_;
    std::shared_ptr<const uint8_t> bytes_;
    uint64_t byte_count_;
    int reorder_delay_ = 0;
};

using LoopPointer = std::shared_ptr<const EncodedLoop>;

// The first `seconds` of a scene that repeats after `scene_seconds`. A part of it is a loop of its
// own: its frames and its clock count to `seconds`, and its pictures jump where it begins again.
struct LoopSpan {
    int seconds = kDefaultLoopSeconds;
    int scene_seconds = kDefaultLoopSeconds;
};

// Draws and encodes. `stop` is asked between frames; true ends with ErrorCode::stopped.
Result<LoopPointer> encode_loop(const SimulatedCamera& camera, const SimulatedStream& stream,
                                LoopSpan span, const std::function<bool()>& stop);

// Enough for the example's loops (100 MB) many times over; scenes, names and sizes that are tried
// out leave a file each.
constexpr uint64_t kMostCachedBytes = uint64_t{1} << 30;

// Loops on disk, one file each, named by a hash of everything that decides their content. A file
// that is short, foreign or of another version is as good as absent.
// Thread: reentrant.
class LoopCache {
  public:
    // An empty folder: nothing is kept.
    explicit LoopCache(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // $XDG_CACHE_HOME/pendopo/cameras or ~/.cache/pendopo/cameras; empty where there is no home.
    static std::filesystem::path default_folder();

    static std::string key(const SimulatedCamera& camera, const SimulatedStream& stream,
                           int loop_seconds);
    // Null when it is not there. The bytes are mapped, not read. Finding is using: see trim().
    LoopPointer find(const std::string& key) const;
    // Written beside and renamed, so that a reader sees all of it or nothing.
    Result<void> store(const std::string& key, const EncodedLoop& loop) const;
    // Removes the loops longest not used until at most `most_bytes` are kept, but none used since
    // `in_use_since`; and what writers that died left behind. What is mapped stays readable.
    void trim(uint64_t most_bytes, std::filesystem::file_time_type in_use_since) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace pendopo
