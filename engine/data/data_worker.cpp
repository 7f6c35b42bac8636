#include "engine/data/data_worker.h"

#include <gio/gio.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "engine/data/source_places.h"
#include "engine/ipc/shared_text.h"
#include "engine/sandbox/worker_sandbox.h"

namespace pendopo {
namespace {

constexpr size_t kMostPlanBytes = size_t{4} << 20;  // what the JSON reader takes

SourceLogin login_of(const SourceConfig& config, const DataPlan& plan) {
    for (const DataLogin& login : plan.logins) {
        if (!config.login.empty() && login.name == config.login) {
            return {login.user, login.password};
        }
    }
    return {};
}

}  // namespace

DataWorker::DataWorker(EventLoop& loop, Channel& channel, Log log)
    : loop_(loop), channel_(channel), log_(std::move(log)) {}

void DataWorker::apply(const DataPlan& plan, const std::string& text) {
    const auto config = read_data_config(plan.file, text);
    if (!config) {  // control has read the same text before
        problem_ = to_string(config.error().front());
        log_.error("plan refused reason=\"{}\"", problem_);
        return;
    }
    problem_.clear();
    const bool moved = plan.file != plan_.file || plan.state_folder != plan_.state_folder ||
                       plan.timezone != plan_.timezone;
    std::map<std::string, Source> next;
    for (const SourceConfig& wanted : config->sources) {
        const SourceLogin login = login_of(wanted, plan);
        const auto known = sources_.find(wanted.id);
        if (known != sources_.end() && !moved && known->second.config == wanted &&
            known->second.login == login && known->second.runner != nullptr) {
            next.insert(sources_.extract(known));
            continue;
        }
        Source source;
        source.config = wanted;
        source.login = login;
        if (known != sources_.end()) {
            source.told_revision = known->second.told_revision;
        }
        next.emplace(wanted.id, std::move(source));
    }
    for (auto& [id, source] : sources_) {
        if (source.runner != nullptr) {
            source.runner->stop();
            leaving_.push_back(std::move(source.runner));
        }
    }
    sources_ = std::move(next);
    plan_ = plan;
    for (auto& [id, source] : sources_) {
        if (source.runner == nullptr) {
            begin(source, plan);
        }
    }
}

void DataWorker::begin(Source& source, const DataPlan& plan) {
    const std::string id = source.config.id;
    const std::string folder = std::filesystem::path(plan.file).parent_path().string();
    source.serial = ++serial_;
    source.newest.report.id = id;
    const bool named = !source.config.login.empty();
    auto runner = SourceRunner::start(
        {source.config, plan.timezone,
         make_data_source(source.config, folder.empty() ? "." : folder,
                          named ? std::optional(source.login) : std::nullopt),
         ValueStore(plan.state_folder + "/data"), log_.child(id),
         [this, id, serial = source.serial](SourceUpdate update) {
             loop_.post([this, id, serial, update = std::move(update)]() mutable {
                 take(id, serial, std::move(update));
             });
         }});
    if (runner) {
        source.runner = std::move(*runner);
    } else {
        problem_ = id + ": " + runner.error().message();
        log_.error("{}", problem_);
    }
}

void DataWorker::take(const std::string& id, uint64_t serial, SourceUpdate update) {
    const auto found = sources_.find(id);
    if (found == sources_.end() || found->second.serial != serial) {
        return;
    }
    Source& source = found->second;
    source.hangs = false;
    source.newest = std::move(update);
    source.told = false;
    look_for_alarm(source);
    // Control being gone is found out by the loop; a full channel is tried again by tick().
    [[maybe_unused]] const Result<void> sent = send(source);
}

// What a value says of alarms is found out here: control reads no foreign bytes.
void DataWorker::look_for_alarm(Source& source) {
    const SourceReport& report = source.newest.report;
    if (!source.config.alarm || report.revision == 0 || report.revision == source.looked_revision ||
        source.newest.text == nullptr) {
        return;
    }
    source.looked_revision = report.revision;
    auto found = source.earthquakes.look(*source.newest.text, *source.config.alarm,
                                         std::chrono::system_clock::now());
    if (!found) {
        log_.warn("{} raises no alarm reason=\"{}\"", report.id, found.error().message());
    } else if (*found) {
        log_.info("{} raises alarm={} event=\"{}\"", report.id, source.config.alarm->alarm,
                  (*found)->event);
        source.alarm = SourceAlarm{report.id, source.config.alarm->alarm,
                                   std::move((*found)->event), std::move((*found)->text)};
        // What a full channel refuses is sent by tick().
        [[maybe_unused]] const Result<void> sent = send_alarm(source);
    }
}

Result<void> DataWorker::send_alarm(Source& source) {
    if (!source.alarm) {
        return {};
    }
    auto sent = channel_.send(encode(FromData(*source.alarm)));
    if (sent) {
        source.alarm.reset();
    }
    return sent;
}

Result<void> DataWorker::send(Source& source) {
    const SourceReport& report = source.newest.report;
    const std::string message = encode(FromData(report));
    Result<void> sent;
    if (report.revision != 0 && report.revision != source.told_revision) {
        const auto shared = share_text(*source.newest.text);
        if (!shared) {
            return fail(shared.error());
        }
        const int fd = shared->get();
        sent = channel_.send(message, {&fd, 1});
    } else {
        sent = channel_.send(message);
    }
    if (sent) {
        source.told = true;
        source.told_revision = report.revision;
    }
    return sent;
}

void DataWorker::look_for_hanging() {
    constexpr Milliseconds kGrace{1000};  // what ends on time still has to come through the loop
    for (auto& [id, source] : sources_) {
        if (source.hangs || source.runner == nullptr || source.runner->overdue() < kGrace) {
            continue;
        }
        source.hangs = true;
        SourceReport& report = source.newest.report;
        report.state = SourceState::failed;
        report.reason = "no answer, and the attempt cannot be ended: a disk or name server hangs";
        ++report.failures;
        source.told = false;
        log_.warn("{} hangs", id);
    }
}

Result<void> DataWorker::tick() {
    std::erase_if(leaving_, [](const auto& runner) { return runner->ended(); });
    look_for_hanging();
    for (auto& [id, source] : sources_) {
        if (const auto sent = send_alarm(source);
            !sent && sent.error().code() == ErrorCode::unreachable) {
            return sent;
        }
        if (source.told) {
            continue;
        }
        if (const auto sent = send(source); !sent) {
            if (sent.error().code() == ErrorCode::unreachable) {
                return sent;
            }
            break;
        }
    }
    const auto sent = channel_.send(encode(FromData(WorkerHealth{problem_})));
    return !sent && sent.error().code() == ErrorCode::unreachable ? sent : Result<void>{};
}

bool DataWorker::stop() {
    for (auto& [id, source] : sources_) {
        if (source.runner != nullptr) {
            source.runner->stop();
            leaving_.push_back(std::move(source.runner));
        }
    }
    sources_.clear();
    std::erase_if(leaving_, [](const auto& runner) { return runner->ended(); });
    return leaving_.empty();
}

namespace {

// The plan of a message; nothing when none waits.
Result<std::optional<std::pair<DataPlan, std::string>>> next_plan(Channel& channel) {
    auto received = channel.receive();
    if (!received) {
        return fail(received.error());
    }
    if (!*received) {
        return std::nullopt;
    }
    auto message = decode_to_data((*received)->text);
    if (!message) {
        return fail(message.error());
    }
    if ((*received)->fds.size() != 1) {
        return fail(ErrorCode::invalid, "data_plan without its text");
    }
    auto text = read_shared_text((*received)->fds[0].get(), kMostPlanBytes);
    if (!text) {
        return fail(text.error().within("data_plan"));
    }
    return std::pair(std::get<DataPlan>(std::move(*message)), std::move(*text));
}

using PlanText = std::pair<DataPlan, std::string>;

// What is allowed is decided by the first plan. Nothing: the end was asked for.
Result<std::optional<PlanText>> first_plan(WorkerProcess& process) {
    while (true) {
        auto plan = next_plan(process.channel);
        if (!plan || *plan) {
            return plan;
        }
        std::array<pollfd, 2> waiting{pollfd{process.channel.fd(), POLLIN, 0},
                                      pollfd{process.stop_fd.get(), POLLIN, 0}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0) {
            return std::nullopt;
        }
    }
}

// Where a plan's sources read. Nothing to allow where it makes no sense: apply() says so.
std::vector<SourceConfig> sources_of(const PlanText& plan) {
    const auto config = read_data_config(plan.first.file, plan.second);
    return config ? config->sources : std::vector<SourceConfig>{};
}

// Modules that GLib loads when they are first used, and the system's authorities, which it keeps.
void load_modules() {
    // No desktop's settings: a proxy is what data.json says.
    ::setenv("GIO_USE_PROXY_RESOLVER", "dummy", 1);
    ::setenv("GSETTINGS_BACKEND", "memory", 1);
    ::setenv("GIO_USE_VFS", "local", 1);
    g_object_unref(g_tls_backend_get_default_database(g_tls_backend_get_default()));
    g_object_unref(g_resolver_get_default());
    g_proxy_resolver_get_default();
}

void enter(WorkerProcess& process, const DataPlan& plan, const std::vector<std::string>& folders) {
    std::vector<PathRule> paths;
    for (const std::string& folder : folders) {
        paths.push_back({folder, PathRight::read});
    }
    const std::string values = plan.state_folder + "/data";
    std::error_code error;  // a folder that cannot be made is told when a value is to be kept
    std::filesystem::create_directories(values, error);
    paths.push_back({values, PathRight::own});
    enter_sandbox_or_end(process, {.role = SandboxRole::data,
                                   .paths = std::move(paths),
                                   .prepare = load_modules,
                                   .prepare_paths = library_paths()});
}

// 1 when control makes no sense, 0 when it is gone.
int told_end(const Log& log, const Error& error) {
    if (error.code() == ErrorCode::unreachable) {
        return 0;
    }
    log.error("{}", error.message());
    return 1;
}

}  // namespace

int run_data_worker(WorkerProcess process) {
    constexpr Seconds kStopWithin{2};  // values are written to the disk meanwhile
    auto first = first_plan(process);
    if (!first || !*first) {
        return first ? 0 : told_end(process.log, first.error());
    }
    const std::vector<SourceConfig> sources = sources_of(**first);
    const std::vector<std::string> folders = source_folders(sources, (*first)->first.file);
    enter(process, (*first)->first, folders);
    int status = 0;
    EventLoop loop;
    DataWorker worker(loop, process.channel, process.log);
    std::string kept_in = (*first)->first.state_folder;
    auto places = std::make_unique<PlaceWatch>(sources, (*first)->first.file, folders);
    // Another process is to be started for it: this one may not read there.
    const auto out_of_reach = [&](const std::string& place) {
        process.log.info("ending: {} is not within the sandbox of this process", place);
        loop.quit();
    };
    const auto apply = [&](const PlanText& plan) {
        const std::vector<SourceConfig> wanted = sources_of(plan);
        for (const std::string& folder : source_folders(wanted, plan.first.file)) {
            if (!std::ranges::binary_search(folders, folder)) {
                return out_of_reach(folder);
            }
        }
        if (plan.first.state_folder != kept_in) {
            return out_of_reach(plan.first.state_folder);
        }
        places = std::make_unique<PlaceWatch>(wanted, plan.first.file, folders);
        worker.apply(plan.first, plan.second);
    };
    apply(**first);
    auto messages = loop.watch(process.channel.fd(), [&] {
        while (true) {
            const auto plan = next_plan(process.channel);
            if (!plan) {
                status = told_end(process.log, plan.error());
                return loop.quit();
            }
            if (!*plan) {
                return;
            }
            apply(**plan);
        }
    });
    auto second = loop.every(Seconds(1), [&] {
        if (!worker.tick()) {
            return loop.quit();
        }
        if (const std::string place = places->changed(); !place.empty()) {
            out_of_reach(place);
        }
    });
    auto stop = loop.watch(process.stop_fd.get(), [&] { loop.quit(); });
    loop.run();

    // What asked for the end asks on; now only the sources are waited for.
    messages.reset();
    second.reset();
    stop.reset();
    const MonotonicTime give_up = Monotonic::now() + kStopWithin;
    const auto look = loop.every(Milliseconds(20), [&] {
        if (worker.stop() || Monotonic::now() >= give_up) {
            loop.quit();
        }
    });
    if (!worker.stop()) {
        loop.run();
    }
    if (!worker.stop()) {
        process.log.warn("ending although a source or the disk hangs");
        std::quick_exit(status);  // joining its thread would hang too
    }
    return status;
}

}  // namespace pendopo
