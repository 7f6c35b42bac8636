#pragma once
// What control (or a verb of the command line) and the ONVIF worker say to each other. See
// messages.h for the rules of all of them. A worker answers one request and ends.
//   control → onvif    DiscoverRequest or StreamsRequest
//   onvif   → control  DeviceFound…, DiscoverDone · StreamsReply

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/result.h"

namespace pendopo {

// Which cameras are there? Without addresses everybody is asked who hears multicast, on every
// interface; with addresses only these are.
struct DiscoverRequest {
    static constexpr int kMostSeconds = 60;
    // "192.168.1.64", "192.168.1.0/24", "192.168.1.10-40", "fe80::1%eth0"; see
    // engine/onvif/address_list.h.
    std::vector<std::string> addresses;
    int seconds = 4;  // how long answers are waited for, 1 … kMostSeconds
    bool operator==(const DiscoverRequest&) const = default;
};

// One device, told once. Everything but `address` is the device's own word, cleaned of control
// characters and cut; empty: it did not say.
struct DeviceFound {
    std::string address;      // it answered from here: "192.168.1.64", "fe80::1%eth0"
    std::string service_url;  // of its device service: StreamsRequest wants it
    std::string name;         // make and model, or what was typed in as its name
    std::string hardware;
    std::string location;
    std::vector<std::string> scopes;
    bool operator==(const DeviceFound&) const = default;
};
// The search is over. What went wrong for people, in both languages; empty: nothing.
struct DiscoverDone {
    uint64_t devices = 0;
    std::string problem_id;
    std::string problem_en;
    bool operator==(const DiscoverDone&) const = default;
};

// Which streams has this device? `service_url` as in DeviceFound; without it `address` ("host",
// "host:port"), whose usual ports and paths are tried.
struct StreamsRequest {
    std::string service_url;
    std::string address;
    std::string user;  // empty: no login
    std::string password;
    bool operator==(const StreamsRequest&) const = default;
};

// What a stream is good for on a wall.
enum class StreamUse {
    other,
    main,  // as large as it gets
    sub,   // for small tiles
};
constexpr auto words_of(StreamUse /*any*/) {
    return enum_words<StreamUse>(
        {{StreamUse::other, ""}, {StreamUse::main, "main"}, {StreamUse::sub, "sub"}});
}

// One stream of a device. 0 or empty: the device does not say.
struct DeviceStream {
    std::string name;   // as the device calls the profile
    std::string url;    // rtsp://…, without a login, with the address it was reached under
    std::string codec;  // "h264", "h265", "mjpeg", "mpeg4"; other words as the device says them
    int width = 0;
    int height = 0;
    double fps = 0;
    int kbps = 0;
    StreamUse use = StreamUse::other;
    int channel = 1;  // which of the device's cameras, from 1: a recorder has several
    bool operator==(const DeviceStream&) const = default;
};

// What kind of trouble it was, for decisions; the sentences are for people.
enum class OnvifProblem {
    failed,  // anything else
    none,
    unreachable,     // nobody answers at the address
    timed_out,       // it took the connection and said nothing, or not all of it
    not_onvif,       // somebody answers who does not speak ONVIF; often it is switched off
    wrong_password,  // the login was refused
    clock_differs,   // the login was refused and the device's clock may be why
    locked,          // too many wrong logins; the device refuses everybody for a while
    no_rights,       // the login is good and may not read the streams
    no_profile,      // it has no stream to show
    fault,           // it answers with a SOAP fault
    bad_answer,      // it answers with what nobody can read
};
constexpr auto words_of(OnvifProblem /*any*/) {
    return enum_words<OnvifProblem>({{OnvifProblem::failed, "failed"},
                                     {OnvifProblem::none, ""},
                                     {OnvifProblem::unreachable, "unreachable"},
                                     {OnvifProblem::timed_out, "timed_out"},
                                     {OnvifProblem::not_onvif, "not_onvif"},
                                     {OnvifProblem::wrong_password, "wrong_password"},
                                     {OnvifProblem::clock_differs, "clock_differs"},
                                     {OnvifProblem::locked, "locked"},
                                     {OnvifProblem::no_rights, "no_rights"},
                                     {OnvifProblem::no_profile, "no_profile"},
                                     {OnvifProblem::fault, "fault"},
                                     {OnvifProblem::bad_answer, "bad_answer"}});
}

struct StreamsReply {
    std::string make;
    std::string model;
    std::string firmware;
    std::string serial;
    bool clock_known = false;
    int64_t clock_skew_s = 0;           // the device's clock minus ours; positive: it is ahead
    std::vector<DeviceStream> streams;  // of each channel: main, sub, the others
    OnvifProblem problem = OnvifProblem::none;
    std::string problem_id;  // what is wrong and what to do; empty with OnvifProblem::none
    std::string problem_en;
    std::string note_id{};  // it worked, but: the clock differs, an address was corrected …
    std::string note_en{};
    bool operator==(const StreamsReply&) const = default;
};

using ToOnvif = std::variant<DiscoverRequest, StreamsRequest>;
using FromOnvif = std::variant<DeviceFound, DiscoverDone, StreamsReply>;

std::string encode(const ToOnvif& message);
std::string encode(const FromOnvif& message);
// Errors: invalid, with what is wrong.
Result<ToOnvif> decode_to_onvif(std::string_view text);
Result<FromOnvif> decode_from_onvif(std::string_view text);

}  // namespace pendopo
