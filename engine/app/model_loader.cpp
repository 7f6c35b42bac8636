#include "engine/app/model_loader.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "config/in_both.h"
#include "engine/control/secret.h"
#include "layouts/layout_check.h"
#include "layouts/layout_reader.h"
#include "layouts/solver.h"

namespace pendopo {

static CameraGroups groups_of(const CamerasConfig& cameras) {
    CameraGroups groups;
    for (const GroupConfig& group : cameras.groups) {
        groups[group.id] = group.cameras;
    }
    return groups;
}

LayoutContext layout_context(const WallConfig& wall, const CamerasConfig& cameras,
                             const std::map<std::string, std::string>& cards) {
    LayoutContext context;
    context.displays = wall.displays;
    context.groups = groups_of(cameras);
    for (const CameraConfig& camera : cameras.cameras) {
        context.cameras[camera.id] = camera.audience;
    }
    context.cards.insert(cards.begin(), cards.end());
    return context;
}

namespace {

// One layout file: the layout, or all that is wrong with it. `seen` finds ids given twice.
ConfigResult<Layout> read_checked(const TextFile& file, const LayoutContext* context,
                                  std::set<std::string>& seen) {
    auto read = read_layout(file.path, file.text);
    if (!read) {
        return tl::unexpected(read.error());
    }
    ProblemList problems = context != nullptr ? check_layout(*read, *context) : ProblemList{};
    if (!seen.insert(read->layout.id).second) {
        problems.push_back(
            problem_of(file.path,
                       in_both("{} juga id berkas tata letak lain; beri masing-masing id sendiri",
                               "{} is the id of another layout file too; give each its own",
                               in_quotes(read->layout.id)),
                       "/id"));
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return std::move(read->layout);
}

void append(ProblemList& to, const ProblemList& from) {
    to.insert(to.end(), from.begin(), from.end());
}

// The layout that a refused file held when it was good. Files are told by their stem, which by
// custom is the layout's id.
std::optional<WallLayout> kept_layout(const WallModel* previous, const std::string& path) {
    if (previous == nullptr) {
        return std::nullopt;
    }
    const std::string stem = std::filesystem::path(path).stem().string();
    const auto found = std::ranges::find(previous->layouts, stem, &WallLayout::id);
    return found == previous->layouts.end() ? std::nullopt : std::optional(*found);
}

// A card file with a slip of the pen shows what it held when it was good, to whom its sources allow
// by now.
void keep_refused_cards(const std::vector<std::string>& refused, const WallModel* previous,
                        WallModel& model) {
    for (const std::string& path : refused) {
        const auto kept = [&](const InstalledCard& card) { return card.path == path; };
        if (previous == nullptr) {
            return;
        }
        if (const auto found = std::ranges::find_if(previous->cards, kept);
            found != previous->cards.end()) {
            model.cards.push_back(*found);
            model.cards.back().audience = narrowest_audience(found->config, model.data);
        }
    }
}

ProblemList check_layout_alone(const std::string& file, std::string_view text) {
    auto read = read_layout(file, text);
    return read ? ProblemList{} : read.error();
}

}  // namespace

const std::vector<FileKind> kLayoutKinds{{"layout", check_layout_alone}};

LayoutsRead read_layouts(const std::vector<TextFile>& files, const LayoutReferences& references) {
    LayoutsRead result;
    std::optional<LayoutContext> context;
    if (references.wall != nullptr && references.cameras != nullptr &&
        references.cards != nullptr) {
        context = layout_context(*references.wall, *references.cameras, *references.cards);
    }
    std::set<std::string> seen;
    for (const TextFile& file : files) {
        const auto layout = read_checked(file, context ? &*context : nullptr, seen);
        if (layout) {
            result.ids.push_back(layout->id);
        } else {
            append(result.problems, layout.error());
        }
    }
    return result;
}

ConfigResult<LoadedModel> load_model(const std::string& wall_path, const WallModel* previous,
                                     const ConfigTexts& texts) {
    // Layout problems are set aside: they refuse their own file, not the installation.
    LoadedModel loaded;
    std::map<std::string, std::string> cards;
    auto installation = load_installation(
        wall_path,
        [&](const auto& files, const LayoutReferences& references) {
            LayoutsRead read = read_layouts(files, references);
            loaded.problems = std::exchange(read.problems, {});
            for (const TextFile& file : files) {  // a refused layout may still be named
                read.ids.push_back(std::filesystem::path(file.path).stem().string());
            }
            if (references.cards != nullptr) {
                cards = *references.cards;
            }
            return read;
        },
        std::chrono::system_clock::now(), texts);
    if (!installation) {
        ProblemList problems = installation.error();
        append(problems, loaded.problems);
        return tl::unexpected(std::move(problems));
    }
    append(loaded.problems, installation->refused_cards);
    append(loaded.problems, installation->refused_schedule);
    append(loaded.problems, installation->left_out_events);

    auto model = std::make_shared<WallModel>();
    model->config = installation->wall;
    model->cameras = installation->cameras;
    model->secrets = installation->secrets;
    model->data = installation->data;
    // A refused schedule leaves the one before it; at the start, what of it could be read.
    const bool keep_schedule = !installation->refused_schedule.empty() && previous != nullptr;
    model->schedule = keep_schedule ? previous->schedule : installation->schedule;
    model->data_path = installation->data_path;
    model->data_text = installation->data_text;
    model->theme = installation->theme_text;
    model->cards = installation->cards;
    keep_refused_cards(installation->refused_card_paths, previous, *model);
    const LayoutContext context = layout_context(model->config, model->cameras, cards);
    std::set<std::string> seen;
    for (const TextFile& file : installation->layouts) {
        if (const auto layout = read_checked(file, &context, seen)) {
            model->layouts.push_back({layout->id, layout->name,
                                      solve(*layout, model->config.displays, context.groups).scene,
                                      sha256_hex(file.text)});
        } else if (auto kept = kept_layout(previous, file.path)) {
            model->layouts.push_back(std::move(*kept));
        }
    }
    loaded.model = std::move(model);
    loaded.files = installation->files;
    loaded.folders = {installation->layouts_folder, installation->cards_folder};
    loaded.state_folder = installation->state_folder;
    return loaded;
}

}  // namespace pendopo
