#include "decoders/shown_session.h"

#include <algorithm>

namespace pendopo {

void ShownSession::gone(uint64_t session) {
    std::erase_if(sessions_, [&](const Session& each) { return each.number == session; });
}

PictureUse ShownSession::picture(uint64_t session) {
    const auto of = std::ranges::find(sessions_, session, &Session::number);
    if (of == sessions_.end()) {
        return PictureUse::none;
    }
    const uint64_t before = shown();
    of->had_picture = true;
    if (shown() != session) {
        return PictureUse::none;
    }
    return before == session ? PictureUse::shown : PictureUse::took_over;
}

uint64_t ShownSession::shown() const {
    const auto youngest = std::find_if(sessions_.rbegin(), sessions_.rend(),
                                       [](const Session& each) { return each.had_picture; });
    return youngest == sessions_.rend() ? 0 : youngest->number;
}

}  // namespace pendopo
