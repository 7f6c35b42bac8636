// Pictures of the wall and of its layouts.

#include <charconv>
#include <utility>

#include "config/problems.h"
#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/config_changes.h"
#include "engine/wall/role_audience.h"

namespace pendopo {
namespace {

constexpr int kWallWidth = 1920;
constexpr int kThumbnailWidth = 480;
constexpr int kLargestThumbnail = 1920;
constexpr int kLeastWidth = 16;
constexpr int kMostWidth = 16'384;  // the largest picture the JPEG and GL sides both take

Result<int> width_of(const HttpRequest& request, int otherwise) {
    const auto given = request.query.find("width");
    if (given == request.query.end()) {
        return otherwise;
    }
    const std::string& word = given->second;
    int width = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), width);
    if (error == std::errc() && end == word.data() + word.size() &&
        (width == 0 || (width >= kLeastWidth && width <= kMostWidth))) {
        return width;
    }
    return fail(ErrorCode::invalid, "width: got " + in_quotes(word) +
                                        "; expected a whole number of pixels from " +
                                        std::to_string(kLeastWidth) + " to " +
                                        std::to_string(kMostWidth) + ", or 0 for full size");
}

SharedPictures::Done answer_picture(const ApiCallPtr& call) {
    return [call](const Result<SharedPictures::Bytes>& bytes) {
        if (!bytes) {
            call->respond(error_response(bytes.error()));
            return;
        }
        HttpResponse response = good({}, call->route.produces);
        response.shared = *bytes;
        call->respond(std::move(response));
    };
}

// One audience for all who may see the same, so that they share its pictures.
std::string audience_of_caller(const ApiCall& call) {
    return std::string(audience_of(call.caller.principal.role));
}

// Of the display the path names, or of the whole wall.
void live_picture(SharedPictures& pictures, const ApiCallPtr& call, PictureFormat format,
                  int default_width) {
    const auto width = width_of(call->request, default_width);
    if (!width) {
        call->respond(error_response(width.error()));
        return;
    }
    const std::string display = call->values.empty() ? "" : call->values.front().second;
    SnapshotRequest picture{display, *width, format};
    picture.audience = audience_of_caller(*call);
    pictures.get(picture, answer_picture(call));
}

}  // namespace

void Api::forget_pictures() {
    pictures_.forget();
    rehearsed_.forget();
}

void Api::wall_jpeg(const ApiCallPtr& call) {
    live_picture(pictures_, call, PictureFormat::jpeg, kWallWidth);
}
void Api::wall_png(const ApiCallPtr& call) {
    live_picture(pictures_, call, PictureFormat::png, 0);
}
void Api::display_png(const ApiCallPtr& call) {
    live_picture(pictures_, call, PictureFormat::png, 0);
}

void Api::layout_jpeg(const ApiCallPtr& call) {
    const auto width = width_of(call->request, kThumbnailWidth);
    if (!width) {
        call->respond(error_response(width.error()));
        return;
    }
    const auto display = call->request.query.find("display");
    SnapshotRequest picture{display == call->request.query.end() ? "" : display->second,
                            *width == 0 ? kLargestThumbnail : std::min(*width, kLargestThumbnail),
                            PictureFormat::jpeg, call->values.front().second};
    picture.audience = audience_of_caller(*call);
    rehearsed_.get(picture, answer_picture(call));
}

void Api::camera_jpeg(const ApiCallPtr& call) {
    const auto width = width_of(call->request, kThumbnailWidth);
    if (!width) {
        call->respond(error_response(width.error()));
        return;
    }
    SnapshotRequest picture{"",
                            *width == 0 ? kLargestThumbnail : std::min(*width, kLargestThumbnail),
                            PictureFormat::jpeg};
    picture.camera = call->values.front().second;
    rehearsed_.get(picture, answer_picture(call));
}

void Api::preview_layout(const ApiCallPtr& call) {
    std::string display;
    int width = kThumbnailWidth;
    const auto layout = read_draft(call->request, "layout", [&](ObjectReader& body) {
        display = body.string("display");
        width = body.integer("width", width, {kLeastWidth, kLargestThumbnail});
    });
    if (!layout) {
        return conclude(*call, fail(layout.error()));
    }
    if (SolvedDraft solved = setup_.solve_layout(*layout); !solved.problems.empty()) {
        const DraftError error{{ErrorCode::invalid, "the layout cannot be shown as it is"},
                               std::move(solved.problems)};
        return conclude_with(*call, fail(error.error), draft_error_response(error));
    }
    SnapshotRequest picture{display, width, PictureFormat::jpeg};
    picture.draft = *layout;
    rehearsed_.get(picture, answer_picture(call));
}

}  // namespace pendopo
