#include "engine/control/panel_files.h"

#include <string>

namespace pendopo {
namespace {

constexpr std::string_view kSpaces = " \t";

std::string_view trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

// A field like "br;q=1.0, gzip;q=0.8, *;q=0.1"; a weight of zero forbids.
bool takes_gzip(std::string_view accept_encoding) {
    while (!accept_encoding.empty()) {
        const size_t comma = accept_encoding.find(',');
        const std::string_view entry = accept_encoding.substr(0, comma);
        const size_t semicolon = entry.find(';');
        if (trimmed(entry.substr(0, semicolon)) == "gzip") {
            const std::string_view weight =
                semicolon == std::string_view::npos ? "" : trimmed(entry.substr(semicolon + 1));
            return weight.find_first_not_of("q=0.") != std::string_view::npos || weight.empty();
        }
        accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size()
                                                                      : comma + 1);
    }
    return false;
}

}  // namespace

const PanelFile* find_panel_file(std::string_view path) {
    for (const PanelFile& file : panel_files()) {
        if (file.path == path) {
            return &file;
        }
    }
    return nullptr;
}

HttpResponse panel_answer(const PanelFile& file, std::string_view accept_encoding) {
    HttpResponse response;
    response.content_type = file.content_type;
    response.etag = file.etag;
    if (file.forever) {
        response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    }
    if (!file.packed.empty()) {
        response.headers.emplace_back("Vary", "Accept-Encoding");
    }
    if (!file.packed.empty() && takes_gzip(accept_encoding)) {
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.etag.insert(response.etag.size() - 1, "-gzip");  // other bytes, another tag
        response.body = file.packed;
    } else {
        response.body = file.bytes;
    }
    return response;
}

}  // namespace pendopo
