#include "config/edit/config_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "config/edit/file_replacement.h"
#include "config/edit/folder_lock.h"
#include "config/edit/revision.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

int64_t modified_ms(const std::string& path) {
    struct stat info {};
    return stat(path.c_str(), &info) != 0
               ? 0
               : int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
}

// A file on its way to the disk, with the generations kept for it.
struct Landing {
    const PlannedText* planned;
    FileReplacement replacement;
    std::vector<std::string> kept{};
};

SaveError save_error(const PlannedText& planned, const Error& error) {
    if (error.code() == ErrorCode::conflict) {
        return conflict_of(planned.file, planned.path);
    }
    return {error.within(in_quotes(planned.file)), {}, {}, planned.file};
}

// What it says now, where nobody has kept that yet, and what it will say.
Result<void> keep_generations(GenerationShelf& shelf, std::string_view by, Landing& landing) {
    const PlannedText& planned = *landing.planned;
    const int64_t now = now_ms();
    if (planned.before) {
        const std::string revision = revision_of(*planned.before);
        if (!shelf.has(planned.file, revision)) {
            auto id = shelf.keep(planned.file, *planned.before, revision, "",
                                 std::min(now - 1, modified_ms(planned.path)));
            if (!id) {
                return fail(id.error());
            }
            landing.kept.push_back(std::move(*id));
        }
    }
    if (planned.after) {
        auto id = shelf.keep(planned.file, *planned.after, revision_of(*planned.after), by, now);
        if (!id) {
            return fail(id.error());
        }
        landing.kept.push_back(std::move(*id));
    }
    return {};
}

// Takes back those that have landed; what cannot be taken back is told.
SaveError give_up(std::vector<Landing>& landings, GenerationShelf& shelf, SaveError why) {
    for (size_t i = landings.size(); i-- > 0;) {
        const std::string& file = landings[i].planned->file;
        if (const auto back = landings[i].replacement.take_back(); !back) {
            why.error = Error(ErrorCode::io, why.error.message() + "; and " + in_quotes(file) +
                                                 " stays changed: " + back.error().message());
            continue;
        }
        for (const std::string& id : landings[i].kept) {
            shelf.forget(file, id);
        }
    }
    return why;
}

}  // namespace

ConfigStore::ConfigStore(std::string wall_path, ReadLayouts read_layouts, std::string state_folder)
    : wall_path_(std::move(wall_path)),
      read_layouts_(std::move(read_layouts)),
      state_folder_(std::move(state_folder)) {}

ConfigPlaces ConfigStore::places() const {
    if (const auto text = read_text_file(wall_path_)) {
        if (auto wall = wall_names(*text)) {
            last_wall_ = std::move(*wall);
        }
    }
    return {wall_path_, last_wall_.value_or(WallConfig{})};
}

GenerationShelf ConfigStore::shelf(const ConfigPlaces& places) const {
    const std::string state = state_folder_.empty() ? places.state_folder() : state_folder_;
    return GenerationShelf(state + "/generations");
}

Result<std::vector<ConfigFile>> ConfigStore::files() const {
    const ConfigPlaces where = places();
    std::vector<ConfigFile> files;
    for (const std::string& name : where.names()) {
        const std::string path = where.path(name);
        const auto text = read_text_file(path);
        const auto kind = where.kind(name);
        if (text && kind) {
            files.push_back(
                {name, *kind, revision_of(*text), int64_t(text->size()), modified_ms(path)});
        }
    }
    return files;
}

ProblemList ConfigStore::problems() const {
    InstallationCheck check = check_installation(wall_path_, read_layouts_);
    std::ranges::move(check.left_out_events, std::back_inserter(check.problems));
    return places().named(std::move(check.problems));
}

Result<std::string> ConfigStore::kind(const std::string& file) const {
    return places().kind(file);
}

Result<FileText> ConfigStore::read(const std::string& file) const {
    const ConfigPlaces where = places();
    if (const auto kind = where.kind(file); !kind) {
        return fail(kind.error());
    }
    std::error_code error;
    if (fs::equivalent(where.path(file), where.secrets_path(), error)) {
        return fail(ErrorCode::refused, in_quotes(file) + " leads to the logins");
    }
    auto text = read_text_file(where.path(file));
    if (!text) {
        return fail(text.error().within(in_quotes(file)));
    }
    std::string revision = revision_of(*text);
    return FileText{std::move(*text), std::move(revision)};
}

tl::expected<Proposal, SaveError> ConfigStore::check(std::span<const FileChange> changes) const {
    const ConfigPlaces where = places();
    auto planned = plan_changes(where, changes);
    if (!planned) {
        return tl::unexpected(planned.error());
    }
    Proposal proposal;
    proposal.problems = where.named(refusing_problems(where, read_layouts_, *planned));
    for (PlannedText& each : *planned) {
        if (each.after) {
            proposal.files.push_back({each.file, std::move(*each.after)});
        }
    }
    return proposal;
}

tl::expected<std::vector<Saved>, SaveError> ConfigStore::save(std::span<const FileChange> changes,
                                                              std::string_view by) {
    const auto lock = FolderLock::take(fs::path(wall_path_).parent_path().string());
    if (!lock) {
        return tl::unexpected(SaveError{lock.error()});
    }
    const ConfigPlaces where = places();
    auto planned = plan_changes(where, changes);
    if (!planned) {
        return tl::unexpected(planned.error());
    }
    ProblemList problems = where.named(refusing_problems(where, read_layouts_, *planned));
    if (!problems.empty()) {
        std::string first = to_string(problems.front());
        std::string file = problems.front().file;
        return tl::unexpected(SaveError{Error(ErrorCode::invalid, "not saved: " + first),
                                        std::move(problems),
                                        {},
                                        std::move(file)});
    }
    return write(where, *planned, by);
}

tl::expected<std::vector<Saved>, SaveError> ConfigStore::write(
    const ConfigPlaces& places, const std::vector<PlannedText>& planned,
    std::string_view by) const {
    GenerationShelf shelf = this->shelf(places);
    std::vector<Landing> landings;
    landings.reserve(planned.size());
    for (const PlannedText& each : planned) {
        if (each.before == each.after) {
            continue;
        }
        auto prepared =
            FileReplacement::prepare(each.path, each.before, each.after, {places.wall_path(), 0});
        if (!prepared) {
            return tl::unexpected(save_error(each, prepared.error()));
        }
        landings.push_back({&each, std::move(*prepared)});
    }
    for (Landing& landing : landings) {
        if (const auto kept = keep_generations(shelf, by, landing); !kept) {
            return tl::unexpected(
                give_up(landings, shelf, save_error(*landing.planned, kept.error())));
        }
    }
    for (Landing& landing : landings) {
        if (const auto landed = landing.replacement.land(); !landed) {
            return tl::unexpected(
                give_up(landings, shelf, save_error(*landing.planned, landed.error())));
        }
    }
    for (Landing& landing : landings) {
        if (const auto done = landing.replacement.finish(); !done) {
            return tl::unexpected(save_error(*landing.planned, done.error()));
        }
        shelf.prune(landing.planned->file, kGenerations);
    }
    std::vector<Saved> saved;
    for (const PlannedText& each : planned) {
        saved.push_back({each.file, each.after ? revision_of(*each.after) : ""});
    }
    return saved;
}

Result<std::vector<Generation>> ConfigStore::generations(const std::string& file) const {
    const ConfigPlaces where = places();
    if (const auto kind = where.kind(file); !kind) {
        return fail(kind.error());
    }
    auto list = shelf(where).list(file);
    if (const auto now = read_text_file(where.path(file)); list && now) {
        const std::string revision = revision_of(*now);
        for (Generation& each : *list) {
            each.in_force = GenerationShelf::is_of(each, revision);
        }
    }
    return list;
}

Result<std::string> ConfigStore::generation(const std::string& file, const std::string& id) const {
    const ConfigPlaces where = places();
    if (const auto kind = where.kind(file); !kind) {
        return fail(kind.error());
    }
    auto text = shelf(where).text(file, id);
    return text ? std::move(text) : fail(text.error().within(in_quotes(file)));
}

}  // namespace pendopo
