#pragma once
// The parts of an archive in memory, as spreadsheets are. Whoever made it, reading costs a bounded
// time and memory: parts, their size and how far they unpack have limits. Thread: reentrant.

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

class ZipArchive {
  public:
    static constexpr size_t kMostParts = 10'000;
    static constexpr size_t kMostBytes = size_t{64} << 20;  // unpacked, of all parts together
    // Of a part beyond a mebibyte; the XML of sheets unpacks some thirty times.
    static constexpr size_t kMostRatio = 300;

    // `bytes` outlives the archive. Errors: invalid (no archive, or damaged), exhausted.
    static Result<ZipArchive> open(std::string_view bytes);

    bool has(const std::string& part) const;
    // Errors: not_found, refused (locked with a password), invalid (damaged), exhausted.
    Result<std::string> read(const std::string& part);

    ZipArchive(ZipArchive&&) noexcept;
    ZipArchive& operator=(ZipArchive&&) noexcept;
    ~ZipArchive();

  private:
    struct Handle;
    explicit ZipArchive(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> handle_;
};

}  // namespace pendopo
