#include "engine/control/panel_files.h"

namespace pendopo {

const PanelFile* find_panel_file(std::string_view path) {
    for (const PanelFile& file : panel_files()) {
        if (file.path == path) {
            return &file;
        }
    }
    return nullptr;
}

}  // namespace pendopo
