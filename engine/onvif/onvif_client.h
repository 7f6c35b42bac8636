#pragma once
// Calls to one device's services: logs in the way the device wants it, follows what it says of
// itself, and tells what kind of trouble there is. First by WS-Security with the device's own time;
// where the device asks for HTTP digest, by that from then on. A refused login is tried three times
// at most, since devices lock an account after five to ten.

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "engine/base/clock.h"
#include "engine/ipc/onvif_messages.h"
#include "engine/onvif/device_address.h"
#include "engine/onvif/http_digest.h"
#include "engine/onvif/http_post.h"
#include "engine/onvif/xml_tree.h"

namespace pendopo {

struct OnvifFailure {
    OnvifProblem problem = OnvifProblem::failed;
    std::string detail;     // "ActionNotSupported", "HTTP 400", the device's own reason; for people
    bool no_login = false;  // a login is wanted and none was given
    bool operator==(const OnvifFailure&) const = default;
};
template <class T>
using OnvifResult = tl::expected<T, OnvifFailure>;

enum class UseLogin { never, given };

// Thread: bound to its owner. `post` and `clock` outlive it.
class OnvifClient {
  public:
    struct Login {
        std::string user;
        std::string password;
    };
    OnvifClient(const PostFunction& post, const Clock& clock, Login login, MonotonicTime end)
        : post_(post), clock_(clock), login_(std::move(login)), end_(end) {}

    // What stands in the body of the answer. `patience` of each attempt, all of them until `end`.
    OnvifResult<XmlElement> call(const DeviceAddress& service, const std::string& body,
                                 UseLogin use = UseLogin::given,
                                 Milliseconds patience = Milliseconds(5000));

    // The device's clock minus ours, once it is known.
    void set_clock_skew(Seconds skew) { skew_ = skew; }
    std::optional<Seconds> clock_skew() const { return skew_; }
    bool time_is_over() const { return clock_.now() >= end_; }
    // Where the device wants to be asked instead, when it redirected a call ("https").
    const std::optional<DeviceAddress>& moved_to() const { return moved_to_; }

  private:
    enum class Proof { security_header, digest };
    struct Attempts {
        int refused = 0;
        int redirects = 0;
    };

    HttpRequest request_to(const DeviceAddress& service, const std::string& body, bool with_login,
                           Milliseconds patience);
    // Whether another way to log in is worth a try after a refusal.
    bool try_otherwise(const HttpAnswer& answer, Attempts& attempts);
    OnvifFailure refused_login(const HttpAnswer& answer, const std::string& said) const;

    const PostFunction& post_;
    const Clock& clock_;
    Login login_;
    MonotonicTime end_;
    std::optional<Seconds> skew_;
    bool own_time_ = false;  // the device wants our time although its own differs
    Proof proof_ = Proof::security_header;
    std::optional<DigestChallenge> challenge_;
    unsigned nonce_uses_ = 0;
    std::optional<DeviceAddress> moved_to_;
};

}  // namespace pendopo
