#pragma once
// A camera on 127.0.0.1 that speaks ONVIF as some vendor does, checks logins the way it does, and
// misbehaves where it is told to. A thread answers one connection after the other.

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"

namespace pendopo::test {

// What a device is. Answers are XML for inside the body, by the name of the request; "HOST" in them
// becomes the address the device believes to have, "PORT" its port.
struct SimulatedDevice {
    enum class Login { none, security_header, digest_md5, digest_sha256 };

    std::map<std::string, std::string> answers;
    std::string envelope;  // with "BODY" in it
    Login login = Login::none;
    std::string user = "admin";
    std::string password = "Rahasia&123";
    bool refuses_with_fault = false;  // HTTP 400 and ter:NotAuthorized instead of 401
    bool time_wants_login = false;
    Seconds clock_ahead{0};
    Seconds clock_checked_by{0};  // its login goes by another time than it tells
    std::string own_host = "127.0.0.1";
    std::string fault;  // sent instead of every answer that wants a login
    // A whole HTTP answer instead of anything else; empty: as usual.
    std::function<std::string(const std::string& request)> instead;
    bool silent = false;  // takes connections and says nothing
};

SimulatedDevice hikvision_like();  // Media2 with H.265, digest, prefixes env: and tr2:
SimulatedDevice dahua_like();      // Media only, security header, faults, addresses with a login
SimulatedDevice axis_like();       // digest, GetCapabilities only, default name spaces
SimulatedDevice recorder_like();   // two cameras behind one address

std::string http_answer(int status, const std::string& body,
                        const std::string& headers = "Content-Type: application/soap+xml\r\n");
std::string fault_body(const std::string& subcode, const std::string& reason);

// Thread: bound to its owner, its own thread inside.
class DeviceSimulator {
  public:
    explicit DeviceSimulator(SimulatedDevice device);
    ~DeviceSimulator();
    DeviceSimulator(const DeviceSimulator&) = delete;
    DeviceSimulator& operator=(const DeviceSimulator&) = delete;

    int port() const { return port_; }
    std::string service_url() const;  // http://127.0.0.1:PORT/onvif/device_service
    // The names of what was asked, in order, "!" behind those whose login was refused.
    std::vector<std::string> asked() const;

  private:
    void serve();
    void answer(int connection);
    std::string answer_to(const std::string& head, const std::string& body);
    bool knows(const std::string& head, const std::string& body) const;
    std::string refusal() const;

    SimulatedDevice device_;
    UniqueFd listener_;
    int port_ = 0;
    std::atomic<bool> ends_ = false;
    mutable std::mutex mutex_;
    std::vector<std::string> asked_;
    std::vector<UniqueFd> held_;  // connections of a silent one
    std::thread thread_;
};

}  // namespace pendopo::test
