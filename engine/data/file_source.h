#pragma once
// A file, or the newest of several, read when it has changed and is quiet.

#include <optional>
#include <string>

#include "config/config_watcher.h"
#include "engine/data/data_source.h"

namespace pendopo {

class FileSource final : public DataSource {
  public:
    FileSource(std::string path, int64_t max_bytes);

    // Errors: not_found, exhausted (too large), invalid (no regular file), io.
    Result<Fetched> fetch(const Until& until) override;
    void forget() override { read_.reset(); }
    // Until the file changed and nothing has for 150 ms, so that it is rarely seen half written;
    // one that is does not parse and is read again when it changes the next time.
    void wait(const Until& until) override;

  private:
    struct Stamp {
        uint64_t device, inode, size;
        int64_t modified_ns;
        bool operator==(const Stamp&) const = default;
    };

    bool is_read(const std::string& path) const;

    std::string path_;  // perhaps of several, of which the newest is read (newest_file.h)
    int64_t max_bytes_;
    std::optional<ConfigWatcher> watcher_;
    std::optional<Stamp> read_;  // of what was fetched last
};

}  // namespace pendopo
