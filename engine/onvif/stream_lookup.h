#pragma once
// Which streams a device has: its clock, its own description, its services, its profiles, the
// address of each. What fails without being needed is left out; the first thing that is needed and
// fails is the reply's problem.

#include "engine/base/clock.h"
#include "engine/ipc/onvif_messages.h"
#include "engine/onvif/http_post.h"

namespace pendopo {

// All of it ends by then, whatever the device does.
constexpr Seconds kLookupLimit{30};

StreamsReply look_up_streams(const StreamsRequest& request, const PostFunction& post,
                             const Clock& clock);

}  // namespace pendopo
