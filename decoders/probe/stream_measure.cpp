#include "decoders/probe/stream_measure.h"

namespace pendopo {

void StreamMeasure::packet(MonotonicTime now, size_t bytes, bool key) {
    if (!begun_) {
        begun_ = now;
    }
    if (counted_from_) {
        ++units_;
        bytes_ += bytes;
    } else if (now - *begun_ >= kSettling) {
        counted_from_ = now;
    }
    last_ = now;
    if (key) {
        if (key_at_) {
            keyframe_ = std::chrono::round<Milliseconds>(now - *key_at_);
        }
        key_at_ = now;
    }
}

void StreamMeasure::decoded(Nanoseconds processor, bool picture, bool clean) {
    ++decodes_;
    processor_ += processor;
    pictures_ += picture ? 1 : 0;
    damaged_ += clean ? 0 : 1;
}

Measured StreamMeasure::result() const {
    Measured measured;
    measured.pictures = pictures_;
    measured.damaged = damaged_;
    measured.keyframe = keyframe_;
    if (begun_) {
        measured.over = std::chrono::round<Milliseconds>(last_ - *begun_);
    }
    if (counted_from_ && last_ - *counted_from_ >= kShortest - kSettling && units_ > 0) {
        const double seconds = std::chrono::duration<double>(last_ - *counted_from_).count();
        measured.fps = double(units_) / seconds;
        measured.kilobits_per_second = double(bytes_) * 8 / 1000 / seconds;
    }
    if (decodes_ > 0 && pictures_ > 0) {
        measured.ms_per_picture =
            std::chrono::duration<double, std::milli>(processor_).count() / double(decodes_);
        if (measured.fps) {
            measured.core_share = *measured.ms_per_picture * *measured.fps / 1000;
        }
    }
    return measured;
}

}  // namespace pendopo
