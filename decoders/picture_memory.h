#pragma once
// What the pictures of one decoder may take: a hostile stream may have it keep sixteen of the
// largest ones (faults.md F19). Counts what libavcodec and the pictures made of its frames hold.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>

struct AVCodecContext;
struct AVFrame;

namespace pendopo {

// Thread: safe; frames are let go of by whoever held them last.
class PictureMemory : public std::enable_shared_from_this<PictureMemory> {
  public:
    // Eight pictures of 8 bits, or four of 10: more than cameras have of their largest size, and of
    // smaller ones it is more pictures. 156 MiB where cameras.json says nothing of max_pixels.
    static constexpr int64_t kBytesAPixel = 13;
    static constexpr int64_t kLeast = int64_t{32} << 20;  // small pictures have wide borders

    explicit PictureMemory(int max_pixels) : most_(std::max(kLeast, max_pixels * kBytesAPixel)) {}

    // In the place of avcodec_default_get_buffer2; AVERROR(ENOMEM) when it would be too much.
    int give_buffer(AVCodecContext& context, AVFrame& frame, int flags);
    // Whether it ever was.
    bool exceeded() const { return exceeded_; }
    int64_t most() const { return most_; }

  private:
    struct Held;
    static void let_go(void* held, uint8_t* data);

    const int64_t most_;
    std::atomic<int64_t> bytes_{0};
    std::atomic<bool> exceeded_{false};
};

}  // namespace pendopo
