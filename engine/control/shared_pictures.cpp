#include "engine/control/shared_pictures.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace pendopo {
namespace {

struct Picture {
    std::vector<SharedPictures::Done> waiting;  // not empty: a capture is due or under way
    SharedPictures::Bytes bytes;                // of the last capture
    MonotonicTime captured;
};

}  // namespace

struct SharedPictures::State : std::enable_shared_from_this<SharedPictures::State> {
    State(Capture its_capture, const Clock& its_clock, EventLoop& loop, PictureSharing its_sharing)
        : capture(std::move(its_capture)), clock(its_clock), sharing(its_sharing), encoder(loop) {}

    Capture capture;
    const Clock& clock;
    PictureSharing sharing;
    std::map<SnapshotRequest, Picture> pictures;
    std::deque<SnapshotRequest> due;  // have no capture yet
    size_t under_way = 0;
    uint64_t generation = 0;  // of captures; grows with forget()
    PictureEncoder encoder;

    void get(const SnapshotRequest& request, Done done) {
        const MonotonicTime now = clock.now();
        std::erase_if(pictures, [&](const auto& entry) {
            const Milliseconds kept =
                entry.first.camera.empty() ? sharing.kept : sharing.kept_cameras;
            return entry.second.waiting.empty() && now - entry.second.captured > kept;
        });
        if (const auto found = pictures.find(request); found != pictures.end()) {
            if (found->second.waiting.empty()) {
                done(found->second.bytes);
            } else {
                found->second.waiting.push_back(std::move(done));
            }
            return;
        }
        if (under_way >= sharing.at_once && due.size() >= sharing.waiting) {
            done(fail(ErrorCode::exhausted, "too many different pictures at once; try again"));
            return;
        }
        pictures[request].waiting.push_back(std::move(done));
        due.push_back(request);
        start_due();
    }

    void forget() {
        ++generation;
        std::erase_if(pictures, [](const auto& entry) { return entry.second.waiting.empty(); });
    }

    void start_due() {
        while (under_way < sharing.at_once && !due.empty()) {
            const SnapshotRequest request = std::move(due.front());
            due.pop_front();
            ++under_way;
            capture(request, [weak = weak_from_this(), request,
                              of = generation](Result<CapturedPicture> captured) {
                if (const auto self = weak.lock()) {
                    self->encode(request, of, std::move(captured));
                }
            });
        }
    }

    void encode(const SnapshotRequest& request, uint64_t of, Result<CapturedPicture> captured) {
        if (!captured) {
            finish(request, of, fail(captured.error()));
            return;
        }
        encoder.encode(std::move(*captured), request.format,
                       [weak = weak_from_this(), request, of](const Result<Bytes>& bytes) {
                           if (const auto self = weak.lock()) {
                               self->finish(request, of, bytes);
                           }
                       });
    }

    void finish(const SnapshotRequest& request, uint64_t of, const Result<Bytes>& result) {
        if (of != generation) {  // begun before forget(): once more, for the same who wait
            --under_way;
            due.push_back(request);
            start_due();
            return;
        }
        Picture& picture = pictures[request];
        const auto waiting = std::exchange(picture.waiting, {});
        if (result) {
            picture.bytes = *result;
            picture.captured = clock.now();
        } else {
            pictures.erase(request);
        }
        --under_way;
        for (const Done& each : waiting) {
            each(result);
        }
        start_due();
    }
};

SharedPictures::SharedPictures(Capture capture, const Clock& clock, EventLoop& loop,
                               PictureSharing sharing)
    : state_(std::make_shared<State>(std::move(capture), clock, loop, sharing)) {}
SharedPictures::~SharedPictures() = default;

void SharedPictures::forget() {
    state_->forget();
}

void SharedPictures::get(const SnapshotRequest& request, Done done) {
    state_->get(request, std::move(done));
}

}  // namespace pendopo
