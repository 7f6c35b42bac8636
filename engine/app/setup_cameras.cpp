#include "engine/app/setup_cameras.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "config/address_logins.h"
#include "engine/control/csv_text.h"

namespace pendopo {
namespace {

constexpr int kProbePatienceMs = 20'000;

Error no_such(const char* what, const std::string& id) {
    return {ErrorCode::not_found,
            fmt::format("no {} \"{}\"; they are forgotten 5 minutes after their end", what,
                        id.substr(0, 64))};
}

// "host" of "rtsp://host:554/…", without the brackets of IPv6.
std::string host_of(std::string_view url) {
    const std::string address = login_apart(url).url;
    const size_t scheme = address.find("://");
    if (scheme == std::string::npos) {
        return "";
    }
    std::string_view rest = std::string_view(address).substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.starts_with('[')) {
        return std::string(rest.substr(1, rest.find(']') - 1));
    }
    return lower(rest.substr(0, rest.find(':')));
}

std::string bare_host(std::string_view host) {
    if (host.starts_with('[')) {
        return std::string(host.substr(1, host.find(']') - 1));
    }
    // An IPv6 address has several colons, a port only one.
    const size_t colon = host.find(':');
    const bool port =
        colon != std::string_view::npos && host.find(':', colon + 1) == std::string_view::npos;
    return lower(port ? host.substr(0, colon) : host);
}

ProbeRungStatus rung_status(const ProbeRung& rung) {
    return {std::string(to_string(rung.rung)),
            std::string(to_string(rung.state)),
            rung.took_ms,
            rung.facts,
            {rung.text_id, rung.text_en},
            {rung.advice_id, rung.advice_en}};
}

CapturedPicture picture_of(ProbeResult result) {
    CapturedPicture picture;
    picture.size = result.size;
    picture.stride = static_cast<size_t>(result.size.width) * 4;
    picture.bytes.assign(result.bgra.begin(), result.bgra.end());
    return picture;
}

DeviceStreams device_streams(const StreamsReply& reply) {
    DeviceStreams device;
    device.make = reply.make;
    device.model = reply.model;
    device.firmware = reply.firmware;
    device.serial = reply.serial;
    if (reply.clock_known) {
        device.clock_skew_s = static_cast<double>(reply.clock_skew_s);
    }
    for (const DeviceStream& stream : reply.streams) {
        device.streams.push_back({stream.name,
                                  login_apart(stream.url).url,
                                  stream.codec,
                                  {stream.width, stream.height},
                                  stream.fps,
                                  static_cast<double>(stream.kbps),
                                  std::string(to_string(stream.use))});
    }
    device.problem = {reply.problem_id, reply.problem_en};
    device.note = {reply.note_id, reply.note_en};
    return device;
}

}  // namespace

ProbeRequest probe_request(const ProbeWanted& wanted) {
    ProbeRequest request;
    LoginApart typed = login_apart(wanted.camera.address);
    request.address = std::move(typed.url);
    request.user = wanted.camera.user.empty() ? typed.user : wanted.camera.user;
    request.password = wanted.camera.user.empty() ? typed.password : wanted.camera.password;
    request.options = wanted.options;
    request.patience_ms = kProbePatienceMs;
    return request;
}

StreamsRequest streams_request(const CameraAccess& device) {
    LoginApart typed = login_apart(device.address);
    StreamsRequest request;
    const bool url = typed.url.starts_with("http://") || typed.url.starts_with("https://");
    (url ? request.service_url : request.address) = std::move(typed.url);
    request.user = device.user.empty() ? typed.user : device.user;
    request.password = device.user.empty() ? typed.password : device.password;
    return request;
}

void obey_privacy(ProbeRequest& request, const CamerasConfig& cameras) {
    const std::string host = host_of(request.address);
    bool found = false;
    bool beside = false;
    for (const CameraConfig& camera : cameras.cameras) {
        const bool coarse = camera.detail.for_staff == PictureDetail::mosaic;
        if (login_apart(camera.main.url).url == request.address ||
            (camera.sub && login_apart(camera.sub->url).url == request.address)) {
            found = true;
            request.coarsened = request.coarsened || coarse;
            std::ranges::copy(camera.masks.polygons, std::back_inserter(request.masks.polygons));
            request.masks.drawn_on = camera.masks.drawn_on;
        } else if (host_of(camera.main.url) == host ||
                   (camera.sub && host_of(camera.sub->url) == host)) {
            beside = beside || coarse || !camera.masks.polygons.empty();
        }
    }
    request.coarsened = request.coarsened || (!found && beside);
}

std::string camera_at(const CamerasConfig& cameras, const std::string& host) {
    const std::string wanted = bare_host(host);
    const auto found = std::ranges::find_if(cameras.cameras, [&](const CameraConfig& camera) {
        return host_of(camera.main.url) == wanted ||
               (camera.sub && host_of(camera.sub->url) == wanted);
    });
    return wanted.empty() || found == cameras.cameras.end() ? "" : found->id;
}

struct SetupCameras::Probe {
    ProbeStatus status;
    SetupDesk::PictureBytes picture;
    std::unique_ptr<CameraProbe> climb;
    std::optional<MonotonicTime> ended;

    void take(const ProbeRung& rung) {
        ProbeRungStatus news = rung_status(rung);
        const auto known = std::ranges::find(status.rungs, news.rung, &ProbeRungStatus::rung);
        if (known == status.rungs.end()) {
            status.rungs.push_back(std::move(news));
        } else {
            *known = std::move(news);
        }
    }
};

struct SetupCameras::Search {
    DiscoveryStatus status;
    std::optional<MonotonicTime> ended;
};

SetupCameras::SetupCameras(EventLoop& loop, const Clock& clock, const Log& log, SandboxMode sandbox)
    : loop_(loop),
      clock_(clock),
      log_(log),
      sandbox_(sandbox),
      encoder_(loop),
      onvif_(std::make_unique<CameraDiscovery>(loop, log_, program_beside("pendopo-onvif"),
                                               sandbox)) {}

SetupCameras::~SetupCameras() = default;

void SetupCameras::use_programs(std::string probe, std::string onvif) {
    probe_program_ = std::move(probe);
    onvif_ = std::make_unique<CameraDiscovery>(loop_, log_, std::move(onvif), sandbox_);
}

template <class Job>
Result<void> SetupCameras::make_room(std::map<std::string, std::shared_ptr<Job>>& jobs,
                                     const char* what) {
    const MonotonicTime now = clock_.now();
    std::erase_if(jobs, [&](const auto& entry) {
        return entry.second->ended && now - *entry.second->ended > kRemembered;
    });
    const auto running = std::ranges::count_if(
        jobs, [](const auto& entry) { return !entry.second->ended.has_value(); });
    if (static_cast<size_t>(running) >= kAtOnce) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} {} run already; wait for one, or end it", kAtOnce, what));
    }
    while (jobs.size() >= kMostKept) {  // those that ended first go first
        auto oldest = jobs.end();
        for (auto each = jobs.begin(); each != jobs.end(); ++each) {
            if (each->second->ended &&
                (oldest == jobs.end() || *each->second->ended < *oldest->second->ended)) {
                oldest = each;
            }
        }
        jobs.erase(oldest);
    }
    return {};
}

// ---- probes
// --------------------------------------------------------------------------------------

Result<std::string> SetupCameras::start_probe(ProbeRequest request) {
    if (auto room = make_room(probes_, "probes"); !room) {
        return fail(room.error());
    }
    const auto probe = std::make_shared<Probe>();
    probe->climb = std::make_unique<CameraProbe>(loop_, log_, probe_program_, sandbox_);
    const auto finish = [this, weak = std::weak_ptr(probe)](bool ok) {
        if (const auto self = weak.lock()) {
            self->status.ok = ok;
            self->status.done = true;
            self->ended = clock_.now();
        }
    };
    const auto started = probe->climb->start(
        std::move(request),
        [weak = std::weak_ptr(probe)](const ProbeRung& rung) {
            if (const auto self = weak.lock()) {
                self->take(rung);
            }
        },
        [this, weak = std::weak_ptr(probe), finish](ProbeResult result) {
            const auto self = weak.lock();
            if (!self) {
                return;
            }
            const bool ok = result.ok;
            if (result.bgra.empty()) {
                finish(ok);
                return;
            }
            // Done is said when its picture can be had.
            encoder_.encode(picture_of(std::move(result)), PictureFormat::jpeg,
                            [weak, finish, ok](Result<PictureEncoder::Bytes> bytes) {
                                if (const auto kept = weak.lock(); kept && bytes) {
                                    kept->picture = std::move(*bytes);
                                    kept->status.has_picture = true;
                                }
                                finish(ok);
                            });
        });
    if (!started) {
        return fail(started.error());
    }
    std::string id = fmt::format("p{}", next_++);
    probes_.emplace(id, probe);
    return id;
}

Result<ProbeStatus> SetupCameras::probe(const std::string& id) const {
    const auto found = probes_.find(id);
    return found == probes_.end() ? Result<ProbeStatus>(fail(no_such("probe", id)))
                                  : found->second->status;
}

Result<SetupDesk::PictureBytes> SetupCameras::probe_picture(const std::string& id) const {
    const auto found = probes_.find(id);
    if (found == probes_.end()) {
        return fail(no_such("probe", id));
    }
    if (!found->second->picture) {
        return fail(ErrorCode::not_found, "this probe has seen no picture");
    }
    return found->second->picture;
}

Result<void> SetupCameras::cancel_probe(const std::string& id) {
    const auto found = probes_.find(id);
    if (found == probes_.end()) {
        return fail(no_such("probe", id));
    }
    if (!found->second->ended) {
        found->second->climb->cancel();  // on_done follows
    }
    return {};
}

// ---- searches
// ------------------------------------------------------------------------------------

Result<std::string> SetupCameras::start_discovery(const DiscoveryWanted& wanted) {
    if (auto room = make_room(searches_, "searches"); !room) {
        return fail(room.error());
    }
    const auto search = std::make_shared<Search>();
    const auto started = onvif_->discover(
        {wanted.addresses, wanted.seconds},
        [weak = std::weak_ptr(search)](const DeviceFound& found) {
            constexpr size_t kMostDevices = 1000;
            const auto self = weak.lock();
            if (self && self->status.devices.size() < kMostDevices) {
                self->status.devices.push_back({found.address, login_apart(found.service_url).url,
                                                found.name, found.hardware, ""});
            }
        },
        [this, weak = std::weak_ptr(search)](const DiscoverDone& done) {
            if (const auto self = weak.lock()) {
                self->status.problem = {done.problem_id, done.problem_en};
                self->status.done = true;
                self->ended = clock_.now();
            }
        });
    if (!started) {
        return fail(started.error());
    }
    std::string id = fmt::format("d{}", next_++);
    searches_.emplace(id, search);
    return id;
}

Result<DiscoveryStatus> SetupCameras::discovery(const std::string& id,
                                                const CamerasConfig& cameras) const {
    const auto found = searches_.find(id);
    if (found == searches_.end()) {
        return fail(no_such("search", id));
    }
    DiscoveryStatus status = found->second->status;
    for (FoundDevice& device : status.devices) {
        device.camera = camera_at(cameras, device.address);
    }
    return status;
}

void SetupCameras::streams(const StreamsRequest& request,
                           const SetupDesk::Done<DeviceStreams>& done) {
    const auto started = onvif_->streams(
        request, [done](const StreamsReply& reply) { done(device_streams(reply)); });
    if (!started) {
        done(fail(started.error()));
    }
}

}  // namespace pendopo
