#pragma once
// A climb of the ladder within the test's process, and what was told of it.

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decoders/ffmpeg_log.h"
#include "decoders/probe/probe_climb.h"
#include "decoders/wakeup.h"

namespace pendopo::test {

struct Climbed {
    bool ok = false;
    std::vector<ProbeRung> rungs;  // as they were told
    std::optional<Picture> picture;
    Milliseconds took{0};

    // How a rung ended; nothing when it was never told so.
    const ProbeRung* end_of(Rung rung) const {
        for (const ProbeRung& one : rungs) {
            if (one.rung == rung && one.state != RungState::running) {
                return &one;
            }
        }
        return nullptr;
    }
    nlohmann::json facts(Rung rung) const {
        const ProbeRung* end = end_of(rung);
        return end == nullptr ? nlohmann::json::object() : nlohmann::json::parse(end->facts);
    }
    // "login wrong_login": what failed, and why; empty when nothing did.
    std::string failure() const {
        for (const ProbeRung& one : rungs) {
            if (one.state == RungState::failed) {
                return std::string(to_string(one.rung)) + " " +
                       facts(one.rung).value("cause", std::string("?"));
            }
        }
        return {};
    }
    std::vector<std::string> warnings() const {  // their words, of all rungs
        std::vector<std::string> all;
        for (const ProbeRung& one : rungs) {
            const auto known = nlohmann::json::parse(one.facts);
            for (const auto& warning : known.value("warnings", nlohmann::json::array())) {
                all.push_back(warning.at("cause"));
            }
        }
        return all;
    }
    // Everything that people or programs were told.
    std::string everything() const {
        std::string all;
        for (const ProbeRung& rung : rungs) {
            all += encode(FromProbe(rung)) + "\n";
        }
        return all;
    }
};

inline ProbeRequest request_at(std::string url) {
    ProbeRequest request;
    request.address = std::move(url);
    request.options.hardware = false;
    request.patience_ms = 10'000;
    return request;
}

// Measures only as long as a test needs.
inline Climbed climb(
    const ProbeRequest& request, std::function<bool()> cancelled = [] { return false; },
    MeasureTimes times = {Milliseconds(200), Milliseconds(1'200)}) {
    install_ffmpeg_log(Log::silent());
    Climbed climbed;
    const Wakeup wakeup;
    const MonotonicTime begun = Monotonic::now();
    ProbeClimb probe(
        request, wakeup.fd(), std::move(cancelled),
        [&](ProbeRung rung) { climbed.rungs.push_back(std::move(rung)); }, Log::silent(), times);
    climbed.ok = probe.run();
    climbed.picture = probe.picture();
    climbed.took = std::chrono::duration_cast<Milliseconds>(Monotonic::now() - begun);
    return climbed;
}

}  // namespace pendopo::test
