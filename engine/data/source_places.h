#pragma once
// Which folders the sources of a plan read, and whether a process whose sandbox was made for some
// still reaches them all.

#include <memory>
#include <string>
#include <vector>

#include "config/data_config.h"

namespace pendopo {

// The folders that files, databases and authorities of `sources` stand in, and where links lead
// from there; sorted, each once. Folders, since who writes figures replaces their file.
// `data_file`: path of data.json, beside which relative paths begin.
std::vector<std::string> source_folders(const std::vector<SourceConfig>& sources,
                                        const std::string& data_file);

// Looks now and then, on a thread of its own: a folder may lie on another machine's disk, and
// looking at it hangs with that. Thread: safe.
class PlaceWatch {
  public:
    // Of sources that were allowed `folders` when this was made.
    PlaceWatch(std::vector<SourceConfig> sources, std::string data_file,
               std::vector<std::string> folders);
    // Waits for nobody: the thread may hang.
    ~PlaceWatch();
    PlaceWatch(const PlaceWatch&) = delete;
    PlaceWatch& operator=(const PlaceWatch&) = delete;

    // The first place that became another one: a folder made, mounted or replaced, a link that
    // leads elsewhere, a list of name servers. Empty: none.
    std::string changed() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace pendopo
