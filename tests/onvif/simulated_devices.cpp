// What the simulated vendors say: shortened from answers of real devices of that make.
#include "tests/onvif/device_simulator.h"

namespace pendopo::test {
namespace {

// One profile as Media2 says it.
std::string profile2(const char* token, const char* name, const char* codec, int width, int height,
                     int fps, int kbps) {
    const auto n = [](int number) { return std::to_string(number); };
    return std::string("<tr2:Profiles token=\"") + token + "\" fixed=\"true\"><tr2:Name>" + name +
           "</tr2:Name><tr2:Configurations><tr2:VideoSource token=\"VideoSourceToken\"><tt:Name>"
           "VideoSourceConfig</tt:Name><tt:UseCount>4</tt:UseCount><tt:SourceToken>VideoSource_1"
           "</tt:SourceToken></tr2:VideoSource><tr2:VideoEncoder token=\"E\" GovLength=\"50\" "
           "Profile=\"Main\"><tt:Name>VideoEncoder</tt:Name><tt:Encoding>" +
           codec + "</tt:Encoding><tt:Resolution><tt:Width>" + n(width) + "</tt:Width><tt:Height>" +
           n(height) +
           "</tt:Height></tt:Resolution><tt:RateControl ConstantBitRate=\"false\">"
           "<tt:FrameRateLimit>" +
           n(fps) + ".000000</tt:FrameRateLimit><tt:BitrateLimit>" + n(kbps) +
           "</tt:BitrateLimit></tt:RateControl></tr2:VideoEncoder></tr2:Configurations>"
           "</tr2:Profiles>";
}

// One as Media says it.
std::string profile(const char* token, const char* name, const char* source, const char* codec,
                    int width, int height, int fps, int kbps) {
    const auto n = [](int number) { return std::to_string(number); };
    return std::string("<trt:Profiles fixed=\"true\" token=\"") + token + "\"><tt:Name>" + name +
           "</tt:Name><tt:VideoSourceConfiguration token=\"V\"><tt:SourceToken>" + source +
           "</tt:SourceToken></tt:VideoSourceConfiguration><tt:VideoEncoderConfiguration "
           "token=\"E\"><tt:Name>E</tt:Name><tt:Encoding>" +
           codec + "</tt:Encoding><tt:Resolution><tt:Width>" + n(width) + "</tt:Width><tt:Height>" +
           n(height) +
           "</tt:Height></tt:Resolution><tt:Quality>4</tt:Quality><tt:RateControl>"
           "<tt:FrameRateLimit>" +
           n(fps) +
           "</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval>"
           "<tt:BitrateLimit>" +
           n(kbps) +
           "</tt:BitrateLimit></tt:RateControl></tt:VideoEncoderConfiguration>"
           "</trt:Profiles>";
}

std::string information(const char* prefix, const char* make, const char* model,
                        const char* firmware, const char* serial) {
    const std::string p = prefix;
    const auto element = [&](const char* name, const char* value) {
        return "<" + p + name + ">" + value + "</" + p + name + ">";
    };
    return "<" + p + "GetDeviceInformationResponse>" + element("Manufacturer", make) +
           element("Model", model) + element("FirmwareVersion", firmware) +
           element("SerialNumber", serial) + element("HardwareId", "88") + "</" + p +
           "GetDeviceInformationResponse>";
}

constexpr const char* kTime =
    "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP"
    "</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>CST-7"
    "</tt:TZ></tt:TimeZone><tt:UTCDateTime>UTCTIME</tt:UTCDateTime></tds:SystemDateAndTime>"
    "</tds:GetSystemDateAndTimeResponse>";

std::string envelope(const std::string& prefix) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + prefix + ":Envelope xmlns:" + prefix +
           "=\"http://www.w3.org/2003/05/soap-envelope\" "
           "xmlns:tt=\"http://www.onvif.org/ver10/schema\" "
           "xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\" "
           "xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\" "
           "xmlns:tr2=\"http://www.onvif.org/ver20/media/wsdl\"><" +
           prefix + ":Body>BODY</" + prefix + ":Body></" + prefix + ":Envelope>";
}

}  // namespace

SimulatedDevice hikvision_like() {
    SimulatedDevice device;
    device.envelope = envelope("env");
    device.login = SimulatedDevice::Login::digest_md5;
    device.answers["GetSystemDateAndTime"] = kTime;
    device.answers["GetDeviceInformation"] =
        information("tds:", "HIKVISION", "DS-2CD2143G2-I", "V5.7.3 build 220315", "DS-0012345");
    device.answers["GetServices"] =
        "<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/device/"
        "wsdl</tds:Namespace><tds:XAddr>http://HOST:PORT/onvif/device_service</tds:XAddr>"
        "</tds:Service><tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/wsdl"
        "</tds:Namespace><tds:XAddr>http://HOST:PORT/onvif/Media</tds:XAddr></tds:Service>"
        "<tds:Service><tds:Namespace>http://www.onvif.org/ver20/media/wsdl</tds:Namespace>"
        "<tds:XAddr>http://HOST:PORT/onvif/Media2</tds:XAddr></tds:Service>"
        "</tds:GetServicesResponse>";
    device.answers["GetProfiles"] =
        "<tr2:GetProfilesResponse>" +
        profile2("Profile_1", "mainStream", "H265", 2560, 1440, 25, 4096) +
        profile2("Profile_2", "subStream", "H264", 640, 360, 25, 512) +
        profile2("Profile_3", "thirdStream", "JPEG", 1280, 720, 10, 2048) +
        "</tr2:GetProfilesResponse>";
    device.answers["GetStreamUri"] =
        "<tr2:GetStreamUriResponse><tr2:Uri>rtsp://HOST:554/Streaming/Channels/"
        "101?transportmode=unicast&amp;profile=TOKEN</tr2:Uri></tr2:GetStreamUriResponse>";
    return device;
}

SimulatedDevice dahua_like() {
    SimulatedDevice device;
    device.envelope = envelope("s");
    device.login = SimulatedDevice::Login::security_header;
    device.refuses_with_fault = true;
    device.answers["GetSystemDateAndTime"] = kTime;
    device.answers["GetDeviceInformation"] =
        information("tds:", "Dahua", "IPC-HFW2431S-S-S2", "2.840.0000000.7.R", "7H0123PAZ");
    device.answers["GetServices"] =
        "<tds:GetServicesResponse><tds:Service><tds:Namespace>http://www.onvif.org/ver10/media/"
        "wsdl</tds:Namespace><tds:XAddr>http://HOST:PORT/onvif/media_service</tds:XAddr>"
        "<tds:Version><tt:Major>2</tt:Major></tds:Version></tds:Service></tds:GetServicesResponse>";
    device.answers["GetProfiles"] = "<trt:GetProfilesResponse>" +
                                    profile("MediaProfile000", "MediaProfile_Channel1_MainStream",
                                            "VideoSource000", "H264", 2688, 1520, 25, 4096) +
                                    profile("MediaProfile001", "MediaProfile_Channel1_SubStream1",
                                            "VideoSource000", "H264", 704, 576, 25, 512) +
                                    "</trt:GetProfilesResponse>";
    device.answers["GetStreamUri"] =
        "<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://admin:Rahasia&amp;123@HOST:554/cam/"
        "realmonitor?channel=1&amp;profile=TOKEN&amp;unicast=true&amp;proto=Onvif</tt:Uri>"
        "<tt:InvalidAfterConnect>true</tt:InvalidAfterConnect></trt:MediaUri>"
        "</trt:GetStreamUriResponse>";
    return device;
}

SimulatedDevice axis_like() {
    SimulatedDevice device = dahua_like();
    device.envelope = envelope("SOAP-ENV");
    device.login = SimulatedDevice::Login::digest_md5;
    device.user = "root";
    device.answers["GetDeviceInformation"] =
        "<GetDeviceInformationResponse xmlns=\"http://www.onvif.org/ver10/device/wsdl\">"
        "<Manufacturer>AXIS</Manufacturer><Model>P3245-LVE</Model><FirmwareVersion>10.12.91"
        "</FirmwareVersion><SerialNumber>ACCC8E012345</SerialNumber>"
        "</GetDeviceInformationResponse>";
    device.answers.erase("GetServices");
    device.answers["GetCapabilities"] =
        "<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>http://HOST:PORT/onvif"
        "/device_service</tt:XAddr></tt:Device><tt:Media><tt:XAddr>http://HOST:PORT/onvif/services"
        "</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>";
    device.answers["GetProfiles"] =
        "<trt:GetProfilesResponse>" +
        profile("profile_1_h264", "profile_1 h264", "0", "H264", 1920, 1080, 30, 2147483647) +
        profile("profile_1_jpeg", "profile_1 jpeg", "0", "JPEG", 1920, 1080, 30, 2147483647) +
        "<trt:Profiles token=\"audio_only\"><tt:Name>audio only</tt:Name></trt:Profiles>"
        "</trt:GetProfilesResponse>";
    device.answers["GetStreamUri"] =
        "<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://HOST/onvif-media/media.amp?profile="
        "TOKEN&amp;sessiontimeout=60&amp;streamtype=unicast</tt:Uri></trt:MediaUri>"
        "</trt:GetStreamUriResponse>";
    return device;
}

SimulatedDevice recorder_like() {
    SimulatedDevice device = dahua_like();
    device.answers["GetProfiles"] =
        "<trt:GetProfilesResponse>" +
        profile("P00", "Saluran 1 utama", "S1", "H264", 1920, 1080, 25, 4096) +
        profile("P10", "Saluran 2 utama", "S2", "H264", 1280, 720, 25, 2048) +
        profile("P01", "Saluran 1 sub", "S1", "H264", 640, 360, 15, 512) +
        profile("P11", "Saluran 2 sub", "S2", "H264", 352, 288, 15, 256) +
        "</trt:GetProfilesResponse>";
    return device;
}

}  // namespace pendopo::test
