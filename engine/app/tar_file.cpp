#include "engine/app/tar_file.h"

#include <archive.h>
#include <archive_entry.h>

#include <chrono>
#include <memory>

namespace pendopo {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;  // of the whole file; a bundle has one or two

using Archive = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

}  // namespace

Result<void> write_tar(const std::string& path, const std::vector<TextFile>& files, WallTime now) {
    const Archive tar(archive_write_new(), archive_write_free);
    const auto failed = [&] {
        const char* why = archive_error_string(tar.get());
        return fail(ErrorCode::io, why == nullptr ? "cannot be written" : why);
    };
    // Made in memory, so that the file is whole or not there.
    std::string bytes(kMostBytes, '\0');
    size_t used = 0;
    archive_write_set_format_ustar(tar.get());
    archive_write_add_filter_gzip(tar.get());
    if (archive_write_open_memory(tar.get(), bytes.data(), bytes.size(), &used) != ARCHIVE_OK) {
        return failed();
    }
    for (const TextFile& file : files) {
        const Entry entry(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname(entry.get(), file.path.c_str());
        archive_entry_set_size(entry.get(), static_cast<int64_t>(file.text.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        archive_entry_set_mtime(
            entry.get(), std::chrono::duration_cast<Seconds>(now.time_since_epoch()).count(), 0);
        if (archive_write_header(tar.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(tar.get(), file.text.data(), file.text.size()) < 0) {
            return failed();
        }
    }
    if (archive_write_close(tar.get()) != ARCHIVE_OK) {
        return failed();
    }
    bytes.resize(used);
    return replace_file(path, bytes, 0600);
}

}  // namespace pendopo
