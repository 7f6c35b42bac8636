#pragma once
// What a camera's "no" means, in our own words: some cameras repeat the address they were asked
// with, and its password. Pure.

#include <string_view>

#include "decoders/rtsp_address.h"
#include "decoders/rtsp_message.h"

namespace pendopo {

// A reply to `method` that is no success.
Error refusal(const RtspMessage& reply, std::string_view method);

// Whether that answer to SETUP may mean that the camera cannot send this way.
bool may_refuse_transport(int status);

// A redirect that is not followed. `target`: where to, when that could be read.
Error redirect_refusal(const Result<RtspUrl>& target);

}  // namespace pendopo
