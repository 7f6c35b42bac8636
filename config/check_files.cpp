#include "config/check_files.h"

#include <algorithm>
#include <filesystem>

#include "config/card_config.h"
#include "config/data_config.h"
#include "config/in_both.h"
#include "config/json_reader.h"
#include "config/schedule_config.h"
#include "config/theme_config.h"

namespace pendopo {
namespace {

ProblemList check_cameras(const std::string& file, std::string_view text) {
    const auto result = read_cameras_config(file, text);
    return result ? ProblemList{} : result.error();
}

ProblemList check_secrets(const std::string& file, std::string_view text) {
    const auto result = read_secrets(file, text);
    return result ? ProblemList{} : result.error();
}

ProblemList check_data(const std::string& file, std::string_view text) {
    const auto result = read_data_config(file, text);
    return result ? ProblemList{} : result.error();
}

ProblemList check_schedule(const std::string& file, std::string_view text) {
    const auto result = read_schedule_config(file, text);
    return result ? ProblemList{} : result.error();
}

ProblemList check_card(const std::string& file, std::string_view text) {
    const auto result = read_card_config(file, text);
    return result ? ProblemList{} : result.error();
}

ProblemList check_theme(const std::string& file, std::string_view text) {
    const auto result = read_theme_config(file, text);
    return result ? ProblemList{} : result.error();
}

// "../schema/wall.schema.json" → "wall".
std::string kind_of_schema(const std::string& schema) {
    constexpr std::string_view kEnding = ".schema.json";
    const std::string name = std::filesystem::path(schema).filename().string();
    return name.ends_with(kEnding) ? name.substr(0, name.size() - kEnding.size()) : "";
}

std::string kind_of_shape(const JsonNode& root) {
    if (const JsonNode* displays = root.find("displays")) {
        return displays->kind == JsonNode::Kind::array ? "wall" : "layout";
    }
    return root.find("cameras") != nullptr   ? "cameras"
           : root.find("logins") != nullptr  ? "secrets"
           : root.find("kind") != nullptr    ? "card"
           : root.find("colours") != nullptr ? "theme"
           : root.find("sources") != nullptr ? "data"
           : root.find("entries") != nullptr || root.find("tours") != nullptr ||
                   root.find("alarms") != nullptr
               ? "schedule"
               : "";
}

std::string kind_of(const JsonNode& root, const std::string& path) {
    if (const JsonNode* schema = root.find("$schema")) {
        if (std::string kind = kind_of_schema(schema->string); !kind.empty()) {
            return kind;
        }
    }
    if (std::string kind = kind_of_shape(root); !kind.empty()) {
        return kind;
    }
    const std::filesystem::path file(path);
    const std::filesystem::path folder = file.parent_path().filename();
    return folder == "layouts"  ? "layout"
           : folder == "cards"  ? "card"
           : folder == "themes" ? "theme"
                                : file.stem().string();
}

}  // namespace

CheckReport check_files(const std::vector<std::string>& paths, std::span<const FileKind> more_kinds,
                        const ReadLayouts& read_layouts) {
    std::vector<FileKind> kinds{{"wall", nullptr},  // with all its files, below
                                {"cameras", check_cameras}, {"secrets", check_secrets},
                                {"data", check_data},       {"schedule", check_schedule},
                                {"card", check_card},       {"theme", check_theme}};
    kinds.insert(kinds.end(), more_kinds.begin(), more_kinds.end());

    CheckReport report;
    const auto add = [&](const ProblemList& problems) {
        for (const Problem& problem : problems) {
            if (std::find(report.problems.begin(), report.problems.end(), problem) ==
                report.problems.end()) {
                report.problems.push_back(problem);
            }
        }
    };
    for (const std::string& path : paths) {
        const Result<std::string> text = read_text_file(path);
        if (!text) {
            report.unreadable = true;
            add({cannot_read(path, text.error())});
            continue;
        }
        // It may be secrets.json under another name.
        const ConfigResult<JsonDocument> document = parse_json(path, *text, {}, Quoting::nothing);
        if (!document) {
            add(document.error());
            continue;
        }
        const std::string name = kind_of(document->root(), path);
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                       [&](const FileKind& k) { return k.name == name; });
        if (kind == kinds.end()) {
            std::vector<std::string> schemas;
            for (const FileKind& known : kinds) {
                schemas.push_back(std::string(known.name) + ".schema.json");
            }
            Problems unknown(path);
            unknown.add_at(
                1, 1,
                in_both("tidak dapat dikenali ini berkas apa; tambahkan \"$schema\" yang "
                        "menyebut {}",
                        "cannot tell what kind of file this is; add a \"$schema\" that "
                        "names {}",
                        one_of(schemas)));
            add(unknown.take());
            continue;
        }
        report.checked.push_back({path, kind->name});
        if (kind->name == "wall") {
            const auto installation = load_installation(path, read_layouts);
            if (!installation) {
                add(installation.error());
                continue;
            }
            add(installation->refused_cards);
            add(installation->refused_schedule);
            add(installation->left_out_events);
            continue;
        }
        if (kind->name == "secrets") {
            if (const auto closed = read_text_file(path, FileAccess::owner_only); !closed) {
                add({cannot_read(path, closed.error())});
            }
        }
        add(kind->check(path, *text));
    }
    return report;
}

}  // namespace pendopo
