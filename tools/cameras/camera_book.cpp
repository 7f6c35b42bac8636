#include "tools/cameras/camera_book.h"

#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

std::string_view next_part(std::string_view& path) {
    if (path.starts_with('/')) {
        path.remove_prefix(1);
    }
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size());
    return part;
}

bool is_main(std::string_view path) {
    next_part(path);
    return next_part(path) == "main";
}

}  // namespace

std::string_view to_string(CameraMode mode) {
    switch (mode) {
        case CameraMode::on:
            return "on";
        case CameraMode::off:
            return "off";
        case CameraMode::frozen:
            return "frozen";
        case CameraMode::stalled:
            return "stalled";
    }
    return "?";
}

CameraBook::CameraBook(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
        entries_.emplace(id, Entry{});
    }
}

std::string_view CameraBook::id_in(std::string_view path) {
    return next_part(path);
}

std::string_view CameraBook::stream_in(std::string_view path) {
    std::string_view rest = path;
    next_part(rest);
    next_part(rest);
    path.remove_suffix(rest.size());
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    return path;
}

CameraBook::Entry* CameraBook::find(std::string_view id) {
    const auto it = entries_.find(id);
    return it == entries_.end() ? nullptr : &it->second;
}

const CameraBook::Entry* CameraBook::find(std::string_view id) const {
    const auto it = entries_.find(id);
    return it == entries_.end() ? nullptr : &it->second;
}

bool CameraBook::knows(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    return find(id) != nullptr;
}

void CameraBook::set_mode(std::string_view id, CameraMode mode) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = find(id)) {
        entry->mode = mode;
    }
}

CameraMode CameraBook::mode(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(id);
    return entry == nullptr ? CameraMode::on : entry->mode;
}

void CameraBook::described(std::string_view path) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = find(id_in(path))) {
        ++entry->counts.connects;
    }
}

void CameraBook::login_failed(std::string_view path) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = find(id_in(path))) {
        ++entry->counts.failed_logins;
    }
}

void CameraBook::refused(std::string_view path) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = find(id_in(path))) {
        ++entry->counts.refused;
    }
}

void CameraBook::playing(Client client, std::string_view path) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = find(id_in(path))) {
        (is_main(path) ? entry->main : entry->sub).insert(client);
    }
}

void CameraBook::stopped(Client client, std::string_view path) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = find(id_in(path))) {
        (is_main(path) ? entry->main : entry->sub).erase(client);
    }
}

void CameraBook::closed(Client client) {
    const std::lock_guard lock(mutex_);
    for (auto& [id, entry] : entries_) {
        entry.main.erase(client);
        entry.sub.erase(client);
    }
}

std::set<CameraBook::Client> CameraBook::clients_of(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(id);
    if (entry == nullptr) {
        return {};
    }
    std::set<Client> all = entry->main;
    all.insert(entry->sub.begin(), entry->sub.end());
    return all;
}

CameraCounts CameraBook::counts(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(id);
    if (entry == nullptr) {
        return {};
    }
    CameraCounts counts = entry->counts;
    counts.main_sessions = static_cast<int>(entry->main.size());
    counts.sub_sessions = static_cast<int>(entry->sub.size());
    return counts;
}

std::string CameraBook::stats_json() const {
    nlohmann::ordered_json all = nlohmann::ordered_json::object();
    const std::lock_guard lock(mutex_);
    for (const auto& [id, entry] : entries_) {
        all[id] = {{"mode", to_string(entry.mode)},
                   {"connects", entry.counts.connects},
                   {"failed_logins", entry.counts.failed_logins},
                   {"refused", entry.counts.refused},
                   {"main_sessions", entry.main.size()},
                   {"sub_sessions", entry.sub.size()}};
    }
    return all.dump();
}

}  // namespace pendopo
