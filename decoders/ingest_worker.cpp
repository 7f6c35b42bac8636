#include "decoders/ingest_worker.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "decoders/decoder_process.h"
#include "decoders/rtsp_address.h"
#include "decoders/standby.h"

namespace pendopo {
namespace {

constexpr Milliseconds kHealthPeriod{1000};

bool has_name(const std::string& url) {
    const auto parsed = RtspUrl::parse(url);
    return parsed && parsed->host.find(':') == std::string::npos &&
           parsed->host.find_first_not_of("0123456789.") != std::string::npos;
}

// Stands for every source where none can be had: each camera says why.
class NoSource final : public PacketSource {
  public:
    explicit NoSource(Error why) : why_(std::move(why)) {}
    Error run(std::stop_token /*stop*/, PacketSink& /*sink*/) override { return why_; }

  private:
    const Error why_;
};

}  // namespace

IngestWorker::IngestWorker(WorkerProcess process, SourceFactory factory)
    : process_(std::move(process)),
      factory_(std::move(factory)),
      name_files_({std::begin(kNameFiles), std::end(kNameFiles)}) {}

int IngestWorker::run() {
    MonotonicTime next_health = Monotonic::now();
    while (!control_is_gone_) {
        std::array<pollfd, 3> waiting{pollfd{process_.channel.fd(), POLLIN, 0},
                                      pollfd{process_.stop_fd.get(), POLLIN, 0},
                                      pollfd{wakeup_.fd(), POLLIN, 0}};
        Milliseconds left = std::chrono::ceil<Milliseconds>(next_health - Monotonic::now());
        if (!rings_to_tell_.empty() || told_all_waits_) {
            left = std::min(left, Milliseconds(20));  // control was busy: soon again
        }
        ::poll(waiting.data(), waiting.size(), std::max(0, static_cast<int>(left.count())));
        if (waiting[1].revents != 0) {
            break;
        }
        if (waiting[0].revents != 0 && !read_plans()) {
            break;
        }
        wakeup_.clear();
        attend_cameras();
        send_rings();
        if (const MonotonicTime now = Monotonic::now(); now >= next_health) {
            next_health = now + kHealthPeriod;
            send_health();
            choose_standby();
            if (names_out_of_reach()) {
                break;
            }
        }
    }
    for (const auto& [id, camera] : cameras_) {
        camera->request_stop();
    }
    cameras_.clear();
    leaving_.clear();
    return exit_code_;
}

// The name servers are others now, in a file that this process may not read (WatchedPaths). One
// that is started anew may.
bool IngestWorker::names_out_of_reach() const {
    const bool wanted = std::ranges::any_of(cameras_, [&](const auto& camera) {
        return named_.contains(camera.first) && camera.second->state() == CameraState::offline;
    });
    const std::string changed = wanted ? name_files_.changed() : "";
    if (!changed.empty()) {
        process_.log.info("ending: {} is another file now, and names are looked up there", changed);
    }
    return !changed.empty();
}

bool IngestWorker::read_plans() {
    for (;;) {
        Result<std::optional<ChannelMessage>> message = process_.channel.receive();
        if (!message) {
            const bool gone = message.error().code() == ErrorCode::unreachable;
            process_.log.info("ending reason=\"{}\"", message.error().message());
            exit_code_ = gone ? 0 : 1;
            return false;
        }
        if (!*message) {
            return true;
        }
        const Result<ToIngest> decoded = decode_to_ingest((*message)->text);
        if (!decoded) {
            process_.log.error("ending: a plan makes no sense reason=\"{}\"",
                               decoded.error().message());
            exit_code_ = 1;
            return false;
        }
        if (const auto* plan = std::get_if<IngestPlan>(&*decoded)) {
            apply(*plan);
        } else if (std::holds_alternative<SharedPace>(*decoded)) {
            join_pace((*message)->fds);
        } else {
            tell_all();
        }
    }
}

void IngestWorker::join_pace(const std::vector<UniqueFd>& fds) {
    const Result<void> joined =
        fds.empty() ? fail(ErrorCode::invalid, "attempt pacer: no page came with it")
                    : pacer_.join(fds.front());
    if (!joined) {
        process_.log.warn("attempts are paced in this worker only reason=\"{}\"",
                          joined.error().message());
    }
}

void IngestWorker::apply(const IngestPlan& plan) {
    std::map<std::string, std::unique_ptr<Camera>> next;
    named_.clear();
    // Those that are seen connect first.
    std::vector<const IngestCamera*> all;
    for (const IngestCamera& wanted : plan.cameras) {
        all.push_back(&wanted);
    }
    std::stable_partition(all.begin(), all.end(),
                          [](const auto* camera) { return !camera->pictures.empty(); });
    for (const IngestCamera* each : all) {
        const IngestCamera& wanted = *each;
        if (has_name(wanted.main_url) || has_name(wanted.sub_url)) {
            named_.insert(wanted.id);
        }
        if (next.contains(wanted.id)) {
            continue;  // control's readers refuse doubles
        }
        if (const auto known = cameras_.find(wanted.id); known != cameras_.end()) {
            known->second->apply(wanted);
            next.insert(cameras_.extract(known));
        } else {
            next.emplace(wanted.id, std::make_unique<Camera>(
                                        wanted, factory_, wakeup_, process_.log,
                                        [this](MonotonicTime now) { return pacer_.reserve(now); }));
        }
    }
    for (auto& [id, camera] : cameras_) {
        camera->leave();
        leaving_.push_back(std::move(camera));
        told_states_.erase(id);
    }
    cameras_ = std::move(next);
    standby_pixels_ = plan.standby_pixels;
}

void IngestWorker::choose_standby() {
    std::vector<StandbyCost> hidden;
    for (const auto& [id, camera] : cameras_) {
        if (const int64_t pixels = camera->standby_pixels(); pixels > 0) {
            hidden.push_back({id, pixels, camera->standby()});
        }
    }
    const auto chosen = pendopo::choose_standby(std::move(hidden), standby_pixels_);
    for (const auto& [id, camera] : cameras_) {
        camera->set_standby(chosen.contains(id));
    }
}

void IngestWorker::tell_all() {
    for (const auto& [id, camera] : cameras_) {
        camera->tell_rings();
    }
    told_all_waits_ = true;
}

void IngestWorker::attend_cameras() {
    const auto collect = [&](Camera& camera) {
        camera.tick();
        for (RingEvent& event : camera.take_events()) {
            rings_to_tell_.insert_or_assign(
                event.key, RingToTell{camera.id(), std::move(event.fd), event.trial});
        }
    };
    // Those that leave first: a key that moved to another camera belongs to that one.
    std::erase_if(leaving_, [&](const std::unique_ptr<Camera>& camera) {
        collect(*camera);
        return camera->finished();
    });
    bool changed = false;
    for (const auto& [id, camera] : cameras_) {
        collect(*camera);
        const CameraState state = camera->state();
        changed = changed || std::exchange(told_states_[id], state) != state;
    }
    if (changed) {
        send_health();
    }
}

void IngestWorker::send_rings() {
    while (!rings_to_tell_.empty()) {
        const auto& [key, ring] = *rings_to_tell_.begin();
        const std::array<int, 1> carried{ring.fd.get()};
        const Result<void> sent =
            ring.fd ? process_.channel.send(
                          encode(FromIngest(RingOffer{key, ring.camera, "", ring.trial})), carried)
                    : process_.channel.send(encode(FromIngest(RingGone{key})));
        if (!sent) {
            control_is_gone_ = sent.error().code() == ErrorCode::unreachable;
            return;
        }
        rings_to_tell_.erase(rings_to_tell_.begin());
    }
    if (told_all_waits_) {
        send_health();
        told_all_waits_ = !process_.channel.send(encode(FromIngest(ToldAll{})));
    }
}

void IngestWorker::send_health() {
    IngestHealth health;
    const MonotonicTime now = Monotonic::now();
    for (const auto& [id, camera] : cameras_) {
        health.cameras.push_back(camera->health(now));
    }
    // A full channel drops this report; the next one says more.
    const Result<void> sent = process_.channel.send(encode(FromIngest(std::move(health))));
    control_is_gone_ = !sent && sent.error().code() == ErrorCode::unreachable;
}

int run_ingest_worker(int argc, char** argv, SandboxRole role, SourceFactory factory,
                      const std::function<Result<void>(const Log&)>& prepare) {
    WorkerProcess process = enter_decoder_process(argc, argv);
    enter_decoder_sandbox(process, role, [&] {
        if (const Result<void> prepared = prepare(process.log); !prepared) {
            process.log.error("{}", prepared.error().message());
            factory = [why = prepared.error()](const SourceOptions&) {
                return std::make_unique<NoSource>(why);
            };
        }
    });
    IngestWorker worker(std::move(process), std::move(factory));
    return worker.run();
}

}  // namespace pendopo
