#include "engine/control/shared_pictures.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/control/picture_file.h"

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

Result<SharedPictures::Bytes> encode(const Result<CapturedPicture>& picture, PictureFormat format) {
    if (!picture) {
        return fail(picture.error());
    }
    auto bytes = format == PictureFormat::jpeg ? encode_jpeg(*picture) : encode_png(*picture);
    if (!bytes) {
        return fail(bytes.error());
    }
    return std::make_shared<const std::string>(std::move(*bytes));
}

}  // namespace

struct SharedPictures::State {
    std::map<SnapshotRequest, Picture> pictures;
};

SharedPictures::SharedPictures(WallControl& wall, const Clock& clock)
    : wall_(wall), clock_(clock), state_(std::make_shared<State>()) {}
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
                  [weak = std::weak_ptr(state_), request,
                   &clock = clock_](const Result<CapturedPicture>& captured) {
                      const auto state = weak.lock();
                      if (!state) {
                          return;
                      }
                      const auto result = encode(captured, request.format);
                      Picture& picture = state->pictures[request];
                      const auto waiting = std::exchange(picture.waiting, {});
                      if (result) {
                          picture.bytes = *result;
                          picture.captured = clock.now();
                      } else {
                          state->pictures.erase(request);
                      }
                      for (const Done& each : waiting) {
                          each(result);
                      }
                  });
}

}  // namespace pendopo
