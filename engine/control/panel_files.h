#pragma once
// The panel's files, compiled in: the program needs nothing beside it on the disk. The table is
// written by tools/cmake/EmbedFiles.cmake from the files listed in this folder's CMakeLists.txt.

#include <span>
#include <string_view>

namespace pendopo {

struct PanelFile {
    std::string_view path;  // "/panel.css"; the index page is "/"
    std::string_view content_type;
    std::string_view etag;  // quoted, of the content
    std::string_view bytes;
};

std::span<const PanelFile> panel_files();
const PanelFile* find_panel_file(std::string_view path);  // null: no such file

}  // namespace pendopo
