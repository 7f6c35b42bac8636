// Whole look-ups over real HTTP against devices that speak as vendors do, and odd ones.
#include "engine/onvif/stream_lookup.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/onvif/device_simulator.h"

namespace pendopo::test {
namespace {

StreamsReply look_up(const std::string& url, const std::string& user, const std::string& password) {
    HttpPost http;
    const SystemClock clock;
    return look_up_streams(
        {url, "", user, password}, [&](const HttpRequest& request) { return http.post(request); },
        clock);
}

StreamsReply look_up(const DeviceSimulator& device, const std::string& user = "admin",
                     const std::string& password = "Rahasia&123") {
    return look_up(device.service_url(), user, password);
}

std::string line(const DeviceStream& stream) {
    return fmt::format("{} {} {}x{} {:g} fps {} kbps {} {}", to_string(stream.use), stream.codec,
                       stream.width, stream.height, stream.fps, stream.kbps, stream.channel,
                       stream.url);
}

std::vector<std::string> lines(const StreamsReply& reply) {
    std::vector<std::string> all;
    for (const DeviceStream& stream : reply.streams) {
        all.push_back(line(stream));
    }
    return all;
}

using Lines = std::vector<std::string>;

TEST(StreamLookup, HikvisionByMedia2AndDigest) {
    const DeviceSimulator device(hikvision_like());
    const StreamsReply reply = look_up(device);
    EXPECT_EQ(reply.problem, OnvifProblem::none) << reply.problem_en;
    EXPECT_EQ(reply.make, "HIKVISION");
    EXPECT_EQ(reply.model, "DS-2CD2143G2-I");
    EXPECT_EQ(reply.firmware, "V5.7.3 build 220315");
    EXPECT_EQ(reply.serial, "DS-0012345");
    EXPECT_TRUE(reply.clock_known);
    EXPECT_LE(std::abs(reply.clock_skew_s), 2);
    EXPECT_EQ(reply.note_en, "");
    const std::string url =
        "rtsp://127.0.0.1:554/Streaming/Channels/101?transportmode=unicast&profile=";
    EXPECT_EQ(lines(reply), (Lines{"main h265 2560x1440 25 fps 4096 kbps 1 " + url + "Profile_1",
                                   "sub h264 640x360 25 fps 512 kbps 1 " + url + "Profile_2",
                                   " mjpeg 1280x720 10 fps 2048 kbps 1 " + url + "Profile_3"}));
    // One login is refused, then the device is asked the way it wants.
    EXPECT_EQ(device.asked(), (Lines{"GetSystemDateAndTime", "GetDeviceInformation!",
                                     "GetDeviceInformation", "GetServices", "GetProfiles",
                                     "GetStreamUri", "GetStreamUri", "GetStreamUri"}));
}

TEST(StreamLookup, NewerFirmwareByDigestWithSha256) {
    SimulatedDevice with_sha = hikvision_like();
    with_sha.login = SimulatedDevice::Login::digest_sha256;
    const DeviceSimulator device(with_sha);
    EXPECT_EQ(look_up(device).streams.size(), 3u);
}

TEST(StreamLookup, DahuaByMediaAndSecurityHeader) {
    const DeviceSimulator device(dahua_like());
    const StreamsReply reply = look_up(device);
    EXPECT_EQ(reply.problem, OnvifProblem::none) << reply.problem_en;
    EXPECT_EQ(reply.make, "Dahua");
    // The login that it writes into its addresses is gone.
    EXPECT_EQ(lines(reply),
              (Lines{"main h264 2688x1520 25 fps 4096 kbps 1 "
                     "rtsp://127.0.0.1:554/cam/realmonitor?channel=1&profile=MediaProfile000&"
                     "unicast=true&proto=Onvif",
                     "sub h264 704x576 25 fps 512 kbps 1 "
                     "rtsp://127.0.0.1:554/cam/realmonitor?channel=1&profile=MediaProfile001&"
                     "unicast=true&proto=Onvif"}));
}

TEST(StreamLookup, AxisByCapabilities) {
    const DeviceSimulator device(axis_like());
    const StreamsReply reply = look_up(device, "root");
    EXPECT_EQ(reply.problem, OnvifProblem::none) << reply.problem_en;
    EXPECT_EQ(reply.make, "AXIS");
    // "No limit" is no bit rate, a profile without video no stream.
    EXPECT_EQ(lines(reply),
              (Lines{"main h264 1920x1080 30 fps 0 kbps 1 rtsp://127.0.0.1/onvif-media/"
                     "media.amp?profile=profile_1_h264&sessiontimeout=60&streamtype="
                     "unicast",
                     " mjpeg 1920x1080 30 fps 0 kbps 1 rtsp://127.0.0.1/onvif-media/"
                     "media.amp?profile=profile_1_jpeg&sessiontimeout=60&streamtype="
                     "unicast"}));
}

TEST(StreamLookup, ARecorderHasMainAndSubOfEachChannel) {
    const DeviceSimulator device(recorder_like());
    const StreamsReply reply = look_up(device);
    ASSERT_EQ(reply.streams.size(), 4u);
    std::string order;
    for (const DeviceStream& stream : reply.streams) {
        order += fmt::format("{} {} {};", stream.channel, to_string(stream.use), stream.name);
    }
    EXPECT_EQ(order,
              "1 main Saluran 1 utama;1 sub Saluran 1 sub;2 main Saluran 2 utama;2 sub Saluran 2 "
              "sub;");
}

TEST(StreamLookup, AWrongAddressOfItsOwnIsCorrected) {
    SimulatedDevice moved = hikvision_like();
    moved.own_host = "192.168.1.64";
    const DeviceSimulator device(moved);
    const StreamsReply reply = look_up(device);
    ASSERT_EQ(reply.streams.size(), 3u) << reply.problem_en;
    EXPECT_TRUE(reply.streams[0].url.starts_with("rtsp://127.0.0.1:554/Streaming/"));
    EXPECT_EQ(reply.note_id, "Kamera menyebut alamat lain untuk dirinya; dipakai 127.0.0.1.");
    EXPECT_EQ(reply.note_en, "The camera tells another address for itself; 127.0.0.1 is used.");
}

TEST(StreamLookup, AWrongClockIsNoObstacle) {
    SimulatedDevice late = dahua_like();
    late.clock_ahead = Seconds(-7 * 3600);
    const DeviceSimulator device(late);
    const StreamsReply reply = look_up(device);
    EXPECT_EQ(reply.streams.size(), 2u) << reply.problem_en;
    EXPECT_NEAR(static_cast<double>(reply.clock_skew_s), -7 * 3600, 2);
    EXPECT_EQ(reply.note_id,
              "Jam kamera terlambat 7 jam dari jam komputer ini. Nyalakan NTP dan pilih zona waktu "
              "yang benar di menu waktu kamera.");
    EXPECT_EQ(reply.note_en,
              "The camera's clock is 7 hours behind this computer's. Switch on NTP and choose the "
              "right time zone in the camera's time menu.");
}

TEST(StreamLookup, OneThatGoesByAnotherTimeThanItTells) {
    SimulatedDevice local = dahua_like();  // tells local time as UTC
    local.clock_ahead = Seconds(7 * 3600);
    local.clock_checked_by = Seconds(-7 * 3600);
    const DeviceSimulator device(local);
    EXPECT_EQ(look_up(device).streams.size(), 2u);
}

TEST(StreamLookup, AWrongPasswordEndsAfterFewTries) {
    const DeviceSimulator device(hikvision_like());
    const StreamsReply reply = look_up(device, "admin", "salah");
    EXPECT_EQ(reply.problem, OnvifProblem::wrong_password);
    EXPECT_EQ(reply.problem_id,
              "Kamera di 127.0.0.1 menolak nama pengguna atau kata sandi. Periksa huruf besar dan "
              "kecil; pengguna ONVIF sering terpisah dari pengguna web.");
    EXPECT_EQ(reply.problem_en,
              "The camera at 127.0.0.1 refuses the user name or password. Check capitals; ONVIF "
              "users are often apart from web users.");
    EXPECT_TRUE(reply.streams.empty());
    // Devices lock an account after five to ten wrong ones.
    EXPECT_EQ(device.asked(),
              (Lines{"GetSystemDateAndTime", "GetDeviceInformation!", "GetDeviceInformation!"}));
}

TEST(StreamLookup, AWrongPasswordWithAWrongClockTellsBoth) {
    SimulatedDevice ahead = dahua_like();
    ahead.clock_ahead = Seconds(600);
    const DeviceSimulator device(ahead);
    const StreamsReply reply = look_up(device, "admin", "salah");
    EXPECT_EQ(reply.problem, OnvifProblem::clock_differs);
    EXPECT_EQ(reply.problem_en,
              "The camera's clock is 10 minutes ahead of this computer's. Switch on NTP and choose "
              "the right time zone in the camera's time menu. The login may be refused because of "
              "that: correct the clock and try again. If it is still refused, the user name or "
              "password is wrong.");
}

TEST(StreamLookup, WithoutALoginOneIsAskedFor) {
    const DeviceSimulator device(dahua_like());
    const StreamsReply reply = look_up(device, "", "");
    EXPECT_EQ(reply.problem, OnvifProblem::wrong_password);
    EXPECT_EQ(reply.problem_en,
              "The camera at 127.0.0.1 wants an ONVIF user name and password. Enter both.");
}

TEST(StreamLookup, ItsTimeMayWantALoginToo) {
    SimulatedDevice closed = dahua_like();
    closed.time_wants_login = true;
    const DeviceSimulator device(closed);
    const StreamsReply reply = look_up(device);
    EXPECT_EQ(reply.streams.size(), 2u) << reply.problem_en;
    EXPECT_FALSE(reply.clock_known);
}

TEST(StreamLookup, FaultsInPlainWords) {
    const struct {
        const char* subcode;
        OnvifProblem problem;
        const char* text;
    } kCases[] = {
        {"OperationProhibited", OnvifProblem::no_rights,
         "The login is good, but this user may not read the streams of 127.0.0.1 "
         "(OperationProhibited: no). Give it the ONVIF role operator or administrator in the "
         "camera's user menu."},
        {"NoProfile", OnvifProblem::no_profile,
         "The camera at 127.0.0.1 has no video profile. Make one in its menu (Media or ONVIF "
         "profile), or restore its factory settings."},
        {"AccountLocked", OnvifProblem::locked,
         "The camera at 127.0.0.1 has locked the login after too many wrong ones (AccountLocked: "
         "no). Wait 30 minutes or restart the camera, then try the right password."},
        {"OutofMemory", OnvifProblem::fault,
         "The camera at 127.0.0.1 is overloaded (OutofMemory: no). Close other recorders or apps "
         "that use it, or restart it, then try again."},
        {"ActionNotSupported", OnvifProblem::fault,
         "The camera at 127.0.0.1 does not know this request (ActionNotSupported: no). Update its "
         "firmware, or enter the RTSP address yourself, from the list of makes."},
    };
    for (const auto& each : kCases) {
        SimulatedDevice faulty = dahua_like();
        faulty.fault = each.subcode;
        const DeviceSimulator device(faulty);
        const StreamsReply reply = look_up(device);
        EXPECT_EQ(reply.problem, each.problem) << each.subcode;
        EXPECT_EQ(reply.problem_en, each.text);
        EXPECT_FALSE(reply.problem_id.empty());
    }
}

TEST(StreamLookup, NoVideoProfile) {
    SimulatedDevice blind = dahua_like();
    blind.answers["GetProfiles"] = "<trt:GetProfilesResponse/>";
    const DeviceSimulator device(blind);
    EXPECT_EQ(look_up(device).problem, OnvifProblem::no_profile);
}

// What is no ONVIF, or hostile. Each answer comes to every request.
TEST(StreamLookup, OddAnswers) {
    std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE b [<!ENTITY a \"ha\">";
    for (char name = 'b'; name < 'k'; ++name) {
        bomb += fmt::format("<!ENTITY {0} \"&{1};&{1};&{1};&{1};&{1};&{1};&{1};&{1};\">", name,
                            static_cast<char>(name - 1));
    }
    bomb += "]><e>&j;</e>";
    std::string deep;
    for (int i = 0; i < 10'000; ++i) {
        deep += "<a>";
    }
    const std::string giant = "<a>" + std::string(size_t{3} << 20, 'x') + "</a>";
    const std::string page = "<!DOCTYPE html><html><head><title>Login</title></head></html>";
    const struct {
        const char* what;
        std::string answer;
        OnvifProblem problem;
        const char* text;
    } kCases[] = {
        {"a web page", http_answer(200, page, "Content-Type: text/html\r\n"),
         OnvifProblem::not_onvif,
         "127.0.0.1 answers, but not in ONVIF (HTML); ONVIF may be switched off."},
        {"nothing there", http_answer(404, page, ""), OnvifProblem::not_onvif,
         "127.0.0.1 answers, but not in ONVIF (HTTP 404); ONVIF may be switched off."},
        {"bad request", http_answer(400, "", ""), OnvifProblem::bad_answer,
         "The answer of 127.0.0.1 cannot be read (HTTP 400)."},
        {"giant", http_answer(200, giant), OnvifProblem::bad_answer,
         "The answer of 127.0.0.1 cannot be read (more than 1048576 bytes)."},
        {"entity bomb", http_answer(200, bomb), OnvifProblem::bad_answer,
         "The answer of 127.0.0.1 cannot be read (XML: a DTD, which no device needs; refused)."},
        {"deep", http_answer(200, deep), OnvifProblem::bad_answer,
         "The answer of 127.0.0.1 cannot be read (XML: deeper than 32 elements)."},
        {"cut", http_answer(200, "<s:Envelope xmlns:s=\"x\"><s:Body>"), OnvifProblem::bad_answer,
         "The answer of 127.0.0.1 cannot be read (XML: line 1: "},
        {"locked", http_answer(423, "", ""), OnvifProblem::locked,
         "The camera at 127.0.0.1 has locked the login"},
    };
    for (const auto& each : kCases) {
        SimulatedDevice odd;
        odd.instead = [&](const std::string&) { return each.answer; };
        const DeviceSimulator device(odd);
        const StreamsReply reply = look_up(device);
        EXPECT_EQ(reply.problem, each.problem) << each.what;
        EXPECT_TRUE(reply.problem_en.starts_with(each.text)) << each.what << reply.problem_en;
        EXPECT_EQ(device.asked().size(), 1u) << each.what;
    }
}

TEST(StreamLookup, HowToSwitchItOn) {
    SimulatedDevice off;
    off.instead = [](const std::string&) { return http_answer(404, "", ""); };
    const DeviceSimulator device(off);
    EXPECT_EQ(look_up(device).problem_id,
              "127.0.0.1 menjawab, tetapi bukan dengan ONVIF (HTTP 404); mungkin ONVIF dimatikan. "
              "Nyalakan ONVIF di menu kamera, biasanya di Jaringan → Protokol integrasi atau "
              "Jaringan → Platform, dan buat pengguna ONVIF. Hikvision: Configuration → Network → "
              "Advanced Settings → Integration Protocol → centang \"Enable ONVIF\", lalu tambahkan "
              "pengguna ONVIF di situ juga (bukan pengguna web).");
}

TEST(StreamLookup, OneThatNeverAnswersIsGivenUp) {
    SimulatedDevice silent;
    silent.silent = true;
    const DeviceSimulator device(silent);
    const MonotonicTime start = Monotonic::now();
    const StreamsReply reply = look_up(device);
    EXPECT_EQ(reply.problem, OnvifProblem::timed_out);
    EXPECT_EQ(
        reply.problem_en,
        "127.0.0.1 takes the connection and does not answer in time. Restart the camera, then "
        "try again.");
    EXPECT_LT(Monotonic::now() - start, Seconds(8));
}

TEST(StreamLookup, NobodyThere) {
    int port = 0;
    {
        const DeviceSimulator gone(dahua_like());
        port = gone.port();
    }
    const StreamsReply reply = look_up(fmt::format("http://127.0.0.1:{}/", port), "admin", "x");
    EXPECT_EQ(reply.problem, OnvifProblem::unreachable);
    EXPECT_EQ(reply.problem_en,
              "Nobody answers at 127.0.0.1. Check the address, the camera's cable and power, and "
              "whether this computer is in the same network.");
}

TEST(StreamLookup, ARedirectToAnotherHostIsNotFollowed) {
    const DeviceSimulator other(dahua_like());
    SimulatedDevice lure;
    lure.instead = [&](const std::string&) {
        return http_answer(302, "",
                           fmt::format("Location: http://localhost:{}/\r\n", other.port()));
    };
    const DeviceSimulator device(lure);
    EXPECT_NE(look_up(device).problem, OnvifProblem::none);
    EXPECT_TRUE(other.asked().empty());
}

TEST(StreamLookup, ARedirectOfItsOwnIsFollowed) {
    const DeviceSimulator real(dahua_like());
    SimulatedDevice sends_on;
    sends_on.instead = [&](const std::string&) {
        return http_answer(301, "", "Location: " + real.service_url() + "\r\n");
    };
    const DeviceSimulator device(sends_on);
    EXPECT_EQ(look_up(device).streams.size(), 2u);
}

}  // namespace
}  // namespace pendopo::test
