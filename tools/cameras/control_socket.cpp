#include "tools/cameras/control_socket.h"

#include <fmt/format.h>
#include <glib-unix.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "engine/base/unique_fd.h"

namespace pendopo {
namespace {

constexpr size_t kLongestLine = 256;

std::optional<CameraMode> mode_of(std::string_view verb) {
    if (verb == "on" || verb == "thaw") {
        return CameraMode::on;
    }
    if (verb == "off") {
        return CameraMode::off;
    }
    if (verb == "freeze") {
        return CameraMode::frozen;
    }
    if (verb == "stall") {
        return CameraMode::stalled;
    }
    return std::nullopt;
}

// "fault ID TEXT", "heal ID", "impair ID TEXT"; empty where it is another line.
std::string answer_fault_line(std::string_view line, const ControlTarget& target) {
    const std::string_view verb = line.substr(0, line.find(' '));
    if (verb != "fault" && verb != "heal" && verb != "impair") {
        return "";
    }
    line.remove_prefix(std::min(verb.size() + 1, line.size()));
    const std::string_view id = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(id.size() + 1, line.size()));
    const auto& told = verb == "impair" ? target.set_impairment : target.set_fault;
    if (!told) {
        return "error: these cameras have no faults; start pendopo-cameras with --fault none, and "
               "with --impair none for a bad line";
    }
    const Result<void> done = told(std::string(id), verb == "heal" ? "none" : std::string(line));
    return done ? "ok" : "error: " + done.error().message();
}

}  // namespace

std::string answer_control_line(std::string_view line, const ControlTarget& target) {
    if (line == "stats") {
        return target.stats();
    }
    if (std::string answer = answer_fault_line(line, target); !answer.empty()) {
        return answer;
    }
    const size_t space = line.find(' ');
    const auto mode = mode_of(line.substr(0, space));
    if (!mode || space == std::string_view::npos) {
        return fmt::format(
            "error: got \"{}\"; expected stats, or one of off on freeze stall thaw fault heal "
            "impair "
            "and a camera id",
            line);
    }
    const std::string id(line.substr(space + 1));
    return target.set_mode(id, *mode) ? "ok" : fmt::format("error: no camera \"{}\"", id);
}

struct ControlSocket::State {
    struct Connection {
        UniqueFd fd;
        guint source = 0;
        std::string line;
    };

    ~State() {
        g_source_remove(source);
        for (auto& [fd, connection] : connections) {
            g_source_remove(connection.source);
        }
        ::unlink(path.c_str());
    }

    static gboolean on_connect(gint fd, GIOCondition, gpointer data) {
        auto* self = static_cast<State*>(data);
        UniqueFd client(::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (client) {
            const int number = client.get();
            Connection& connection = self->connections[number];
            connection.fd = std::move(client);
            connection.source = g_unix_fd_add(
                number, static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR), on_data, self);
        }
        return G_SOURCE_CONTINUE;
    }

    static gboolean on_data(gint fd, GIOCondition, gpointer data) {
        auto* self = static_cast<State*>(data);
        Connection& connection = self->connections.at(fd);
        std::array<char, 512> bytes{};
        const ssize_t got = ::read(fd, bytes.data(), bytes.size());
        if (got <= 0 || !self->take(connection, {bytes.data(), static_cast<size_t>(got)})) {
            self->connections.erase(fd);
            return G_SOURCE_REMOVE;
        }
        return G_SOURCE_CONTINUE;
    }

    // False: the peer sends no lines or does not read its answers; it is dropped.
    bool take(Connection& connection, std::string_view bytes) {
        for (const char c : bytes) {
            if (c != '\n') {
                connection.line += c;
                continue;
            }
            const std::string answer = answer_control_line(connection.line, target) + "\n";
            connection.line.clear();
            if (::send(connection.fd.get(), answer.data(), answer.size(), MSG_NOSIGNAL) !=
                static_cast<ssize_t>(answer.size())) {
                return false;
            }
        }
        return connection.line.size() <= kLongestLine;
    }

    std::string path;
    ControlTarget target;
    UniqueFd listener;
    guint source = 0;
    std::map<int, Connection> connections;
};

ControlSocket::ControlSocket(std::unique_ptr<State> state) : state_(std::move(state)) {}
ControlSocket::~ControlSocket() = default;

Result<std::unique_ptr<ControlSocket>> ControlSocket::create(const std::string& path,
                                                             ControlTarget target) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) {
        return fail(ErrorCode::invalid,
                    fmt::format("--control {}: too long; expected at most {} bytes", path,
                                sizeof(address.sun_path) - 1));
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode)) {
        ::unlink(path.c_str());
    }
    UniqueFd listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!listener ||
        ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener.get(), 8) != 0) {
        return fail_errno("--control " + path);
    }
    auto state = std::make_unique<State>();
    state->path = path;
    state->target = std::move(target);
    state->listener = std::move(listener);
    state->source = g_unix_fd_add(state->listener.get(), G_IO_IN, State::on_connect, state.get());
    return std::unique_ptr<ControlSocket>(new ControlSocket(std::move(state)));
}

Result<std::unique_ptr<ControlSocket>> open_control_socket(const std::string& path,
                                                           ControlTarget target) {
    return path.empty() ? Result<std::unique_ptr<ControlSocket>>(nullptr)
                        : ControlSocket::create(path, std::move(target));
}

}  // namespace pendopo
