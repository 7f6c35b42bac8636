// Any bytes as the description of a camera's streams: an offer that makes sense, or none.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "decoders/sdp.h"
#include "engine/base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace pendopo;
    const auto offer = video_offer({reinterpret_cast<const char*>(data), size});
    if (!offer) {
        CHECK(!offer.error().message().empty());
        return 0;
    }
    CHECK(offer->clock_rate > 0);
    CHECK(offer->payload_type >= 0 && offer->payload_type <= 127);
    parameter_sets(*offer);
    for (const VideoOffer& other : offer->alternatives) {
        CHECK(other.clock_rate > 0);
        CHECK(other.payload_type >= 0 && other.payload_type <= 127);
        parameter_sets(other);
    }
    return 0;
}
