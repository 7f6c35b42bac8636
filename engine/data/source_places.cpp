#include "engine/data/source_places.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <variant>

#include "engine/base/clock.h"
#include "engine/base/overloaded.h"
#include "engine/sandbox/role.h"
#include "engine/sandbox/watched_paths.h"

namespace pendopo {
namespace {

constexpr Seconds kLook{5};

std::string file_of(const SourceOrigin& origin) {
    return std::visit(Overloaded{[](const FileOrigin& o) { return o.path; },
                                 [](const SqliteOrigin& o) { return o.path; },
                                 [](const HttpOrigin& o) { return o.ca_file; },
                                 [](const PostgresqlOrigin& o) { return o.ca_file; },
                                 [](const MqttOrigin&) { return std::string(); }},
                      origin);
}

std::vector<std::string> watched(const std::vector<std::string>& folders) {
    std::vector<std::string> paths = folders;
    paths.insert(paths.end(), std::begin(kNameFiles), std::end(kNameFiles));
    return paths;
}

}  // namespace

std::vector<std::string> source_folders(const std::vector<SourceConfig>& sources,
                                        const std::string& data_file) {
    std::set<std::string> folders;
    for (const SourceConfig& source : sources) {
        const std::string named = file_of(source.origin);
        if (named.empty()) {
            continue;
        }
        std::error_code error;
        const auto path = std::filesystem::absolute(
            std::filesystem::path(data_file).parent_path() / named, error);
        folders.insert(path.lexically_normal().parent_path().string());
        const auto real = std::filesystem::canonical(path, error);
        if (!error) {
            folders.insert(real.parent_path().string());
        }
    }
    return {folders.begin(), folders.end()};
}

struct PlaceWatch::State {
    State(std::vector<SourceConfig> its_sources, std::string its_file,
          std::vector<std::string> its_folders)
        : sources(std::move(its_sources)),
          data_file(std::move(its_file)),
          folders(std::move(its_folders)),
          paths(watched(folders)) {}

    std::string look() const {
        const std::string changed = paths.changed();
        if (!changed.empty()) {
            return changed;
        }
        for (const std::string& folder : source_folders(sources, data_file)) {
            if (!std::ranges::binary_search(folders, folder)) {
                return folder;
            }
        }
        return "";
    }

    const std::vector<SourceConfig> sources;
    const std::string data_file;
    const std::vector<std::string> folders;
    const WatchedPaths paths;
    std::mutex mutex;
    std::condition_variable ended;
    bool over = false;  // under mutex
    std::string found;  // under mutex
};

PlaceWatch::PlaceWatch(std::vector<SourceConfig> sources, std::string data_file,
                       std::vector<std::string> folders)
    : state_(
          std::make_shared<State>(std::move(sources), std::move(data_file), std::move(folders))) {
    std::thread([state = state_] {
        std::unique_lock lock(state->mutex);
        while (!state->ended.wait_for(lock, kLook, [&] { return state->over; })) {
            lock.unlock();
            std::string found = state->look();
            lock.lock();
            state->found = std::move(found);
        }
    }).detach();
}

PlaceWatch::~PlaceWatch() {
    const std::lock_guard lock(state_->mutex);
    state_->over = true;
    state_->ended.notify_all();
}

std::string PlaceWatch::changed() const {
    const std::lock_guard lock(state_->mutex);
    return state_->found;
}

}  // namespace pendopo
