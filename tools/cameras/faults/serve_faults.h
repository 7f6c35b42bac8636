#pragma once
// `pendopo-cameras --fault` and `--impair … --to`: what they serve until the main loop ends.

#include <glib.h>

#include <CLI/CLI.hpp>
#include <string>

#include "engine/base/result.h"
#include "tools/cameras/faults/fault_cameras.h"

namespace pendopo::faults {

// As they were given on the command line.
struct FaultWords {
    std::string fault;
    std::string impair;
    std::string to;  // ADDRESS:PORT: only a line to there, no cameras
    bool list = false;
    bool any() const { return list || !fault.empty() || !impair.empty() || !to.empty(); }
};
void describe_words(CLI::App& app, FaultWords& words);

struct FaultProgram {
    FaultPlan plan;  // its fault and impairment are those of `words`
    FaultWords words;
    std::string control;  // path of its socket; empty: none
};

// Prints "listening rtsp://…", a line a camera, and "ready <n> cameras …"; blocks.
Result<void> serve_faults(const FaultProgram& program, GMainLoop* loop);

}  // namespace pendopo::faults
