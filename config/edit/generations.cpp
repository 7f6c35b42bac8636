#include "config/edit/generations.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>

#include "config/text_file.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr size_t kTimeDigits = 15;
constexpr size_t kRevisionDigits = 12;
constexpr size_t kIdSize = kTimeDigits + 1 + kRevisionDigits;
constexpr size_t kLongestBy = 60;  // bytes: a name of a file has at most 255, three for each

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '@';
}

std::string escaped(std::string_view by) {
    size_t length = std::min(by.size(), kLongestBy);
    while (length < by.size() && length > 0 && (by[length] & 0xC0) == 0x80) {
        --length;
    }
    std::string result;
    for (const char c : by.substr(0, length)) {
        result += is_plain(c) ? std::string(1, c) : fmt::format("%{:02x}", c & 0xFF);
    }
    return result;
}

std::string unescaped(std::string_view name) {
    std::string result;
    for (size_t i = 0; i < name.size(); ++i) {
        unsigned byte = 0;
        if (name[i] == '%' && i + 2 < name.size() &&
            std::from_chars(&name[i + 1], &name[i + 1] + 2, byte, 16).ec == std::errc{}) {
            result += static_cast<char>(byte);
            i += 2;
        } else {
            result += name[i];
        }
    }
    return result;
}

bool is_id(std::string_view id) {
    return id.size() == kIdSize && id[kTimeDigits] == '-' &&
           id.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

// What a file's name says; nothing of other files.
std::optional<Generation> generation_of(const std::string& name) {
    if (name.size() <= kIdSize || name[kIdSize] != '-' || !is_id(name.substr(0, kIdSize))) {
        return std::nullopt;
    }
    Generation generation{name.substr(0, kIdSize), 0, unescaped(name.substr(kIdSize + 1)), 0,
                          false};
    const char* end = name.data() + kTimeDigits;
    return std::from_chars(name.data(), end, generation.saved_ms).ptr == end
               ? std::optional(generation)
               : std::nullopt;
}

std::string path_of(const std::string& folder, const Generation& generation) {
    return folder + "/" + generation.id + "-" + escaped(generation.by);
}

}  // namespace

Result<std::vector<Generation>> GenerationShelf::list(const std::string& file) const {
    std::vector<Generation> list;
    std::error_code error;
    for (fs::directory_iterator it(folder_of(file), error), end; !error && it != end;
         it.increment(error)) {
        if (auto generation = generation_of(it->path().filename().string())) {
            std::error_code gone;
            const auto bytes = it->file_size(gone);
            generation->bytes = gone ? 0 : int64_t(bytes);
            list.push_back(std::move(*generation));
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return fail(ErrorCode::io, "cannot list " + folder_of(file) + ": " + error.message());
    }
    std::ranges::sort(list, std::ranges::greater{}, &Generation::id);
    return list;
}

Result<std::string> GenerationShelf::text(const std::string& file, const std::string& id) const {
    const auto all = list(file);
    if (!all) {
        return fail(all.error());
    }
    const auto found = std::ranges::find(*all, id, &Generation::id);
    if (found == all->end()) {
        return fail(ErrorCode::not_found, "there is no such generation any more; list them anew");
    }
    auto text = read_text_file(path_of(folder_of(file), *found));
    return text ? std::move(text) : fail(text.error().within("this generation"));
}

bool GenerationShelf::is_of(const Generation& generation, std::string_view revision) {
    return std::string_view(generation.id).substr(kTimeDigits + 1) ==
           revision.substr(0, kRevisionDigits);
}

bool GenerationShelf::has(const std::string& file, std::string_view revision) const {
    const auto all = list(file);
    return all &&
           std::ranges::any_of(*all, [&](const Generation& each) { return is_of(each, revision); });
}

Result<std::string> GenerationShelf::keep(const std::string& file, std::string_view text,
                                          std::string_view revision, std::string_view by,
                                          int64_t saved_ms) {
    const auto all = list(file);
    if (!all) {
        return fail(all.error());
    }
    const int64_t newest = all->empty() ? 0 : all->front().saved_ms;
    Generation generation{fmt::format("{:0{}}-{}", std::max(saved_ms, newest + 1), kTimeDigits,
                                      revision.substr(0, kRevisionDigits)),
                          0, std::string(by), 0, false};
    std::error_code error;
    fs::create_directories(folder_of(file), error);
    // Not for everybody: a text may be of a file that is not.
    fs::permissions(folder_, fs::perms::owner_all, error);
    const auto written = replace_file(path_of(folder_of(file), generation), text, 0600);
    if (!written) {
        return fail(written.error().within("cannot keep this generation in the state folder"));
    }
    return generation.id;
}

void GenerationShelf::forget(const std::string& file, const std::string& id) {
    if (const auto all = list(file)) {
        const auto found = std::ranges::find(*all, id, &Generation::id);
        std::error_code error;
        if (found != all->end()) {
            fs::remove(path_of(folder_of(file), *found), error);
        }
    }
}

void GenerationShelf::prune(const std::string& file, size_t most) {
    const auto all = list(file);
    std::error_code error;
    for (size_t i = most; all && i < all->size(); ++i) {
        fs::remove(path_of(folder_of(file), (*all)[i]), error);
    }
    // What a killed save left half written.
    std::vector<fs::path> halves;
    for (fs::directory_iterator it(folder_of(file), error), end; !error && it != end;
         it.increment(error)) {
        if (it->path().filename().string().starts_with('.')) {
            halves.push_back(it->path());
        }
    }
    for (const fs::path& half : halves) {
        fs::remove(half, error);
    }
}

}  // namespace pendopo
