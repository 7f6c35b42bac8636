#pragma once
// What is known and wanted of each simulated camera while it is served: its mode, and who
// connected. Tests steer the one and read the other through the control socket.

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/cameras/loop_cursor.h"

namespace pendopo {

struct CameraCounts {
    int connects = 0;       // DESCRIBE requests that passed the login
    int failed_logins = 0;  // DESCRIBE requests with a wrong user or password
    int refused = 0;        // requests while the camera was off
    int main_sessions = 0;  // clients playing now
    int sub_sessions = 0;
    bool operator==(const CameraCounts&) const = default;
};

// Request paths look like /<id>/main, with anything behind it (/stream=0).
// Thread: safe. The mutex is a leaf.
class CameraBook {
  public:
    using Client = const void*;

    explicit CameraBook(const std::vector<std::string>& ids);

    static std::string_view id_in(std::string_view path);
    static std::string_view stream_in(std::string_view path);  // "<id>/main"

    bool knows(std::string_view id) const;
    void set_mode(std::string_view id, CameraMode mode);
    CameraMode mode(std::string_view id) const;

    void described(std::string_view path);
    void login_failed(std::string_view path);
    void refused(std::string_view path);
    void playing(Client client, std::string_view path);
    void stopped(Client client, std::string_view path);
    void closed(Client client);

    std::set<Client> clients_of(std::string_view id) const;
    CameraCounts counts(std::string_view id) const;
    // {"rsud-lobi":{"mode":"on","connects":1,…},…}
    std::string stats_json() const;

  private:
    struct Entry {
        CameraMode mode = CameraMode::on;
        CameraCounts counts;
        std::set<Client> main;
        std::set<Client> sub;
    };
    Entry* find(std::string_view id);
    const Entry* find(std::string_view id) const;

    mutable std::mutex mutex_;
    std::map<std::string, Entry, std::less<>> entries_;  // guarded by mutex_
};

std::string_view to_string(CameraMode mode);

}  // namespace pendopo
