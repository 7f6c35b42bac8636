#include "engine/data/zip_archive.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <utility>

namespace pendopo {

struct ZipArchive::Handle {
    ~Handle() {
        if (zip != nullptr) {
            zip_discard(zip);
        }
    }
    zip_t* zip = nullptr;
    size_t read = 0;  // bytes so far
};

namespace {

constexpr const char* kDamaged = "the spreadsheet is damaged; open and save it again";

Error too_large() {
    return {ErrorCode::exhausted,
            fmt::format("the spreadsheet unpacks to more than {} bytes, or as no spreadsheet does; "
                        "save the sheet that is needed in a file of its own",
                        ZipArchive::kMostBytes)};
}

}  // namespace

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto handle = std::make_unique<Handle>();
    if (source != nullptr) {
        handle->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    }
    if (handle->zip == nullptr) {
        if (source != nullptr) {
            zip_source_free(source);
        }
        zip_error_fini(&error);
        return fail(ErrorCode::invalid, kDamaged);
    }
    zip_error_fini(&error);
    if (zip_get_num_entries(handle->zip, 0) > static_cast<zip_int64_t>(kMostParts)) {
        return fail(too_large());
    }
    return ZipArchive(std::move(handle));
}

bool ZipArchive::has(const std::string& part) const {
    return zip_name_locate(handle_->zip, part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> ZipArchive::read(const std::string& part) {
    const zip_int64_t found = zip_name_locate(handle_->zip, part.c_str(), ZIP_FL_NOCASE);
    zip_stat_t info;
    if (found < 0 ||
        zip_stat_index(handle_->zip, static_cast<zip_uint64_t>(found), 0, &info) != 0) {
        return fail(ErrorCode::not_found, "the spreadsheet has no part " + part);
    }
    if ((info.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && info.encryption_method != ZIP_EM_NONE) {
        return fail(ErrorCode::refused,
                    "the spreadsheet is locked with a password; save it without one");
    }
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
        zip_fopen_index(handle_->zip, static_cast<zip_uint64_t>(found), 0), zip_fclose);
    if (file == nullptr) {
        return fail(ErrorCode::invalid, kDamaged);
    }
    // What a header says of sizes is believed for the packed one only, and counted otherwise.
    constexpr size_t kSmall = size_t{1} << 20;
    const size_t packed = (info.valid & ZIP_STAT_COMP_SIZE) != 0 ? info.comp_size : 0;
    const size_t most =
        std::min(kMostBytes - handle_->read,
                 packed > kMostBytes / kMostRatio ? kMostBytes : kSmall + packed * kMostRatio);
    std::string text;
    char buffer[65536];
    while (true) {
        const zip_int64_t count = zip_fread(file.get(), buffer, sizeof buffer);
        if (count < 0) {
            return fail(ErrorCode::invalid, kDamaged);
        }
        if (count == 0) {
            break;
        }
        text.append(buffer, static_cast<size_t>(count));
        if (text.size() > most) {
            return fail(too_large());
        }
    }
    handle_->read += text.size();
    return text;
}

}  // namespace pendopo
