#pragma once
// A file, or the newest of several, read when it has changed and is quiet.

#include <sys/stat.h>

#include <optional>
#include <string>

#include "engine/data/data_source.h"

namespace pendopo {

class FileSource final : public DataSource {
  public:
    FileSource(std::string path, int64_t max_bytes);

    // Errors: not_found, exhausted (too large), invalid (no regular file), io.
    Result<Fetched> fetch(const Until& until) override;
    void forget() override { read_.reset(); }
    // Until the file is another than at the last fetch() and two looks in a row see the same, so
    // that it is rarely seen half written; one that is does not parse and is read again when it
    // changes the next time. Looked at, not watched: inotify instances are few, and a disk that
    // hangs holds up its own source only.
    void wait(const Until& until) override;

  private:
    struct Stamp {
        uint64_t device, inode, size;
        int64_t modified_ns, status_ns;
        bool operator==(const Stamp&) const = default;
    };

    static Stamp stamp_of(const struct stat& info);
    // What stands there now, or nothing.
    std::optional<Stamp> look() const;

    std::string path_;  // perhaps of several, of which the newest is read (newest_file.h)
    int64_t max_bytes_;
    std::optional<Stamp> read_;  // of what was fetched last
    std::optional<Stamp> seen_;  // at the last fetch(), however that went
};

}  // namespace pendopo
