#include "engine/control/picture_encoder.h"

#include <utility>

#include "engine/control/picture_file.h"

namespace pendopo {
namespace {

Result<PictureEncoder::Bytes> encoded(const CapturedPicture& picture, PictureFormat format) {
    auto bytes = format == PictureFormat::jpeg ? encode_jpeg(picture) : encode_png(picture);
    if (!bytes) {
        return fail(bytes.error());
    }
    return std::make_shared<const std::string>(std::move(*bytes));
}

}  // namespace

PictureEncoder::PictureEncoder(EventLoop& loop)
    : loop_(loop), orders_(std::make_shared<Orders>()) {}
PictureEncoder::~PictureEncoder() = default;

void PictureEncoder::encode(CapturedPicture picture, PictureFormat format, Done done) {
    if (!thread_) {  // most walls are never asked for a picture
        thread_ = std::make_unique<JobThread>(loop_, kMostWaiting, JobThread::AtEnd::drop);
    }
    const uint64_t number = next_++;
    orders_->waiting[number] = std::move(done);
    const bool taken = thread_->take([weak = std::weak_ptr(orders_), number, format,
                                      picture = std::move(picture)]() -> JobThread::After {
        return [weak, number, bytes = encoded(picture, format)] { finish(weak, number, bytes); };
    });
    if (!taken) {
        loop_.post([weak = std::weak_ptr(orders_), number] {
            finish(weak, number,
                   fail(ErrorCode::exhausted, "too many pictures at once; try again"));
        });
    }
}

void PictureEncoder::finish(const std::weak_ptr<Orders>& orders, uint64_t number,
                            Result<Bytes> bytes) {
    if (const auto there = orders.lock()) {
        const auto order = there->waiting.extract(number);
        order.mapped()(std::move(bytes));
    }
}

}  // namespace pendopo
