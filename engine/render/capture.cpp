#include "engine/render/capture.h"

#include <algorithm>
#include <utility>

namespace pendopo {
namespace {

constexpr int kMaxSide = 32767;
constexpr int kMaxRehearsedSide = 4096;
constexpr size_t kMostRehearsed = 64;
// A writer that overwrites what is being read is a rare accident; the picture is drawn again.
constexpr int kMostTorn = 3;

void make_opaque(uint8_t* row, int width) {
    for (int x = 0; x < width; ++x) {
        row[4 * x + 3] = 0xFF;
    }
}

// The smallest picture around all places.
PixelSize picture_of(const std::vector<RehearsedDisplay>& displays) {
    PixelSize size;
    for (const RehearsedDisplay& display : displays) {
        size.width = std::max(size.width, display.place.right());
        size.height = std::max(size.height, display.place.bottom());
    }
    return size;
}

bool can_be_drawn(const std::vector<RehearsedDisplay>& displays) {
    const PixelRect most{0, 0, kMaxRehearsedSide, kMaxRehearsedSide};
    return !displays.empty() && displays.size() <= kMostRehearsed &&
           std::ranges::all_of(displays, [&](const RehearsedDisplay& display) {
               return !display.place.empty() && intersect(display.place, most) == display.place;
           });
}

}  // namespace

void CaptureQueue::add(CaptureRequest request, MonotonicTime now) {
    const uint64_t id = request.id;
    add(Job{id, std::move(request), now});
}

void CaptureQueue::add(RehearseScene scene, MonotonicTime now) {
    const uint64_t id = scene.id;
    add(Job{id, std::move(scene), now});
}

void CaptureQueue::add(Job job) {
    if (waiting_.size() >= kMostWaiting) {
        taken_.push_back(
            {job.id, fail(ErrorCode::exhausted, "capture: too many pictures are waited for")});
        return;
    }
    waiting_.push_back(std::move(job));
}

void CaptureQueue::step(const Wall& wall, MonotonicTime now) {
    give_up(now);
    if (reading_) {
        const bool wall_changed =
            reading_->rehearsed.empty() && reading_->revision != wall.revision;
        // Half of it would be of another layout, or of what must not be seen by now.
        if (wall_changed || reading_->verdicts != wall.guard.generation()) {
            Job again = std::move(reading_->job);
            reading_.reset();
            begin(std::move(again), wall, now);
        } else {
            go_on();
        }
        return;
    }
    const auto ready = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Job& job) { return is_ready(job, wall, now); });
    if (ready != waiting_.end()) {
        Job next = std::move(*ready);
        waiting_.erase(ready);
        begin(std::move(next), wall, now);
    }
}

std::vector<TakenPicture> CaptureQueue::take() {
    return std::exchange(taken_, {});
}

void CaptureQueue::give_up(MonotonicTime now) {
    const auto too_late = [&](const Job& job) {
        const auto* scene = std::get_if<RehearseScene>(&job.what);
        const Milliseconds wait(scene == nullptr ? 0 : scene->wait_ms);
        return now - job.since > kDeadline + std::min(wait, kLongestWait);
    };
    const auto say = [&](const Job& job) {
        taken_.push_back({job.id, fail(ErrorCode::timed_out, "capture: it was not done in time")});
    };
    if (reading_ && too_late(reading_->job)) {
        say(reading_->job);
        reading_.reset();
    }
    std::erase_if(waiting_, [&](const Job& job) {
        const bool late = too_late(job);
        if (late) {
            say(job);
        }
        return late;
    });
}

bool CaptureQueue::is_ready(const Job& job, const Wall& wall, MonotonicTime now) {
    const auto* scene = std::get_if<RehearseScene>(&job.what);
    if (scene == nullptr ||
        now - job.since >= std::min(Milliseconds(scene->wait_ms), kLongestWait)) {
        return true;
    }
    return std::ranges::all_of(scene->expected, [&](const std::string& key) {
        const Ring* ring = wall.rings.find(key);
        return ring != nullptr && ring->frame();
    });
}

void CaptureQueue::begin(Job job, const Wall& wall, MonotonicTime now) {
    const uint64_t id = job.id;
    if (std::holds_alternative<CaptureRequest>(job.what)) {
        Result<Reading> begun = begin_capture(job, wall);
        if (begun) {
            reading_.emplace(std::move(*begun));
        } else {
            taken_.push_back({id, fail(begun.error())});
        }
        return;
    }
    Result<std::optional<Reading>> begun = begin_rehearsal(job, wall, now);
    if (!begun) {
        taken_.push_back({id, fail(begun.error())});
    } else if (*begun) {
        reading_.emplace(std::move(**begun));
    } else {
        waiting_.push_front(std::move(job));
    }
}

Result<CaptureQueue::Reading> CaptureQueue::begin_capture(Job& job, const Wall& wall) {
    const auto& request = std::get<CaptureRequest>(job.what);
    std::vector<PicturePart> parts;
    std::vector<PixelRect> previews;
    std::vector<bool> may;
    for (const CapturedDisplay& display : wall.displays) {
        if (request.display.empty() || request.display == display.display->id) {
            parts.push_back({display.canvas, {}});
            previews.push_back(request.display.empty() ? display.display->preview
                                                       : display.canvas->area());
            may.push_back(wall.guard.may_capture(display.display->id, request.audience));
        }
    }
    if (parts.empty()) {
        return fail(ErrorCode::not_found, "capture: no display \"" + request.display + "\"");
    }
    if (std::ranges::find(may, true) == may.end()) {
        return fail(ErrorCode::refused, "capture: what is shown there is not for who asks");
    }
    const std::vector<PixelRect> places = place_previews(previews, request.max_width);
    std::vector<PicturePart> given;
    for (size_t i = 0; i < parts.size(); ++i) {
        if (may[i]) {
            given.push_back({parts[i].canvas, places[i]});
        }
    }
    return read(std::move(job), std::move(given), places.back().size(), wall);
}

Result<std::optional<CaptureQueue::Reading>> CaptureQueue::begin_rehearsal(Job& job,
                                                                           const Wall& wall,
                                                                           MonotonicTime now) {
    const auto& scene = std::get<RehearseScene>(job.what);
    const auto& displays = scene.displays;
    if (!can_be_drawn(displays)) {
        return fail(ErrorCode::invalid, "rehearsal: the displays' places make no picture");
    }
    std::vector<TileRenderer> drawn;
    drawn.reserve(displays.size());
    std::vector<PicturePart> parts;
    bool torn = false;
    for (const RehearsedDisplay& display : displays) {
        TileRenderer& tiles = drawn.emplace_back(display.place.size());
        tiles.set_scene(display.scene, wall.rings, wall.guard, scene.audience);
        torn = tiles.draw(to_ns(now), wall.painter, wall.uploader).torn || torn;
        parts.push_back({&tiles.canvas(), display.place});
    }
    if (torn && ++job.torn < kMostTorn) {
        return std::optional<Reading>();
    }
    const PixelSize size = picture_of(displays);
    Result<Reading> reading = read(std::move(job), std::move(parts), size, wall);
    if (!reading) {
        return fail(reading.error());
    }
    reading->rehearsed = std::move(drawn);
    return std::optional<Reading>(std::move(*reading));
}

Result<CaptureQueue::Reading> CaptureQueue::read(Job job, std::vector<PicturePart> parts,
                                                 PixelSize size, const Wall& wall) {
    if (size.empty() || size.width > kMaxSide || size.height > kMaxSide) {
        return fail(ErrorCode::invalid, "capture: the displays' previews make no picture");
    }
    FrameInfo info = packed_frame(PixelFormat::bgra, size);
    info.number = job.id;
    info.arrival_ns = to_ns(Monotonic::now());
    Result<FrameRingWriter> ring = FrameRingWriter::create(frame_bytes(info), 2);
    if (!ring) {
        return fail(ring.error().within("capture"));
    }
    auto* pixels = reinterpret_cast<uint8_t*>(ring->begin().data());
    reader_->begin(std::move(parts), size);
    return Reading{std::move(job),
                   wall.revision,
                   wall.guard.generation(),
                   {},
                   info,
                   std::move(*ring),
                   pixels,
                   false,
                   0};
}

void CaptureQueue::go_on() {
    Reading& reading = *reading_;
    const FrameInfo& info = reading.info;
    reading.read = reading.read || reader_->step(reading.pixels, info.stride[0]);
    if (!reading.read) {
        return;
    }
    const int rows = std::max(1, CanvasReader::kMostPixels / info.width);
    const int end = std::min(info.height, reading.opaque_rows + rows);
    for (int& row = reading.opaque_rows; row < end; ++row) {
        make_opaque(reading.pixels + static_cast<size_t>(row) * info.stride[0], info.width);
    }
    if (end < info.height) {
        return;
    }
    reading_->ring.publish(reading_->info);
    taken_.push_back({reading_->job.id, std::move(reading_->ring)});
    reading_.reset();
}

}  // namespace pendopo
