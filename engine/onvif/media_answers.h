#pragma once
// What a device's answers say of its clock, itself, its services and its streams. Pure. The same
// thing is asked of Media2 (ver20, Profile T: knows H.265) and of Media (ver10, every device).

#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/ipc/onvif_messages.h"
#include "engine/onvif/xml_tree.h"

namespace pendopo {

// Bodies of requests.
std::string ask_time();
std::string ask_information();
std::string ask_services();
std::string ask_capabilities();
enum class MediaService { media, media2 };
std::string ask_profiles(MediaService service);
std::string ask_stream(MediaService service, const std::string& token,
                       const std::string& protocol = "RTSP");

// GetSystemDateAndTimeResponse: its UTC time. Nothing: it says none, or one that cannot be.
std::optional<WallTime> read_device_time(const XmlElement& answer);

struct DeviceInformation {
    std::string make;
    std::string model;
    std::string firmware;
    std::string serial;
    bool operator==(const DeviceInformation&) const = default;
};
DeviceInformation read_information(const XmlElement& answer);

struct ServiceAddresses {
    std::string media;  // as the device tells them; empty: it has none
    std::string media2;
    bool operator==(const ServiceAddresses&) const = default;
};
// GetServicesResponse or GetCapabilitiesResponse.
ServiceAddresses read_services(const XmlElement& answer);

struct MediaProfile {
    std::string token;
    std::string name;
    std::string source;  // which of the device's cameras
    std::string codec;   // "h264"; empty: it has no video encoder, or does not say
    int width = 0;
    int height = 0;
    double fps = 0;
    int kbps = 0;
    bool has_video = false;
    bool operator==(const MediaProfile&) const = default;
};
// GetProfilesResponse of either service: those with video, or, where a device tells of none what is
// in it, all of them. At most kMostProfiles.
constexpr size_t kMostProfiles = 128;  // a recorder of 64 cameras
std::vector<MediaProfile> read_profiles(const XmlElement& answer);

// GetStreamUriResponse of either service; empty: it says none.
std::string read_stream_uri(const XmlElement& answer);

// A profile and where its stream is.
struct FoundStream {
    MediaProfile profile;
    std::string url;
};
// Each address once, with its use: of each camera of the device the largest stream that a wall
// decodes well is the main one, and the largest of at most a quarter of its pixels (at least
// 320×180, when there is one) the sub-stream; else the largest that is smaller. Main, sub, others;
// camera after camera.
std::vector<DeviceStream> choose_streams(const std::vector<FoundStream>& found);

}  // namespace pendopo
