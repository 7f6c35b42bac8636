#pragma once
// Whether worker processes give up their rights: wall.json's "sandbox", and what control tells each
// worker that it starts.

#include "engine/base/enum_words.h"

namespace pendopo {

enum class SandboxMode {
    required,  // a worker whose sandbox cannot be entered does not run
    off,       // for a machine that cannot; a standing problem says so
};
constexpr auto words_of(SandboxMode /*any*/) {
    return enum_words<SandboxMode>(
        {{SandboxMode::required, "required"}, {SandboxMode::off, "off"}});
}

}  // namespace pendopo
