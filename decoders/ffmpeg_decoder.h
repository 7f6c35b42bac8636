#pragma once
// Packets to pictures with libavcodec: one packet in, at most the newest picture out, with as
// little delay as the stream's own reordering allows.

#include <memory>
#include <optional>
#include <string>

#include "decoders/packet_source.h"
#include "decoders/picture.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"

namespace pendopo {

struct DecoderOptions {
    int max_pixels = 4096 * 3072;
    bool hardware = true;
    int threads = 1;  // one decodes 1920x1080 at 25 pictures a second in a fifth of a core
    Deinterlace deinterlace = Deinterlace::automatic;
    SampleAspect sample_aspect{0, 1};         // overrides the stream's when numerator > 0
    std::optional<ColorRange> color_range;    // overrides the stream's tag
    std::optional<ColorMatrix> color_matrix;  // overrides the stream's tag
    bool operator==(const DecoderOptions&) const = default;
};

DecoderOptions decoder_options(const StreamOptions& told);

// Opens what hardware this machine decodes with, which otherwise the first decoder does that may
// use it; says what there is, once a process. Thread: safe.
void open_hardware_decoders(const Log& log);

// Thread: bound to its owner.
class FfmpegDecoder {
  public:
    // With `hardware`, VA-API and CUDA are tried first; the reason why one was not taken is logged
    // once a process. Errors: unsupported, when even software cannot decode it.
    static Result<FfmpegDecoder> open(const StreamFormat& format, const DecoderOptions& options,
                                      const Log& log);
    FfmpegDecoder(FfmpegDecoder&&) noexcept;
    FfmpegDecoder& operator=(FfmpegDecoder&&) noexcept;
    ~FfmpegDecoder();

    // The picture that became ready. None while the decoder waits: for a key packet (at first, and
    // after damage, since what follows is built on it) or for later packets (reordering). Pictures
    // with errors are not returned, as far as libavcodec notices them (see the README). Errors:
    // invalid, the packet could not be decoded cleanly; the decoder stays usable.
    Result<std::optional<Picture>> decode(const Packet& packet);
    // Packets are missing before the next one: wait for a key packet.
    void lose_sync();
    // A key packet is waited for: nothing else can be decoded.
    bool waits_for_key() const;
    // The hardware keeps failing, or gives nothing any more: the caller should open another
    // decoder.
    bool hardware_failing() const;
    // Whether pictures came of it.
    bool worked() const;
    // "software", "vaapi", "cuda".
    const std::string& name() const;

  private:
    struct State;
    explicit FfmpegDecoder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace pendopo
