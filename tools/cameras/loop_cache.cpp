#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "engine/base/check.h"
#include "engine/base/unique_fd.h"
#include "tools/cameras/encoded_loop.h"
#include "tools/cameras/scene.h"

namespace pendopo {
namespace {

struct FileHead {
    std::array<char, 8> magic{'P', 'D', 'L', 'O', 'O', 'P', '0', '1'};
    uint64_t units = 0;
    uint64_t bytes = 0;
};

constexpr uint64_t kMostUnits = 65536;
// A file still being written after this long was left by a program that died.
constexpr std::chrono::hours kLongestEncoding{1};

uint64_t fnv1a(std::string_view text) {
    uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211ULL;
    }
    return hash;
}

// The whole file mapped for reading, or null.
std::shared_ptr<const uint8_t> map_file(const std::filesystem::path& path, size_t& size) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!fd || ::fstat(fd.get(), &status) != 0 || status.st_size <= 0) {
        return nullptr;
    }
    ::futimens(fd.get(), nullptr);  // its last use; a folder we may not write to is not trimmed
    size = static_cast<size_t>(status.st_size);
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
    if (memory == MAP_FAILED) {
        return nullptr;
    }
    return {static_cast<const uint8_t*>(memory),
            [size](const uint8_t* start) { ::munmap(const_cast<uint8_t*>(start), size); }};
}

bool sound(const std::vector<AccessUnit>& units, uint64_t bytes) {
    return !units.empty() && units.front().keyframe == 1 &&
           std::ranges::all_of(units, [&](const AccessUnit& unit) {
               return unit.offset <= bytes && unit.size <= bytes - unit.offset && unit.frame >= 0 &&
                      static_cast<size_t>(unit.frame) < units.size();
           });
}

struct CachedFile {
    std::filesystem::path path;
    std::filesystem::file_time_type used;
    uint64_t bytes = 0;
};

// The files of a folder that end in `extension`, longest not used first.
std::vector<CachedFile> files_by_use(const std::filesystem::path& folder,
                                     std::string_view extension) {
    std::vector<CachedFile> files;
    std::error_code error;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        std::error_code gone;  // by another program that trims
        const CachedFile file{entry->path(), entry->last_write_time(gone),
                              gone ? 0 : entry->file_size(gone)};
        if (!gone && file.path.extension() == extension) {
            files.push_back(file);
        }
    }
    std::ranges::sort(files, {}, &CachedFile::used);
    return files;
}

}  // namespace

EncodedLoop::EncodedLoop(std::vector<AccessUnit> units, std::shared_ptr<const uint8_t> bytes,
                         uint64_t byte_count)
    : units_(std::move(units)), bytes_(std::move(bytes)), byte_count_(byte_count) {
    CHECK(sound(units_, byte_count_));
    for (size_t i = 0; i < units_.size(); ++i) {
        reorder_delay_ = std::max(reorder_delay_, units_[i].frame - static_cast<int>(i));
    }
}

int EncodedLoop::keyframe_before(int unit) const {
    while (units_[unit].keyframe == 0) {
        --unit;
    }
    return unit;
}

std::filesystem::path LoopCache::default_folder() {
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/') {
        return std::filesystem::path(cache) / "pendopo/cameras";
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
        return std::filesystem::path(home) / ".cache/pendopo/cameras";
    }
    return {};
}

std::string LoopCache::key(const SimulatedCamera& camera, const SimulatedStream& stream,
                           int loop_seconds) {
    std::string video;
    if (!camera.video.empty()) {
        std::error_code error;
        const auto changed = std::filesystem::last_write_time(camera.video, error);
        video = fmt::format("{}@{}", camera.video, changed.time_since_epoch().count());
    }
    const std::string all =
        fmt::format("{}|{}|{}|{}|{}|{}|{}|{}x{}|{}|{}|{}|{}|{}", kSceneVersion, camera.number,
                    camera.name, camera.scene, camera.seed, video, to_string(stream.codec),
                    stream.size.width, stream.size.height, stream.bitrate_kbit, stream.fps,
                    stream.gop, stream.bframes, loop_seconds);
    return fmt::format("{}-{:016x}", camera.id, fnv1a(all));
}

LoopPointer LoopCache::find(const std::string& key) const {
    size_t size = 0;
    const auto file = folder_.empty() ? nullptr : map_file(folder_ / (key + ".loop"), size);
    FileHead head;
    if (file == nullptr || size < sizeof(head)) {
        return nullptr;
    }
    std::memcpy(&head, file.get(), sizeof(head));
    if (head.magic != FileHead{}.magic || head.units > kMostUnits ||
        size != sizeof(head) + head.units * sizeof(AccessUnit) + head.bytes) {
        return nullptr;
    }
    std::vector<AccessUnit> units(head.units);
    std::memcpy(units.data(), file.get() + sizeof(head), head.units * sizeof(AccessUnit));
    if (!sound(units, head.bytes)) {
        return nullptr;
    }
    const uint8_t* bytes = file.get() + sizeof(head) + head.units * sizeof(AccessUnit);
    return std::make_shared<EncodedLoop>(std::move(units),
                                         std::shared_ptr<const uint8_t>(file, bytes), head.bytes);
}

Result<void> LoopCache::store(const std::string& key, const EncodedLoop& loop) const {
    if (folder_.empty()) {
        return {};
    }
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    const auto path = folder_ / (key + ".loop");
    const auto beside = folder_ / fmt::format("{}.{}.{}.part", key, ::getpid(), ::gettid());
    const FileHead head{.units = loop.units().size(), .bytes = loop.byte_count()};
    std::ofstream file(beside, std::ios::binary);
    const auto write = [&](const void* from, size_t size) {
        file.write(static_cast<const char*>(from), static_cast<std::streamsize>(size));
    };
    write(&head, sizeof(head));
    write(loop.units().data(), loop.units().size_bytes());
    write(loop.owner().get(), loop.byte_count());
    file.close();
    if (!file) {
        std::filesystem::remove(beside, error);
        return fail(ErrorCode::io, fmt::format("{}: cannot write; free space or --cache another "
                                               "folder",
                                               path.string()));
    }
    std::filesystem::rename(beside, path, error);
    if (error) {
        return fail(ErrorCode::io, fmt::format("{}: {}", path.string(), error.message()));
    }
    return {};
}

void LoopCache::trim(uint64_t most_bytes, std::filesystem::file_time_type in_use_since) const {
    uint64_t bytes = 0;
    const std::vector<CachedFile> loops = files_by_use(folder_, ".loop");
    for (const CachedFile& loop : loops) {
        bytes += loop.bytes;
    }
    std::error_code ignored;
    for (const CachedFile& loop : loops) {
        if (bytes <= most_bytes || loop.used >= in_use_since) {
            break;
        }
        std::filesystem::remove(loop.path, ignored);
        bytes -= loop.bytes;
    }
    for (const CachedFile& part : files_by_use(folder_, ".part")) {
        if (part.used < in_use_since - kLongestEncoding) {
            std::filesystem::remove(part.path, ignored);
        }
    }
}

}  // namespace pendopo
