#include "engine/app/setup_upload.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "config/problems.h"
#include "engine/control/csv_text.h"

namespace pendopo {
namespace {

enum class Content { table, json, workbook };
struct Ending {
    std::string_view word;
    Content content;
};
constexpr std::array<Ending, 6> kEndings{{{".csv", Content::table},
                                          {".tsv", Content::table},
                                          {".txt", Content::table},
                                          {".json", Content::json},
                                          {".xlsx", Content::workbook},
                                          {".ods", Content::workbook}}};
constexpr size_t kLongestStem = 80;

const Ending* ending_of(const std::string& name) {
    const std::string ending = lower(std::filesystem::path(name).extension().string());
    const auto* found = std::ranges::find(kEndings, ending, &Ending::word);
    return found == kEndings.end() ? nullptr : found;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool holds_zero(std::string_view bytes) {
    constexpr size_t kLookedAt = 64 * 1024;
    const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    return !utf16 && bytes.substr(0, kLookedAt).find('\0') != std::string_view::npos;
}

}  // namespace

Result<std::string> safe_upload_name(std::string_view given) {
    const size_t slash = given.find_last_of("/\\");
    const std::string name(slash == std::string_view::npos ? given : given.substr(slash + 1));
    const Ending* ending = ending_of(name);
    if (ending == nullptr) {
        return fail(ErrorCode::invalid,
                    "name: got " + in_quotes(name) +
                        "; expected a file that ends in .csv, .tsv, .txt, .json, .xlsx or .ods");
    }
    std::string stem;
    for (const char c : std::string_view(name).substr(0, name.size() - ending->word.size())) {
        if (is_plain(c) || c == '_') {
            stem += c;
        } else if (!stem.empty() && stem.back() != '-') {
            stem += '-';
        }
    }
    stem.resize(std::min(stem.size(), kLongestStem));
    while (!stem.empty() && stem.back() == '-') {
        stem.pop_back();
    }
    if (stem.empty()) {
        return fail(ErrorCode::invalid, "name: got " + in_quotes(name) +
                                            "; expected letters or digits before its ending");
    }
    return stem + std::string(ending->word);
}

Result<void> check_upload(const std::string& name, std::string_view bytes) {
    const Ending* ending = ending_of(name);
    const std::string_view text = without_mark(bytes);
    const size_t first = text.find_first_not_of(" \t\r\n");
    const char begins = first == std::string_view::npos ? '\0' : text[first];
    if (ending != nullptr && ending->content == Content::workbook) {
        return bytes.starts_with("PK\x03\x04")
                   ? Result<void>()
                   : fail(ErrorCode::invalid,
                          name +
                              ": no workbook of .xlsx or .ods; an older .xls has to be saved "
                              "as .xlsx first");
    }
    if (begins == '\0') {
        return fail(ErrorCode::invalid, name + ": nothing is in it");
    }
    if (ending != nullptr && ending->content == Content::json && begins != '{' && begins != '[') {
        return fail(ErrorCode::invalid, name + ": no JSON; expected an object or array");
    }
    if (holds_zero(bytes)) {
        return fail(ErrorCode::invalid, name + ": no text; is it a workbook with another name?");
    }
    return {};
}

std::string proposed_source(const std::string& file, const std::set<std::string>& taken) {
    const std::string stem = std::filesystem::path(file).stem().string();
    const std::string base = id_from(stem).empty() ? "data" : id_from(stem);
    std::string id = base;
    for (int i = 2; taken.contains(id); ++i) {
        id = fmt::format("{}-{}", base.substr(0, 60), i);
    }
    std::string name = stem;
    std::ranges::replace(name, '-', ' ');
    std::ranges::replace(name, '_', ' ');
    return nlohmann::ordered_json{{"id", id}, {"name", name}, {"file", file}}.dump();
}

}  // namespace pendopo
