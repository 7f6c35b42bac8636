#include "engine/app/bundle.h"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "config/installation.h"
#include "engine/app/machine_facts.h"
#include "engine/app/model_loader.h"
#include "engine/app/redaction.h"
#include "engine/doctor/findings.h"
#include "engine/ipc/process.h"

namespace pendopo {
namespace {

constexpr size_t kLogBytes = size_t{512} << 10;  // its end
constexpr Seconds kJournalPatience{10};
constexpr const char* kAbout =
    "What `pendopo bundle` collected of a wall, for somebody who helps.\n"
    "Left out on purpose: secrets.json, logins, addresses beyond their host, names of people,\n"
    "figures and pictures. Look through it all the same before it leaves the house.\n"
    "\n"
    "version.txt    the program, kernel and system\n"
    "doctor.json    what on this machine hurts the wall\n"
    "state.json     what the wall says of itself; metrics.txt: the same as numbers\n"
    "config/        the configuration, with … where something was left out\n"
    "check.txt      what is wrong with it\n"
    "files.txt      what lies in the state folder\n"
    "log.txt        the newest lines of its log\n";

std::string or_why_not(Result<std::string> text) {
    return text ? std::move(*text) : text.error().message() + "\n";
}

std::string versions() {
    utsname system{};
    ::uname(&system);
    return fmt::format("pendopo {}\n{} {} {}\n{}", PENDOPO_VERSION, system.sysname, system.release,
                       system.machine, read_text_file("/etc/os-release").value_or(""));
}

// The installation's folder, whatever is wrong with its files.
std::vector<std::string> config_files(const std::filesystem::path& wall) {
    constexpr size_t kMost = 2'000;
    std::vector<std::string> paths;
    std::error_code error;
    const auto folder = wall.has_parent_path() ? wall.parent_path() : ".";
    for (std::filesystem::recursive_directory_iterator at(folder, error), last;
         !error && at != last && paths.size() < kMost; at.increment(error)) {
        const auto& path = at->path();
        const bool hidden = path.filename().string().starts_with('.');
        if (hidden || at.depth() > 1) {
            at.disable_recursion_pending();
        } else if (path.extension() == ".json" && path.filename() != "secrets.json") {
            paths.push_back(path.lexically_normal().string());
        }
    }
    std::ranges::sort(paths);
    return paths;
}

// What must stand nowhere, and whose file is left out whatever it is called.
struct Secret {
    std::vector<std::string> texts;
    std::string path;
};
Secret secrets_of(const std::string& wall_path) {
    Secret secret;
    // Also of an installation that has mistakes: secrets.json may be a good one.
    const auto wall_text = read_text_file(wall_path);
    const auto wall = read_wall_config(wall_path, wall_text.value_or(""));
    const std::string name = wall ? wall->secrets_file : WallConfig{}.secrets_file;
    const auto path = (std::filesystem::path(wall_path).parent_path() / name).lexically_normal();
    secret.path = path.string();
    const auto text = read_text_file(secret.path);
    if (const auto logins = read_secrets(secret.path, text.value_or(""))) {
        for (const auto& [id, login] : *logins) {
            secret.texts.push_back(login.password);
            secret.texts.push_back(login.user);
        }
    }
    // The longest first: one may be part of another.
    std::ranges::sort(secret.texts, std::greater<>(), &std::string::size);
    return secret;
}

std::string folder_list(const std::string& folder) {
    std::string list = folder + "\n";
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        std::error_code none;
        const auto bytes = entry.is_regular_file(none) ? entry.file_size(none) : 0;
        list += fmt::format("{:>12} {:o} {}\n", bytes,
                            static_cast<unsigned>(entry.status(none).permissions()),
                            entry.path().filename().string());
    }
    return error ? folder + ": " + error.message() + "\n" : list;
}

Result<std::string> log_end(const std::string& path) {
    if (path.empty()) {
        auto run = run_program("/usr/bin/journalctl",
                               {"--unit", "pendopo", "--lines", "2000", "--no-pager", "--output",
                                "short-iso", "--quiet"},
                               kJournalPatience);
        if (!run || run->status != ExitStatus{} || run->output.empty()) {
            return fail(ErrorCode::not_found,
                        "the journal has nothing of the unit pendopo, or shows it to others only "
                        "(the group systemd-journal); name the log with --log FILE");
        }
        return std::move(run->output);
    }
    auto text = read_text_file(path);
    if (text && text->size() > kLogBytes) {
        *text = text->substr(text->find('\n', text->size() - kLogBytes) + 1);
    }
    return text ? std::move(text) : fail(text.error().within(path));
}

}  // namespace

std::vector<TextFile> bundle_files(const BundleSources& sources, WallTime now) {
    const Secret secret = secrets_of(sources.wall_path);
    std::vector<TextFile> files{{"README.txt", kAbout}, {"version.txt", versions()}};
    const auto add = [&](std::string name, const std::string& text) {
        files.push_back({std::move(name), redacted_text(text, secret.texts)});
    };
    add("doctor.json", findings_json(findings(examine_machine(sources.wall_path).facts)));
    const auto state = sources.ask("/api/v1/state");
    files.push_back({"state.json", or_why_not(state ? redacted_state(*state, secret.texts)
                                                    : fail(state.error()))});
    add("metrics.txt", or_why_not(sources.ask("/metrics")));
    const auto folder = std::filesystem::path(sources.wall_path).parent_path();
    for (const std::string& path : config_files(sources.wall_path)) {
        if (path == secret.path) {
            continue;
        }
        const auto text = read_text_file(path);
        const std::string name = std::filesystem::path(path).lexically_proximate(
            folder.empty() ? "." : folder.lexically_normal());
        files.push_back({"config/" + name, or_why_not(text ? redacted_config(*text, secret.texts)
                                                           : fail(text.error()))});
    }
    add("check.txt",
        to_string(check_installation(sources.wall_path, read_layouts, {}, now).problems));
    const auto loaded = load_model(sources.wall_path, nullptr);
    add("files.txt",
        folder_list(loaded ? loaded->state_folder : default_state_folder(sources.wall_path)));
    add("log.txt", or_why_not(log_end(sources.log_path)));
    return files;
}

}  // namespace pendopo
