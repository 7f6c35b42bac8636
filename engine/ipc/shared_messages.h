#pragma once
// What several workers say or are told in the same words. See messages.h for the rules.

#include <string>

#include "engine/base/enum_words.h"

namespace pendopo {

// A ring's key names what it shows and is chosen by control. Offering a key again replaces the
// ring. `camera` or `card`: whose picture it holds, as whoever fills it says; picture_rules.h
// decides by that where it may be drawn. Neither: words of the wall itself (labels, placeholders,
// messages), made for the display that shows them.
struct RingOffer {  // carries one fd, a FrameRingReader's
    std::string key;
    std::string camera{};
    std::string card{};
    bool trial = false;  // under masks that are not saved: for staff, whomever the camera is for
    bool operator==(const RingOffer&) const = default;
};
struct RingGone {
    std::string key;
    bool operator==(const RingGone&) const = default;
};

// How the newest attempt to get a source's value went. Its age is another matter: updated_ms.
enum class SourceState { waiting, good, failed };
constexpr auto words_of(SourceState /*any*/) {
    return enum_words<SourceState>({{SourceState::waiting, "waiting"},
                                    {SourceState::good, "good"},
                                    {SourceState::failed, "failed"}});
}

// By whose word a value is as old as "updated_ms" says.
enum class AgeBy {
    fetched,  // nobody's: the source was asked then, and said that it is so
    value,    // its own
    file,     // the time of its file, which a copy changes
    server,   // the server's "Last-Modified"
    unknown,  // it should say so and does not; updated_ms is when it came
};
constexpr auto words_of(AgeBy /*any*/) {
    return enum_words<AgeBy>({{AgeBy::fetched, "fetched"},
                              {AgeBy::value, "value"},
                              {AgeBy::file, "file"},
                              {AgeBy::server, "server"},
                              {AgeBy::unknown, "unknown"}});
}

struct WorkerHealth {
    std::string problem;  // empty: well
    bool operator==(const WorkerHealth&) const = default;
};

}  // namespace pendopo
