#include "engine/app/control_services.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <utility>

#include "engine/app/process_worker.h"
#include "engine/control/audited_command.h"
#include "engine/control/console_token.h"
#include "engine/control/mqtt_report.h"
#include "engine/control/panel_address.h"
#include "engine/control/state_file.h"
#include "engine/control/user_store.h"

namespace pendopo {
namespace {

constexpr int kLookAtCertificate = 5;  // seconds
constexpr int kCertificateGrowsOld = 3600;
constexpr Milliseconds kBrokerGap{100};
constexpr const char* kOwnCertificate = "tls";

std::string machine_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 && name[0] != 0 ? name.data()
                                                                            : "localhost";
}

bool listens_everywhere(std::string_view address) {
    return address == "0.0.0.0" || address == "::";
}

// A state that was kept by a version that had no login.
bool ran_without_login(const std::filesystem::path& state_folder) {
    std::error_code ignored;
    const auto memory = read_wall_memory(state_folder);
    return memory && !memory->layout.empty() &&
           !std::filesystem::exists(state_folder / kControlStore.file, ignored);
}

SetupWall setup_wall(EventLoop& loop, const Clock& clock, const Log& log, WallRuntime& wall) {
    CardFigures figures{
        [&wall](const std::string& source) {
            const auto& reports = wall.figures().sources();
            const auto found = reports.find(source);
            return found == reports.end() ? nullptr : &found->second;
        },
        [&wall](const std::string& source) { return wall.figures().value(source); }};
    return {wall.wall_path(),
            wall.state_folder(),
            [&wall] { return wall.shared_model(); },
            std::move(figures),
            [make = process_workers(loop, clock, log), sandbox = wall.model().config.sandbox](
                WorkerLaunch launch, WorkerHooks hooks) {
                launch.sandbox = sandbox;
                return make(std::move(launch), std::move(hooks));
            },
            [&wall] {
                std::vector<ConnectedOutput> connected;
                for (const OutputInfo& each : wall.outputs()) {
                    connected.push_back({each.connector, each.edid, each.area.size()});
                }
                return connected;
            },
            [&wall](const MaskTrial& trial) { return wall.try_masks(trial); },
            [&wall](const std::string& camera) { wall.end_mask_trial(camera); }};
}

}  // namespace

Result<std::unique_ptr<ControlServices>> ControlServices::create(EventLoop& loop,
                                                                 const Clock& clock, const Log& log,
                                                                 WallRuntime& wall) {
    std::unique_ptr<ControlServices> made(new ControlServices(loop, clock, log, wall));
    if (auto listening = made->listen(); !listening) {
        return fail(std::move(listening).error());
    }
    return made;
}

ControlServices::ControlServices(EventLoop& loop, const Clock& clock, const Log& log,
                                 WallRuntime& wall)
    : loop_(loop),
      clock_(clock),
      log_(log),
      wall_(wall),
      control_(wall.model().config.control),
      ran_before_(ran_without_login(wall.state_folder())),
      access_(loop, clock, log.child("access"), {wall.state_folder()}),
      setup_(loop, clock, log.child("setup"), setup_wall(loop, clock, log, wall)),
      api_(wall, access_, access_, setup_, clock, loop, log.child("api")),
      mqtt_(
          loop, clock,
          [this](const Command& command, const Principal& principal) -> Result<std::string> {
              auto done = pendopo::carry_out(wall_, access_, command, principal);
              if (!done) {
                  return fail(std::move(done).error());
              }
              return std::move(done->tag);
          },
          log.child("mqtt")),
      notices_(
          loop, [this](const std::string& json) { mqtt_.tell_notice(json); }, {},
          log.child("notices")) {
    access_.on_revoked([this](const std::string&) { api_.stream().check_callers(); });
    follow_broker();
    tick_ = loop.every(Seconds(1), [this] { tick(); });
}

ControlServices::~ControlServices() {
    if (server_) {
        withdraw_console_token(server_->port());
    }
}

Result<void> ControlServices::find_certificate() {
    const std::filesystem::path folder =
        std::filesystem::path(wall_.state_folder()) / kOwnCertificate;
    files_ = {control_.certificate_file, control_.key_file};
    const bool own = files_.certificate.empty();
    if (own) {
        files_ = {folder / "wall.crt", folder / "wall.key"};
    }
    auto facts = check_tls_files(files_, clock_.wall_now());
    if (!facts && own) {
        if (facts.error().code() != ErrorCode::not_found) {
            log_.warn("the wall's own certificate is made anew, and browsers will ask again: {}",
                      facts.error().message());
        }
        std::vector<std::string> names = machine_names();
        std::ranges::copy(control_.names, std::back_inserter(names));
        auto made =
            make_tls_certificate(folder, wall_.model().config.name, names, clock_.wall_now());
        if (!made) {
            return fail(std::move(made).error());
        }
        files_ = std::move(*made);
        facts = check_tls_files(files_, clock_.wall_now());
    }
    if (!facts) {
        return fail(std::move(facts).error());
    }
    fingerprint_ = facts->self_signed ? facts->fingerprint : "";
    certificate_problem_ = facts->warning;
    return {};
}

Result<void> ControlServices::listen() {
    tls_ = control_.tls == TlsUse::on ||
           (control_.tls == TlsUse::automatic && !is_loopback(control_.address));
    HttpServerOptions options;
    options.names = control_.names;
    options.names.push_back(machine_name());
    options.endpoints = {{control_.address, control_.port, tls_}};
    if (!listens_everywhere(control_.address) && !is_loopback(control_.address)) {
        options.endpoints.push_back(
            {"127.0.0.1", control_.port, tls_});  // for this machine's console
    }
    if (tls_) {
        if (auto found = find_certificate(); !found) {
            return found;
        }
        options.tls = files_;
        options.plain_on_loopback = true;
    }
    auto server = HttpServer::listen(loop_, log_.child("http"), std::move(options),
                                     [this](const HttpRequest& request, HttpRespond respond) {
                                         api_.handle(request, std::move(respond));
                                     });
    if (!server) {
        return fail(std::move(server).error());
    }
    server_ = std::move(*server);
    server_->on_upgrade([this](const HttpRequest& request) { return api_.upgrade(request); });
    server_->on_large_body(
        [this](const HttpRequest& request) { return api_.most_body_bytes(request); });
    if (auto told = publish_console_token(server_->port(), access_.console_token()); !told) {
        token_problem_ =
            told.error().message() + "; verbs like \"pendopo status\" need --token-file";
        log_.warn("{}", token_problem_);
    }
    return {};
}

std::vector<std::string> ControlServices::greeting() const {
    std::vector<std::string> lines{"panel " + panel_address(control_.address, server_->port(), tls_,
                                                            machine_name(), access_.first_link())};
    if (!fingerprint_.empty()) {
        lines.push_back("certificate SHA-256 " + fingerprint_ +
                        " (the wall's own; browsers ask once)");
    }
    if (!access_.first_link().empty()) {
        lines.push_back(
            "open it once to sign in as technician, and give yourself a password there");
    }
    if (ran_before_) {
        lines.push_back(
            "new: whoever changes the wall signs in now. The verbs of this machine's console go on "
            "as before; for other programs make a token: pendopo token add NAME");
    }
    return lines;
}

void ControlServices::changed(ChangeKind kind) {
    api_.stream().changed(kind);
    forget_hidden();
    // Workers that have much to say change the state many times a second.
    if (kind == ChangeKind::urgent && mqtt_.listens() && !std::exchange(broker_due_, true)) {
        broker_soon_ = loop_.after(kBrokerGap, [this] { tell_broker(); });
    }
}

// Pictures that are kept for those who ask again may show what must not be seen any more.
void ControlServices::forget_hidden() {
    if (rules_ != wall_.rules()) {
        rules_ = wall_.rules();
        api_.forget_pictures();
    }
}

void ControlServices::carry_out(const Command& command, const Principal& principal) {
    if (const auto done = pendopo::carry_out(wall_, access_, command, principal); !done) {
        log_.info("refused command={} from={} reason=\"{}\"", row_of(command).word, principal.from,
                  done.error().message());
    }
}

std::vector<std::string> ControlServices::problems() const {
    std::vector<std::string> lines = access_.problems();
    for (const std::string& line : {mqtt_.problem(), certificate_problem_, token_problem_}) {
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    std::ranges::move(notices_.problems(), std::back_inserter(lines));
    return lines;
}

void ControlServices::tick() {
    api_.stream().changed(ChangeKind::measured);
    follow_broker();
    tell_broker();
    tell_faults();
    if (tls_ && ++seconds_ % kLookAtCertificate == 0) {
        follow_certificate();
    }
}

// A pair that is being written, or is no good, leaves the one before in use and is tried again. One
// that nobody touched is read each hour, as it may have grown old.
void ControlServices::follow_certificate() {
    std::error_code failed;
    const std::array written{std::filesystem::last_write_time(files_.certificate, failed),
                             std::filesystem::last_write_time(files_.key, failed)};
    if (!failed && written == certificate_written_ && certificate_problem_.empty() &&
        seconds_ % kCertificateGrowsOld != 0) {
        return;
    }
    certificate_written_ = written;
    const auto facts = check_tls_files(files_, clock_.wall_now());
    const auto loaded = facts ? server_->reload_tls() : Result<void>(fail(facts.error()));
    certificate_problem_ = loaded ? facts->warning : loaded.error().message();
}

// Once a second, and so never within a command of the broker's.
void ControlServices::follow_broker() {
    auto model = wall_.shared_model();
    if (model == followed_) {
        return;
    }
    followed_ = std::move(model);
    const auto& mqtt = followed_->config.mqtt;
    std::optional<Login> login;
    if (mqtt) {
        if (const auto known = followed_->secrets.find(mqtt->login);
            known != followed_->secrets.end()) {
            login = known->second;
        }
    }
    mqtt_.follow(mqtt, login);
}

void ControlServices::tell_faults() {
    const WallModel& model = wall_.model();
    if (model.config.notices) {
        notices_.look(wall_.status(), wall_.why_not_ready(), *model.config.notices, model.secrets,
                      {clock_.now(), clock_.wall_now()});
    }
}

void ControlServices::tell_broker() {
    broker_due_ = false;
    if (mqtt_.listens()) {
        mqtt_.update(
            mqtt_report(wall_.status(), wall_.control_status(), wall_.model().config.language,
                        panel_address(control_.address, server_->port(), tls_, machine_name())));
    }
}

}  // namespace pendopo
