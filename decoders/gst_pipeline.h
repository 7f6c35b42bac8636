#pragma once
// The elements that a GstSource puts together, and GStreamer's names for what it carries. Nothing
// of a pipeline is ever made from a text that came from elsewhere. Included only by gst_*.cpp.

#include <gst/gst.h>

#include <memory>
#include <string_view>

#include "decoders/sdp.h"
#include "engine/base/codec.h"

namespace pendopo {

struct GstUnref {
    void operator()(void* object) const { gst_object_unref(object); }
};
struct GstMiniUnref {  // caps, samples, messages
    void operator()(void* object) const {
        gst_mini_object_unref(static_cast<GstMiniObject*>(object));
    }
};
using ElementPtr = std::unique_ptr<GstElement, GstUnref>;
using PadPtr = std::unique_ptr<GstPad, GstUnref>;
using CapsPtr = std::unique_ptr<GstCaps, GstMiniUnref>;

// How packets of one kind of video become access units. Those of H.264, H.265 and JPEG leave as
// they are, and RtpReceiver makes the same of them as of what our own client receives.
struct GstVideoKind {
    std::string_view encoding;  // as in SDP, upper case
    Codec codec;
    const char* depayloader;  // null: RTP packets
    const char* parser;       // null: the depayloader gives whole pictures
    bool rtp() const { return depayloader == nullptr; }
};

// By an encoding name of SDP; null when it is not decoded here.
const GstVideoKind* video_kind(std::string_view encoding);

// What the caps of RTP packets say of them: codec, payload type, clock rate and parameter sets.
VideoOffer offer_of(const GstVideoKind& kind, const GstCaps& caps);

// Depayloader and parser, where there are any, and appsink for it, linked, within `bin` and as far
// as `bin` is. Gives the pad to link the packets to and the appsink, which `bin` keeps; empty when
// an element is not installed.
struct GstBranch {
    PadPtr input;
    GstElement* appsink = nullptr;
};
GstBranch add_branch(GstBin* bin, const GstVideoKind& kind);

// Lets what comes out of `pad` go nowhere: left unlinked, it would end the whole stream.
void discard(GstBin* bin, GstPad* pad);

}  // namespace pendopo
