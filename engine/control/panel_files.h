#pragma once
// The panel's files, compiled in: the program needs nothing beside it on the disk. The table is
// written by tools/cmake/EmbedFiles.cmake from what Vite makes of panel/.

#include <span>
#include <string_view>

#include "engine/control/http_message.h"

namespace pendopo {

struct PanelFile {
    std::string_view path;  // "/assets/index-BorBqJMg.css"; the index page is "/"
    std::string_view content_type;
    std::string_view etag;  // quoted, of the content
    std::string_view bytes;
    std::string_view packed;  // the same by gzip; empty: it is not worth it
    bool forever = false;     // its name changes with its content
};

std::span<const PanelFile> panel_files();
const PanelFile* find_panel_file(std::string_view path);  // null: no such file

// The answer with a file: packed where `accept_encoding`, the request's field, takes gzip. What has
// its hash in its name may be kept for a year; everything else is asked for again each time.
HttpResponse panel_answer(const PanelFile& file, std::string_view accept_encoding);

}  // namespace pendopo
