#pragma once
// Pictures that control asks for: what is composed (one display, or the whole wall with every
// display at its `preview` place), and scenes rehearsed off screen. One is made at a time, in small
// steps between the cycles, so that asking costs the wall no frame.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/shared_frames.h"
#include "engine/render/canvas_reader.h"
#include "engine/render/frame_uploader.h"
#include "engine/render/gl_canvas.h"
#include "engine/render/gl_painter.h"
#include "engine/render/ring_table.h"
#include "engine/render/tile_renderer.h"

namespace pendopo {

struct CapturedDisplay {
    const RenderDisplay* display = nullptr;
    const GlCanvas* canvas = nullptr;
};

// A picture that is made, or why there is none: a ring holding one opaque bgra frame, numbered as
// the request. Gaps between displays are black.
struct TakenPicture {
    uint64_t id = 0;
    Result<FrameRingWriter> picture;
};

// Thread: bound(render).
class CaptureQueue {
  public:
    // A picture that is not made by then is given up. Rehearsals have their wait_ms on top.
    static constexpr Milliseconds kDeadline{1900};
    static constexpr Milliseconds kLongestWait{2000};
    static constexpr size_t kMostWaiting = 16;

    explicit CaptureQueue(std::unique_ptr<CanvasReader> reader) : reader_(std::move(reader)) {}

    // Errors come out of take(), too: exhausted (too many wait).
    void add(CaptureRequest request, MonotonicTime now);
    void add(RehearseScene scene, MonotonicTime now);
    bool empty() const { return waiting_.empty() && !reading_; }

    // The wall as it is between two cycles.
    struct Wall {
        std::span<const CapturedDisplay> displays;
        uint64_t revision = 0;  // shown: a picture begun under another is begun again
        const RingTable& rings;
        const PictureGuard& guard;  // other verdicts: a picture begun before is begun again, too
        GlPainter& painter;
        FrameUploader& uploader;
    };
    // One step of the picture that is made, or of the next that can be. Errors of a picture:
    // not_found (no such display), refused (it is for a narrower audience), invalid (nothing to
    // show), timed_out, io.
    void step(const Wall& wall, MonotonicTime now);
    // The pictures made since it was last asked.
    std::vector<TakenPicture> take();

  private:
    struct Job {
        uint64_t id = 0;
        std::variant<CaptureRequest, RehearseScene> what;
        MonotonicTime since{};
        int torn = 0;  // times it was drawn while a picture was overwritten
    };
    struct Reading {
        Job job;
        uint64_t revision = 0;
        uint64_t verdicts = 0;
        std::vector<TileRenderer> rehearsed;  // their canvases are read
        FrameInfo info;
        FrameRingWriter ring;
        uint8_t* pixels = nullptr;
        bool read = false;
        int opaque_rows = 0;  // of the picture, once it is read
    };
    void add(Job job);
    void give_up(MonotonicTime now);
    static bool is_ready(const Job& job, const Wall& wall, MonotonicTime now);
    void begin(Job job, const Wall& wall, MonotonicTime now);
    Result<Reading> begin_capture(Job& job, const Wall& wall);
    Result<std::optional<Reading>> begin_rehearsal(Job& job, const Wall& wall, MonotonicTime now);
    Result<Reading> read(Job job, std::vector<PicturePart> parts, PixelSize size, const Wall& wall);
    void go_on();

    std::unique_ptr<CanvasReader> reader_;
    std::deque<Job> waiting_;  // oldest first
    std::optional<Reading> reading_;
    std::vector<TakenPicture> taken_;
};

}  // namespace pendopo
