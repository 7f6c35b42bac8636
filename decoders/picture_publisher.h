#pragma once
// The rings of one camera: each wanted picture has one, filled from the newest decoded picture.
// Rings are made when the first picture says how large they must be, and made again when that
// changes; what control must hear of it is collected until the worker's loop takes it.
//
// This is the one way out of the worker for pictures, so here masks and detail are obeyed: a ring
// gets what PictureMasker lets pass, and nothing when the masks are not known.

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "decoders/picture.h"
#include "decoders/picture_converter.h"
#include "decoders/picture_masker.h"
#include "engine/base/log.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/ingest_messages.h"

namespace pendopo {

struct RingEvent {
    std::string key;
    UniqueFd fd;         // of a new ring; empty: the ring is gone
    bool trial = false;  // its masks are not saved
};

// Thread: safe. `mutex_` is held while pictures are converted (milliseconds), so that a request and
// a picture never meet half way; nothing is called back under it. What there is to tell has a mutex
// of its own: the worker's loop, which hears of all cameras, never waits for one's conversion.
class PicturePublisher {
  public:
    explicit PicturePublisher(Log log) : log_(std::move(log)) {}

    // What is wanted from now on, and what of it nobody may see. A new or changed request is
    // answered at once when a picture is there. Other masks than before, or another detail under
    // the same key: the ring is made anew, from the kept picture or not at all, so that whoever
    // shows it lets go of the pixels of the old one. No requests: the kept picture is let go.
    void set_requests(const std::vector<PictureRequest>& requests,
                      const std::optional<CameraMasks>& masks);
    // Fills the rings, unless a later picture (by number) was shown. True when the worker has
    // something to tell: events wait, or masked_reason() is another.
    bool show(const Picture& picture);
    // Lets the kept picture go: requests are answered by the next one with a larger number, and a
    // picture that is still on its way is not shown.
    void forget(uint64_t up_to);
    // Makes events of all rings there are, for one who does not know them.
    void tell_rings();
    std::vector<RingEvent> take_events();
    // Why the camera is coarsened whole, or not shown at all; empty: it is not.
    std::string masked_reason() const;

  private:
    struct Outlet {
        PictureRequest request;
        std::optional<FrameRingWriter> ring;
        std::optional<PictureMasker> trial;  // where the request has masks of its own
    };
    // From the newest picture, or, of a still, from the one that is shown until the next is due.
    void fill(Outlet& outlet);
    void fill(Outlet& outlet, const Picture& picture);
    bool take_still(const Picture& picture);
    void tell(const Outlet& outlet);
    void tell(RingEvent event);
    // The reason is as the masker has it now. True when it is another, or events wait.
    bool something_to_tell();

    const Log log_;
    mutable std::mutex mutex_;
    // guarded by mutex_
    std::vector<Outlet> outlets_;
    std::optional<Picture> newest_;
    std::optional<Picture> still_;  // what all stills show
    PictureMasker masker_;
    uint64_t forgotten_ = 0;  // numbers up to this one
    PictureConverter converter_;

    mutable std::mutex told_mutex_;  // after mutex_, where both are taken
    // guarded by told_mutex_
    std::vector<RingEvent> events_;
    std::string masked_reason_;
};

}  // namespace pendopo
