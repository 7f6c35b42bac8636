#include "engine/onvif/stream_lookup.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/onvif/device_address.h"
#include "engine/onvif/media_answers.h"
#include "engine/onvif/onvif_client.h"
#include "engine/onvif/onvif_words.h"

namespace pendopo {
namespace {

constexpr const char* kUsualPath = "/onvif/device_service";

struct Candidate {
    DeviceAddress address;
    Milliseconds patience;
};

// Where a device that was only named may have its service: 80 by the standard; TP-Link 2020, many
// clones 8000, 8080 and 8899 (XiongMai), 443 where web pages are encrypted only.
std::vector<Candidate> candidates_of(const StreamsRequest& request) {
    constexpr Milliseconds kFirst{5000};
    constexpr Milliseconds kOthers{2000};
    const auto typed =
        read_typed_address(request.service_url.empty() ? request.address : request.service_url);
    if (!typed || !typed->scheme.starts_with("http")) {
        return {};
    }
    DeviceAddress address = *typed;
    if (request.service_url.empty() && address.path == "/") {
        address.path = kUsualPath;
    }
    std::vector<Candidate> candidates = {{address, kFirst}};
    if (request.service_url.empty() && address.port == 0 && address.scheme == "http") {
        for (const int port : {2020, 8000, 8080, 8899}) {
            candidates.push_back({address, kOthers});
            candidates.back().address.port = port;
        }
        candidates.push_back({address, kOthers});
        candidates.back().address.scheme = "https";
    }
    return candidates;
}

// Which of two failures tells people more: somebody answered, took the connection, nothing.
int weight(OnvifProblem problem) {
    return problem == OnvifProblem::unreachable ? 0 : problem == OnvifProblem::timed_out ? 1 : 2;
}

// Once a login is refused nothing else can come out well.
bool ends_all(OnvifProblem problem) {
    switch (problem) {
        case OnvifProblem::wrong_password:
        case OnvifProblem::clock_differs:
        case OnvifProblem::locked:
        case OnvifProblem::unreachable:
            return true;
        default:
            return false;
    }
}

class Lookup {
  public:
    Lookup(const StreamsRequest& request, const PostFunction& post, const Clock& clock)
        : request_(request),
          clock_(clock),
          client_(post, clock, {request.user, request.password}, clock.now() + kLookupLimit) {}

    StreamsReply run() {
        if (auto failure = find_device()) {
            return told(*failure);
        }
        if (auto failure = ask_device()) {
            return told(*failure);
        }
        if (auto failure = ask_media()) {
            return told(*failure);
        }
        BothWords note = client_.clock_skew() ? words_of_clock(*client_.clock_skew()) : BothWords();
        if (address_corrected_) {
            note.append(words_of_corrected_address(device_.host));
        }
        if (missing_ > 0) {
            note.append(words_of_missing_streams(missing_));
        }
        reply_.note_id = note.id;
        reply_.note_en = note.en;
        return std::move(reply_);
    }

  private:
    using Failure = std::optional<OnvifFailure>;

    StreamsReply told(const OnvifFailure& failure) {
        const std::string host = device_.host.empty() ? request_.address : device_.host;
        const BothWords words = words_of_failure(failure, host, reply_.make, client_.clock_skew());
        reply_.problem = failure.problem;
        reply_.problem_id = words.id;
        reply_.problem_en = words.en;
        reply_.streams.clear();
        return std::move(reply_);
    }

    // The first candidate that speaks ONVIF, and its clock.
    Failure find_device() {
        Failure most_telling;
        for (const Candidate& candidate : candidates_of(request_)) {
            device_ = candidate.address;
            const auto answer =
                client_.call(candidate.address, ask_time(), UseLogin::never, candidate.patience);
            if (answer) {
                read_clock(*answer);
            }
            const OnvifProblem problem = answer ? OnvifProblem::none : answer.error().problem;
            // One that wants a login even for its time is there all the same.
            if (answer || problem == OnvifProblem::wrong_password ||
                problem == OnvifProblem::fault || problem == OnvifProblem::no_rights) {
                device_ = client_.moved_to().value_or(device_);
                return {};
            }
            if (!most_telling || weight(problem) > weight(most_telling->problem)) {
                most_telling = answer.error();
            }
        }
        return most_telling ? most_telling
                            : OnvifFailure{OnvifProblem::failed, "no address of a device"};
    }

    void read_clock(const XmlElement& answer) {
        if (const auto time = read_device_time(answer)) {
            const auto skew = std::chrono::round<Seconds>(*time - clock_.wall_now());
            client_.set_clock_skew(skew);
            reply_.clock_known = true;
            reply_.clock_skew_s = skew.count();
        }
    }

    // Its name and where its services are.
    Failure ask_device() {
        const auto information = client_.call(device_, ask_information());
        if (information) {
            DeviceInformation read = read_information(*information);
            reply_.make = std::move(read.make);
            reply_.model = std::move(read.model);
            reply_.firmware = std::move(read.firmware);
            reply_.serial = std::move(read.serial);
        } else if (ends_all(information.error().problem)) {
            return information.error();
        }
        auto services = client_.call(device_, ask_services());
        if (services) {
            services_ = read_services(*services);
        } else if (ends_all(services.error().problem)) {
            return services.error();
        }
        if (services_.media.empty() && services_.media2.empty()) {
            services = client_.call(device_, ask_capabilities());
            if (services) {
                services_ = read_services(*services);
            } else if (ends_all(services.error().problem)) {
                return services.error();
            }
        }
        return {};
    }

    // Media2 knows H.265; a device that has it and fails in it is asked by Media.
    Failure ask_media() {
        Failure failure;
        if (!services_.media2.empty()) {
            failure = ask_streams(MediaService::media2, services_.media2);
            if (!failure || ends_all(failure->problem)) {
                return failure;
            }
        }
        if (!services_.media.empty() || services_.media2.empty()) {
            // Devices that tell no address of it answer at the one of all.
            return ask_streams(MediaService::media, services_.media);
        }
        return failure;
    }

    Failure ask_streams(MediaService service, const std::string& told_address) {
        const auto told = read_device_address(told_address);
        const DeviceAddress address = told ? corrected_service(*told, device_) : device_;
        const auto profiles = client_.call(address, ask_profiles(service));
        if (!profiles) {
            return profiles.error();
        }
        std::vector<FoundStream> found;
        Failure failure;
        missing_ = 0;
        const std::vector<MediaProfile> list = read_profiles(*profiles);
        for (const MediaProfile& profile : list) {
            const auto url = client_.time_is_over()
                                 ? tl::unexpected(OnvifFailure{OnvifProblem::timed_out, ""})
                                 : stream_url(service, address, profile);
            if (url) {
                found.push_back({profile, *url});
                continue;
            }
            ++missing_;
            failure = failure ? failure : url.error();
            if (ends_all(failure->problem)) {
                break;
            }
        }
        if (found.empty()) {
            return failure ? failure : OnvifFailure{OnvifProblem::no_profile, ""};
        }
        reply_.streams = choose_streams(found);
        return {};
    }

    OnvifResult<std::string> stream_url(MediaService service, const DeviceAddress& address,
                                        const MediaProfile& profile) {
        auto answer = client_.call(address, ask_stream(service, profile.token));
        if (!answer && service == MediaService::media2 &&
            answer.error().problem == OnvifProblem::fault) {
            // Some know the words of an early draft only.
            answer = client_.call(address, ask_stream(service, profile.token, "RtspUnicast"));
        }
        if (!answer) {
            return tl::unexpected(answer.error());
        }
        const auto stream =
            corrected_stream(read_stream_uri(*answer), device_.host, request_.password);
        if (!stream) {
            return tl::unexpected(
                OnvifFailure{OnvifProblem::bad_answer, "GetStreamUri without an rtsp address"});
        }
        address_corrected_ = address_corrected_ || stream->host_changed;
        return stream->url;
    }

    const StreamsRequest& request_;
    const Clock& clock_;
    OnvifClient client_;
    DeviceAddress device_;
    ServiceAddresses services_;
    StreamsReply reply_;
    bool address_corrected_ = false;
    size_t missing_ = 0;
};

}  // namespace

StreamsReply look_up_streams(const StreamsRequest& request, const PostFunction& post,
                             const Clock& clock) {
    return Lookup(request, post, clock).run();
}

}  // namespace pendopo
