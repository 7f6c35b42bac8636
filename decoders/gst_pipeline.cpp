#include "decoders/gst_pipeline.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace pendopo {
namespace {

constexpr GstVideoKind kKinds[] = {
    {"H264", Codec::h264, nullptr, nullptr},
    {"H265", Codec::h265, nullptr, nullptr},
    {"HEVC", Codec::h265, nullptr, nullptr},
    {"JPEG", Codec::mjpeg, nullptr, nullptr},
    {"MP4V-ES", Codec::mpeg4, "rtpmp4vdepay", "mpeg4videoparse"},
    {"MPV", Codec::mpeg2, "rtpmpvdepay", "mpegvideoparse"},
    {"H263", Codec::h263, "rtph263depay", "h263parse"},
    {"H263-1998", Codec::h263, "rtph263pdepay", "h263parse"},
    {"H263-2000", Codec::h263, "rtph263pdepay", "h263parse"},
    {"VP8", Codec::vp8, "rtpvp8depay", nullptr},
    {"VP9", Codec::vp9, "rtpvp9depay", nullptr},
    {"VP9-DRAFT-IETF-01", Codec::vp9, "rtpvp9depay", nullptr},
};

bool has_property(GstElement* element, const char* name) {
    return g_object_class_find_property(G_OBJECT_GET_CLASS(element), name) != nullptr;
}

}  // namespace

const GstVideoKind* video_kind(std::string_view encoding) {
    const auto* const kind = std::ranges::find(kKinds, encoding, &GstVideoKind::encoding);
    return kind == std::end(kKinds) ? nullptr : kind;
}

VideoOffer offer_of(const GstVideoKind& kind, const GstCaps& caps) {
    VideoOffer offer;
    offer.codec = kind.codec;
    const GstStructure* structure = gst_caps_get_structure(&caps, 0);
    gst_structure_get_int(structure, "payload", &offer.payload_type);
    gst_structure_get_int(structure, "clock-rate", &offer.clock_rate);
    for (const char* name :
         {"sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps", "sprop-max-don-diff"}) {
        if (const char* value = gst_structure_get_string(structure, name)) {
            offer.format_parameters += std::string(name) + "=" + value + ";";
        }
    }
    return offer;
}

GstBranch add_branch(GstBin* bin, const GstVideoKind& kind) {
    std::array<GstElement*, 4> chain{};
    size_t count = 0;
    const auto add = [&](const char* name) {
        GstElement* element = gst_element_factory_make(name, nullptr);
        if (element != nullptr) {
            gst_bin_add(bin, element);
            chain[count++] = element;
        }
        return element;
    };
    if (kind.depayloader != nullptr && add(kind.depayloader) == nullptr) {
        return {};
    }
    if (kind.parser != nullptr) {
        GstElement* parser = add(kind.parser);
        if (parser == nullptr) {
            return {};
        }
        // MPEG-4's headers before each key picture, also those that only the SDP has: so a decoder
        // may begin at any key picture, and needs nothing else.
        if (has_property(parser, "config-interval")) {
            g_object_set(parser, "config-interval", -1, nullptr);
        }
    }
    GstElement* appsink = add("appsink");
    if (appsink == nullptr) {
        return {};
    }
    // Pictures are taken when they come (sync); what is not taken is counted elsewhere (GstInbox).
    g_object_set(appsink, "sync", FALSE, "async", FALSE, "enable-last-sample", FALSE, "qos", FALSE,
                 nullptr);
    for (size_t i = count; i-- > 0;) {
        if (i + 1 < count && gst_element_link(chain[i], chain[i + 1]) == FALSE) {
            return {};
        }
        gst_element_sync_state_with_parent(chain[i]);
    }
    return {PadPtr(gst_element_get_static_pad(chain[0], "sink")), appsink};
}

void discard(GstBin* bin, GstPad* pad) {
    GstElement* sink = gst_element_factory_make("fakesink", nullptr);
    if (sink == nullptr) {
        return;
    }
    g_object_set(sink, "sync", FALSE, "async", FALSE, "enable-last-sample", FALSE, nullptr);
    gst_bin_add(bin, sink);
    const PadPtr input(gst_element_get_static_pad(sink, "sink"));
    gst_element_sync_state_with_parent(sink);
    gst_pad_link(pad, input.get());
}

}  // namespace pendopo
