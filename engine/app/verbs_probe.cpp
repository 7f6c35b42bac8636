// The verb probe: the ladder to one camera's picture, rung by rung as it is climbed.

#include <fmt/format.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/address_logins.h"
#include "engine/app/camera_probe.h"
#include "engine/app/typed_password.h"
#include "engine/app/verbs.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kWrong = 2;

struct ProbeArguments {
    std::string url;
    std::string user;
    std::string password_file;
    std::string transport = "auto";
    std::string certificate;
    std::string language = "id";
    bool basic = false;
    double patience = 20;
    bool json = false;
};

// What may be printed of a word that came from afar.
std::string printable(std::string_view text) {
    std::string plain;
    for (const char c : text) {
        plain += static_cast<unsigned char>(c) < ' ' || c == 0x7f ? '?' : c;
    }
    return plain;
}

Result<ProbeRequest> request_of(const ProbeArguments& arguments) {
    ProbeRequest request;
    LoginApart apart = login_apart(arguments.url);
    if (apart.found) {
        fmt::print(stderr,
                   "peringatan: kata sandi di dalam alamat terlihat oleh siapa pun di mesin ini "
                   "dan tersimpan di riwayat terminal; pakai --user\n"
                   "warning: a password within the address is seen by everybody on this machine "
                   "and stays in the terminal's history; use --user\n");
    }
    request.address = std::move(apart.url);
    request.user = arguments.user.empty() ? apart.user : arguments.user;
    if (!arguments.password_file.empty()) {
        Result<std::string> password = password_from_file(arguments.password_file);
        if (!password) {
            return fail(password.error());
        }
        request.password = std::move(*password);
    } else if (!apart.password.empty() && arguments.user.empty()) {
        request.password = std::move(apart.password);
    } else if (!request.user.empty()) {
        Result<std::string> password = password_from_terminal(request.user);
        if (!password) {
            return fail(password.error());
        }
        request.password = std::move(*password);
    }
    if (request.user.empty() && !request.password.empty()) {
        return fail(ErrorCode::invalid, "--password-file wants --user");
    }
    request.options.transport = from_word<Transport>(arguments.transport);
    request.options.certificate_sha256 = arguments.certificate;
    request.options.basic = arguments.basic;
    request.patience_ms = static_cast<int>(arguments.patience * 1000);
    return request;
}

Json rung_json(const ProbeRung& rung) {
    return {{"rung", std::string(to_string(rung.rung))},
            {"state", std::string(to_string(rung.state))},
            {"took_ms", rung.took_ms},
            {"facts", Json::parse(rung.facts, nullptr, false)},
            {"text", {{"id", rung.text_id}, {"en", rung.text_en}}},
            {"advice", {{"id", rung.advice_id}, {"en", rung.advice_en}}}};
}

std::string_view title_of(Rung rung, bool english) {
    switch (rung) {
        case Rung::address:
            return english ? "address" : "alamat";
        case Rung::port:
            return "port";
        case Rung::rtsp:
            return "RTSP";
        case Rung::login:
            return "login";
        case Rung::sdp:
            return english ? "description" : "keterangan";
        case Rung::first_packet:
            return english ? "first packet" : "paket pertama";
        case Rung::first_keyframe:
            return english ? "key picture" : "gambar kunci";
        case Rung::picture:
            return english ? "picture" : "gambar";
        case Rung::decode_cost:
            return english ? "decoding" : "beban";
    }
    return "?";
}

// Prints each rung as it ends; on a terminal also the one that is being climbed, in its place.
// Thread: bound to the loop's.
class RungLines {
  public:
    explicit RungLines(bool english) : english_(english), terminal_(::isatty(STDOUT_FILENO) != 0) {}

    void show(const ProbeRung& rung) {
        if (rung.state == RungState::running) {
            if (terminal_) {
                fmt::print("  … {:<15}", title_of(rung.rung, english_));
                std::fflush(stdout);
            }
            return;
        }
        const bool told = !rung.text_en.empty();
        if (rung.state == RungState::skipped && !told) {
            return;  // above one that failed
        }
        const std::string_view mark = rung.state == RungState::ok       ? "✓"
                                      : rung.state == RungState::failed ? "✗"
                                                                        : "–";
        const std::string& text = english_ ? rung.text_en : rung.text_id;
        fmt::print("{}  {} {:<15} {} ({} ms)\n", terminal_ ? "\r\x1b[K" : "", mark,
                   title_of(rung.rung, english_), printable(text), rung.took_ms);
        show_rest(rung);
        std::fflush(stdout);
    }

  private:
    void show_rest(const ProbeRung& rung) const {
        const char* language = english_ ? "en" : "id";
        const std::string& advice = english_ ? rung.advice_en : rung.advice_id;
        constexpr const char* kLine = "{:20}{} {}\n";
        if (!advice.empty()) {
            fmt::print(fmt::runtime(kLine), "", "→", printable(advice));
        }
        const Json facts = Json::parse(rung.facts, nullptr, false);
        if (!facts.is_object()) {
            return;
        }
        for (const Json& warning : facts.value("warnings", Json::array())) {
            fmt::print(fmt::runtime(kLine), "", "!",
                       printable(warning.value(language, std::string())));
        }
        for (const Json& path : facts.value("paths", Json::array())) {
            fmt::print(fmt::runtime(kLine), "", " ", printable(path.get<std::string>()));
        }
        if (facts.contains("sub_stream")) {
            fmt::print(fmt::runtime(kLine), "", "sub",
                       printable(facts.value("sub_stream", std::string())));
        }
    }

    const bool english_;
    const bool terminal_;
};

// Readable when Ctrl-C or SIGTERM asks for the end.
UniqueFd watch_signals() {
    sigset_t ends;
    ::sigemptyset(&ends);
    ::sigaddset(&ends, SIGINT);
    ::sigaddset(&ends, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    return UniqueFd(::signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK));
}

int probe(const ProbeArguments& arguments) {
    Result<ProbeRequest> request = request_of(arguments);
    if (!request) {
        fmt::print(stderr, "{}\n", request.error().message());
        return kWrong;
    }
    EventLoop loop;
    CameraProbe probe(loop, Log::root("pendopo", LogLevel::error));
    RungLines lines(arguments.language == "en");
    Json rungs = Json::array();
    std::optional<ProbeResult> result;
    const UniqueFd signals = watch_signals();
    const Result<void> started = probe.start(
        std::move(*request),
        [&](const ProbeRung& rung) {
            if (!arguments.json) {
                lines.show(rung);
            } else if (rung.state != RungState::running) {
                rungs.push_back(rung_json(rung));
            }
        },
        [&](ProbeResult end) {
            result = std::move(end);
            loop.quit();
        });
    if (!started) {
        fmt::print(stderr, "{}\n", started.error().message());
        return 1;
    }
    EventLoop::Handle signal_watch;
    signal_watch = loop.watch(signals.get(), [&] {
        signal_watch.reset();
        probe.cancel();
    });
    loop.run();
    if (arguments.json) {
        const Json all{{"ok", result->ok},
                       {"cancelled", result->cancelled},
                       {"rungs", std::move(rungs)},
                       {"picture", result->size.empty() ? Json()
                                                        : Json{{"width", result->size.width},
                                                               {"height", result->size.height}}}};
        fmt::print("{}\n", all.dump(2, ' ', false, Json::error_handler_t::replace));
    }
    return result->ok ? 0 : 1;
}

}  // namespace

void add_probe_verb(CLI::App& app, int& exit_status) {
    CLI::App* verb = app.add_subcommand(
        "probe",
        "Climb the ladder to one camera's picture and say, where it ends, what is wrong and what "
        "to do. Measures size, rate, bits, key pictures and what decoding takes. 0 good, 1 a rung "
        "failed, 2 wrong use");
    auto arguments = std::make_shared<ProbeArguments>();
    verb->add_option("url", arguments->url, "The camera's address: rtsp://192.0.2.10/path")
        ->required()
        ->type_name("URL");
    verb->add_option("--user", arguments->user,
                     "The camera's user; the password is asked for on the terminal")
        ->type_name("USER");
    verb->add_option("--password-file", arguments->password_file,
                     "A file whose first line is the password")
        ->type_name("FILE");
    verb->add_option("--transport", arguments->transport, "auto, tcp or udp")
        ->check(CLI::IsMember({"auto", "tcp", "udp"}))
        ->capture_default_str();
    verb->add_option("--certificate-sha256", arguments->certificate,
                     "The fingerprint that an rtsps:// address must show")
        ->type_name("HEX");
    verb->add_flag("--basic", arguments->basic, "A Basic login may be sent in clear");
    verb->add_option("--patience", arguments->patience, "Seconds for the whole climb")
        ->check(CLI::Range(3.0, 300.0))
        ->capture_default_str();
    verb->add_option("--language", arguments->language, "id or en")
        ->check(CLI::IsMember({"id", "en"}))
        ->capture_default_str();
    verb->add_flag("--json", arguments->json, "Print everything as JSON, in both languages");
    verb->callback([arguments, &exit_status] { exit_status = probe(*arguments); });
}

}  // namespace pendopo
