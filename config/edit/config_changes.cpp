#include "config/edit/config_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>

#include "config/edit/revision.h"
#include "config/json_reader.h"
#include "config/text_file.h"
#include "config/theme_config.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

tl::unexpected<SaveError> refuse(const std::string& file, ErrorCode code, std::string text) {
    return tl::unexpected(
        SaveError{Error(code, std::move(text)).within(in_quotes(file)), {}, {}, file});
}

template <class T>
ProblemList problems_of(const ConfigResult<T>& read) {
    return read ? ProblemList{} : read.error();
}

// What is wrong with a text by itself.
ProblemList check_alone(const std::string& kind, const std::string& path, const std::string& text,
                        const ReadLayouts& read_layouts) {
    return kind == "wall"       ? problems_of(read_wall_config(path, text))
           : kind == "cameras"  ? problems_of(read_cameras_config(path, text))
           : kind == "data"     ? problems_of(read_data_config(path, text))
           : kind == "schedule" ? problems_of(read_schedule_config(path, text))
           : kind == "card"     ? problems_of(read_card_config(path, text))
           : kind == "theme"    ? problems_of(read_theme_config(path, text))
                                : read_layouts({{path, text}}, {}).problems;
}

void add_new(ProblemList& to, const ProblemList& more) {
    for (const Problem& problem : more) {
        if (std::ranges::find(to, problem) == to.end()) {
            to.push_back(problem);
        }
    }
}

// One text, after the change.
tl::expected<std::optional<std::string>, SaveError> text_after(
    const FileChange& change, const std::string& kind, const std::optional<std::string>& before) {
    if (change.remove) {
        if (kind == "wall") {
            return refuse(change.file, ErrorCode::refused,
                          "without it there is no wall; it is not removed here");
        }
        return std::nullopt;
    }
    if (change.text) {
        return change.text;
    }
    if (!before) {
        return refuse(change.file, ErrorCode::not_found,
                      "it is not there, so that nothing in it can change; give its whole text");
    }
    auto edited = edit_json(*before, change.changes);
    if (!edited) {
        return refuse(change.file, edited.error().code(), edited.error().message());
    }
    return std::move(*edited);
}

// Where the logins are is said by hand only: no other file may become theirs, nor they another's.
bool moves_secrets(const ConfigPlaces& places, const PlannedText& planned) {
    if (planned.kind != "wall" || !planned.after) {
        return false;
    }
    const auto names = wall_names(*planned.after);
    return names && names->secrets_file != places.wall().secrets_file;
}

tl::expected<PlannedText, SaveError> plan(const ConfigPlaces& places, const FileChange& change) {
    const auto kind = places.kind(change.file);
    if (!kind) {
        return tl::unexpected(SaveError{kind.error(), {}, {}, change.file});
    }
    if (int{change.remove} + int{change.text.has_value()} + int{!change.changes.empty()} != 1) {
        return refuse(change.file, ErrorCode::invalid,
                      "expected one of a text, changes, and removal");
    }
    PlannedText planned{change.file, *kind, places.path(change.file), {}, {}};
    auto before = read_text_file(planned.path);
    if (before) {
        planned.before = std::move(*before);
    } else if (before.error().code() != ErrorCode::not_found) {
        return refuse(change.file, ErrorCode::io, before.error().message());
    }
    if (change.revision != (planned.before ? revision_of(*planned.before) : "")) {
        return tl::unexpected(conflict_of(change.file, planned.path));
    }
    auto after = text_after(change, *kind, planned.before);
    if (!after) {
        return tl::unexpected(after.error());
    }
    planned.after = std::move(*after);
    if (!planned.before && (*kind == "layout" || *kind == "card") &&
        !is_id(fs::path(change.file).stem().string())) {
        return refuse(change.file, ErrorCode::refused,
                      "a new file is called like the id in it: letters, digits, \"-\" and \"_\", "
                      "first a letter or digit, at most 64, and .json");
    }
    if (moves_secrets(places, planned)) {
        return refuse(change.file, ErrorCode::refused,
                      "\"secrets\" says where the logins are; it is changed by hand only");
    }
    return planned;
}

}  // namespace

SaveError conflict_of(const std::string& file, const std::string& path) {
    SaveError error{Error(ErrorCode::conflict,
                          "it was changed meanwhile by somebody else; look at what it says now, "
                          "and make the change again")
                        .within(in_quotes(file)),
                    {},
                    {},
                    file};
    if (auto now = read_text_file(path)) {
        std::string revision = revision_of(*now);
        error.current = FileText{std::move(*now), std::move(revision)};
    }
    return error;
}

tl::expected<std::vector<PlannedText>, SaveError> plan_changes(
    const ConfigPlaces& places, std::span<const FileChange> changes) {
    if (changes.empty() || changes.size() > kMostFilesAtOnce) {
        return tl::unexpected(
            SaveError{Error(changes.empty() ? ErrorCode::invalid : ErrorCode::exhausted,
                            fmt::format("changes of {} files; expected 1 to {}", changes.size(),
                                        kMostFilesAtOnce))});
    }
    std::vector<PlannedText> planned;
    std::set<std::string> seen;
    for (const FileChange& change : changes) {
        if (!seen.insert(change.file).second) {
            return refuse(change.file, ErrorCode::invalid,
                          "it is changed twice; put all changes of a file together");
        }
        auto one = plan(places, change);
        if (!one) {
            return tl::unexpected(one.error());
        }
        planned.push_back(std::move(*one));
    }
    return planned;
}

ProblemList new_problems(const ProblemList& before, const ProblemList& after) {
    // By place, as a text may name what there is to choose from.
    const auto place = [](const Problem& problem) {
        return std::tie(problem.file, problem.line, problem.column, problem.pointer);
    };
    ProblemList result;
    for (const Problem& problem : after) {
        if (std::ranges::none_of(
                before, [&](const Problem& old) { return place(old) == place(problem); })) {
            result.push_back(problem);
        }
    }
    return result;
}

ProblemList refusing_problems(const ConfigPlaces& places, const ReadLayouts& read_layouts,
                              std::span<const PlannedText> planned) {
    const WallTime now = std::chrono::system_clock::now();
    TextsInstead instead;
    for (const PlannedText& each : planned) {
        instead[each.path] = each.after;
    }
    const ProblemList before =
        check_installation(places.wall_path(), read_layouts, {}, now).problems;
    const ProblemList after =
        check_installation(places.wall_path(), read_layouts, ConfigTexts(instead), now).problems;

    const auto is_own = [&](const Problem& problem) { return instead.contains(problem.file); };
    bool was_good = std::ranges::none_of(before, is_own);
    ProblemList result;
    std::ranges::copy_if(after, std::back_inserter(result), is_own);
    for (const PlannedText& each : planned) {
        if (each.after) {
            add_new(result, check_alone(each.kind, each.path, *each.after, read_layouts));
        }
        was_good =
            was_good &&
            (!each.before || check_alone(each.kind, each.path, *each.before, read_layouts).empty());
    }
    if (was_good) {
        add_new(result, new_problems(before, after));
    }
    return result;
}

}  // namespace pendopo
