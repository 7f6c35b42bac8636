#include "decoders/shown_session.h"

#include <algorithm>

namespace pendopo {

void ShownSession::gone(uint64_t session) {
    std::erase_if(sessions_, [&](const Session& each) { return each.number == session; });
    if (waits_ && waits_->session == session) {
        waits_.reset();
    }
}

void ShownSession::all_gone() {
    sessions_.clear();
    waits_.reset();
}

PictureUse ShownSession::picture(uint64_t session, const MediaTime& made, MonotonicTime arrived) {
    const auto of = std::ranges::find(sessions_, session, &Session::number);
    if (of == sessions_.end()) {
        return PictureUse::none;
    }
    const uint64_t before = shown();
    if (session == before) {
        if (waits_ && arrived - waits_->since < kMostWait) {
            return PictureUse::none;  // stands still until the other is as far
        }
        newest_ = made;
        return PictureUse::shown;
    }
    if (session < before || (before != 0 && must_wait(session, made, arrived))) {
        of->had_picture = of->had_picture || session < before;
        return PictureUse::none;
    }
    of->had_picture = true;
    waits_.reset();
    newest_ = made;
    return PictureUse::took_over;
}

bool ShownSession::must_wait(uint64_t session, const MediaTime& made, MonotonicTime arrived) {
    if (made.clock != MediaClock::sender || newest_.clock != MediaClock::sender) {
        return false;
    }
    const Nanoseconds behind(newest_.unix_ns - made.unix_ns);
    if (behind <= Nanoseconds(0) || behind > kMostWait) {
        return false;
    }
    if (!waits_ || waits_->session != session) {
        waits_ = Wait{session, arrived};
    }
    return arrived - waits_->since < kMostWait;
}

uint64_t ShownSession::shown() const {
    const auto youngest = std::find_if(sessions_.rbegin(), sessions_.rend(),
                                       [](const Session& each) { return each.had_picture; });
    return youngest == sessions_.rend() ? 0 : youngest->number;
}

}  // namespace pendopo
