#include "engine/app/restart_policy.h"

namespace pendopo {

RestartVerdict RestartPolicy::control_ended(const ControlEnd& end) {
    for_ever_ = for_ever_ || end.lived;
    const bool by_itself = end.status.signal == 0;
    if (end.meant || end.asked || (by_itself && !for_ever_)) {
        // As a shell says it.
        return {by_itself ? end.status.code : 128 + end.status.signal, Milliseconds(0)};
    }
    if (end.lived && end.life >= kProvedItself) {
        backoff_.reset();
        return {std::nullopt, Milliseconds(0)};
    }
    return {std::nullopt, backoff_.next(0.5)};
}

}  // namespace pendopo
