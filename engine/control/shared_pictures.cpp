#include "engine/control/shared_pictures.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace pendopo {
namespace {

constexpr Milliseconds kShared{200};
// A panel asks for one picture at a time; each capture costs the renderer a read-back.
constexpr size_t kMostCaptures = 4;

using Done = std::function<void(Result<SharedPictures::Bytes>)>;

struct Picture {
    std::vector<Done> waiting;    // not empty: a capture is under way
    SharedPictures::Bytes bytes;  // of the last capture
    MonotonicTime captured;
};

}  // namespace

struct SharedPictures::State {
    explicit State(const Clock& its_clock, EventLoop& loop) : clock(its_clock), encoder(loop) {}

    const Clock& clock;
    std::map<SnapshotRequest, Picture> pictures;
    PictureEncoder encoder;

    void finish(const SnapshotRequest& request, const Result<Bytes>& result) {
        Picture& picture = pictures[request];
        const auto waiting = std::exchange(picture.waiting, {});
        if (result) {
            picture.bytes = *result;
            picture.captured = clock.now();
        } else {
            pictures.erase(request);
        }
        for (const Done& each : waiting) {
            each(result);
        }
    }
};

SharedPictures::SharedPictures(WallControl& wall, const Clock& clock, EventLoop& loop)
    : wall_(wall), clock_(clock), state_(std::make_shared<State>(clock, loop)) {}
SharedPictures::~SharedPictures() = default;

void SharedPictures::get(const SnapshotRequest& request, Done done) {
    auto& pictures = state_->pictures;
    const MonotonicTime now = clock_.now();
    std::erase_if(pictures, [&](const auto& entry) {
        return entry.second.waiting.empty() && now - entry.second.captured > kShared;
    });
    if (const auto found = pictures.find(request); found != pictures.end()) {
        if (found->second.waiting.empty()) {
            done(found->second.bytes);
        } else {
            found->second.waiting.push_back(std::move(done));
        }
        return;
    }
    const auto under_way = std::count_if(pictures.begin(), pictures.end(), [](const auto& entry) {
        return !entry.second.waiting.empty();
    });
    if (static_cast<size_t>(under_way) >= kMostCaptures) {
        done(fail(ErrorCode::exhausted, "too many different pictures at once; try again"));
        return;
    }
    pictures[request].waiting.push_back(std::move(done));
    wall_.capture(request.display, request.max_width,
                  [weak = std::weak_ptr(state_), request](Result<CapturedPicture> captured) {
                      const auto state = weak.lock();
                      if (!state) {
                          return;
                      }
                      if (!captured) {
                          state->finish(request, fail(captured.error()));
                          return;
                      }
                      state->encoder.encode(std::move(*captured), request.format,
                                            [weak, request](const Result<Bytes>& bytes) {
                                                if (const auto there = weak.lock()) {
                                                    there->finish(request, bytes);
                                                }
                                            });
                  });
}

}  // namespace pendopo
