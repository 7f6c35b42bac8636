#include "engine/data/newest_file.h"

#include <filesystem>
#include <optional>
#include <tuple>

#include "engine/data/date_text.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

// What "*" stands for in `name`; nothing: it does not fit.
std::optional<std::string> filling(const std::string& pattern, const std::string& name) {
    const size_t star = pattern.find('*');
    const std::string before = pattern.substr(0, star);
    const std::string after = pattern.substr(star + 1);
    if (name.size() < before.size() + after.size() || !name.starts_with(before) ||
        !name.ends_with(after) || name.starts_with('.')) {
        return std::nullopt;
    }
    return name.substr(before.size(), name.size() - before.size() - after.size());
}

}  // namespace

bool is_pattern(const std::string& path) {
    return fs::path(path).filename().string().find('*') != std::string::npos;
}

Result<std::string> newest_file(const std::string& path) {
    if (!is_pattern(path)) {
        return path;
    }
    const fs::path folder = fs::path(path).parent_path();
    const std::string pattern = fs::path(path).filename().string();
    // Dated before undated; then the date, then the file's time.
    using Rank = std::tuple<std::string, fs::file_time_type, std::string>;
    std::optional<Rank> best;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        const auto part = filling(pattern, name);
        std::error_code unreadable;
        if (!part || !at->is_regular_file(unreadable)) {
            continue;
        }
        const DateText date = read_date(*part);
        const auto& day = date.day_first ? date.day_first : date.month_first;
        Rank rank{day ? day->text() : "", at->last_write_time(unreadable), at->path().string()};
        if (!unreadable && (!best || rank > *best)) {
            best = std::move(rank);
        }
    }
    if (error && !best) {
        return fail(
            error == std::errc::no_such_file_or_directory ? ErrorCode::not_found : ErrorCode::io,
            "cannot look into " + folder.string() + ": " + error.message());
    }
    return best ? Result<std::string>(std::get<2>(*best))
                : fail(ErrorCode::not_found, "there is no file " + path);
}

}  // namespace pendopo
