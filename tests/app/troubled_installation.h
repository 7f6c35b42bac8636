#pragma once
// The files of a small wall, and what people do to files: every sort of bad edit, and the good text
// back after it.

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace pendopo::test {

// Two displays, six cameras, three layouts, six cards from two sources.
// Thread: bound.
class TroubledInstallation {
  public:
    TroubledInstallation();

    std::string wall_file() const { return folder_ / "wall.json"; }
    // Hurts one file, or a folder of them, by the next number of `random`; says what was done.
    std::string hurt(std::minstd_rand& random);
    // A camera, a source or a display is for others than before; the text stays good.
    std::string change_audience(std::minstd_rand& random);
    // The good text of one file, or of all.
    std::string mend(std::minstd_rand& random);
    void mend_all();
    // An event for whoever watches the files; changes nothing.
    void nudge();

    static const std::vector<std::string>& layouts();

  private:
    void put(const std::string& name, const std::string& text);
    void clear(const std::string& name);

    TempDir folder_;
    std::map<std::string, std::string> good_;      // by name
    std::map<std::string, std::string> audience_;  // by id; what change_audience() said
    int64_t edits_ = 0;
};

}  // namespace pendopo::test
