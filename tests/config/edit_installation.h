#pragma once
// A small installation on disk, for the tests of its writer.

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "config/edit/config_store.h"
#include "config/json_reader.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {

// Stands for layouts/: a layout is {"id": …} that may have a "camera".
inline LayoutsRead read_small_layouts(const std::vector<TextFile>& files,
                                      const LayoutReferences& references) {
    LayoutsRead result;
    for (const TextFile& file : files) {
        const auto document = parse_json(file.path, file.text);
        if (!document) {
            result.problems.insert(result.problems.end(), document.error().begin(),
                                   document.error().end());
            continue;
        }
        Problems problems(file.path);
        ObjectReader layout(document->root(), problems);
        const std::string id = layout.id();
        const JsonNode* camera = layout.find("camera");
        layout.finish();
        if (camera != nullptr && references.cameras != nullptr) {
            std::vector<std::string> names;
            for (const CameraConfig& each : references.cameras->cameras) {
                names.push_back(each.id);
            }
            if (std::ranges::find(names, camera->string) == names.end()) {
                problems.add(*camera,
                             unknown_name(LocalText{"kamera", "camera"}, camera->string, names));
            }
        }
        if (problems.empty()) {
            result.ids.push_back(id);
        }
        ProblemList found = problems.take();
        result.problems.insert(result.problems.end(), found.begin(), found.end());
    }
    return result;
}

inline const std::string kWall = R"({
  "version": 1,
  "displays": [
    { "id": "kiri", "size": [1920, 1080] }
  ],
  "first_layout": "beranda",
  "state_dir": "state"
}
)";
inline const std::string kCameras = R"({
  "version": 1,
  "cameras": [
    { "id": "lobi", "main": "rtsp://10.0.0.1/a" },
    { "id": "pasar", "main": "rtsp://10.0.0.2/a" }
  ]
}
)";
inline const std::string kHome = "{ \"id\": \"beranda\", \"camera\": \"lobi\" }\n";

class SmallInstallation {
  public:
    SmallInstallation() {
        folder.write("wall.json", kWall);
        folder.write("cameras.json", kCameras);
        folder.write("layouts/beranda.json", kHome);
        folder.write("layouts/pasar.json", "{ \"id\": \"pasar\", \"camera\": \"pasar\" }\n");
    }

    TempDir folder;
    ConfigStore store{folder / "wall.json", read_small_layouts};

    std::string revision(const std::string& file) const {
        const auto text = store.read(file);
        return text ? text->revision : "";
    }
    FileChange whole(const std::string& file, const std::string& text) const {
        FileChange change;
        change.file = file;
        change.revision = revision(file);
        change.text = text;
        return change;
    }
    FileChange edit(const std::string& file, std::vector<JsonChange> changes) const {
        FileChange change;
        change.file = file;
        change.revision = revision(file);
        change.changes = std::move(changes);
        return change;
    }
    FileChange removal(const std::string& file) const {
        FileChange change;
        change.file = file;
        change.revision = revision(file);
        change.remove = true;
        return change;
    }
    // "saved", or the code, message and problems.
    std::string save(const std::vector<FileChange>& changes, const std::string& by = "budi") {
        const auto saved = store.save(changes, by);
        return saved ? "saved" : told(saved.error());
    }
    static std::string told(const SaveError& error) {
        return std::string(to_string(error.error.code())) + " " + error.error.message();
    }
};

}  // namespace pendopo::test
