// pendopo-probe as control starts it, and the verb that people start: a process, a channel, a
// picture; against real and misbehaving servers on loopback.
#include "engine/app/camera_probe.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/socket.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "tests/support/bad_rtsp_server.h"
#include "tests/support/child_process.h"
#include "tests/support/loopback.h"
#include "tests/support/rtsp_test_server.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr Milliseconds kBusyMachine{2'000};

ProbeRequest request_at(std::string url) {
    ProbeRequest request;
    request.address = std::move(url);
    request.options.hardware = false;
    request.patience_ms = 10'000;
    return request;
}

// A port that takes connections and says nothing.
class SilentServer {
  public:
    SilentServer() : fd_(bound_to_loopback(SOCK_STREAM)) { ::listen(fd_.get(), 4); }
    std::string url() const { return "rtsp://127.0.0.1:" + std::to_string(port_of(fd_)) + "/cam"; }

  private:
    const UniqueFd fd_;
};

class CameraProbeTest : public testing::Test {
  protected:
    void start(ProbeRequest request, const std::string& program = {}) {
        probe_.emplace(loop_, Log::silent(), program);
        const Result<void> started = probe_->start(
            std::move(request), [this](const ProbeRung& rung) { rungs_.push_back(rung); },
            [this](ProbeResult result) {
                result_ = std::move(result);
                loop_.quit();
            });
        ASSERT_TRUE(started) << started.error().message();
        EXPECT_TRUE(rungs_.empty()) << "told from within start()";
    }
    // Until it is done; false when it takes too long.
    bool run(Milliseconds limit = Milliseconds(20'000)) {
        bool in_time = true;
        const auto deadline = loop_.after(limit, [&] {
            in_time = false;
            loop_.quit();
        });
        loop_.run();
        return in_time && result_.has_value();
    }
    // The cause of the rung that failed.
    std::string cause() const {
        for (const ProbeRung& rung : rungs_) {
            if (rung.state == RungState::failed) {
                return Json::parse(rung.facts).value("cause", std::string());
            }
        }
        return {};
    }

    EventLoop loop_;
    std::vector<ProbeRung> rungs_;
    std::optional<ProbeResult> result_;
    std::optional<CameraProbe> probe_;
};

TEST_F(CameraProbeTest, TellsEachRungAndGivesThePicture) {
    RtspTestServer server({"operator", "p@ss \"word\""});
    server.add("cam", {});
    ProbeRequest request = request_at(server.url("cam"));
    request.user = "operator";
    request.password = "p@ss \"word\"";
    ASSERT_NO_FATAL_FAILURE(start(request));
    ASSERT_TRUE(run());
    EXPECT_TRUE(result_->ok) << cause();
    EXPECT_FALSE(result_->cancelled);
    EXPECT_EQ(rungs_.size(), size_t{2 * kRungs});
    EXPECT_EQ(result_->size, (PixelSize{320, 180}));
    EXPECT_EQ(result_->bgra.size(), size_t{320} * 180 * 4);
    EXPECT_EQ(server.teardowns(), 1);
}

TEST_F(CameraProbeTest, ALoginInTheAddressIsUsedAndNotTold) {
    RtspTestServer server({"operator", "kenari/93"});
    server.add("cam", {});
    const std::string url = server.url("cam");
    ASSERT_NO_FATAL_FAILURE(start(request_at("rtsp://operator:kenari%2F93@" + url.substr(7))));
    ASSERT_TRUE(run());
    EXPECT_TRUE(result_->ok) << cause();
    for (const ProbeRung& rung : rungs_) {
        EXPECT_THAT(encode(FromProbe(rung)), Not(HasSubstr("kenari")));
    }
}

TEST_F(CameraProbeTest, CancellingEndsIt) {
    const SilentServer server;
    ASSERT_NO_FATAL_FAILURE(start(request_at(server.url())));
    MonotonicTime cancelled;
    const auto soon = loop_.every(Milliseconds(5), [&] {
        if (!rungs_.empty() && rungs_.back().rung == Rung::rtsp && cancelled == MonotonicTime()) {
            cancelled = Monotonic::now();
            probe_->cancel();
            EXPECT_FALSE(result_) << "told from within cancel()";
        }
    });
    ASSERT_TRUE(run());
    EXPECT_TRUE(result_->cancelled);
    EXPECT_FALSE(result_->ok);
    EXPECT_LT(Monotonic::now() - cancelled, CameraProbe::kCancel + kBusyMachine);
    EXPECT_EQ(cause(), "");
}

TEST_F(CameraProbeTest, CancellingGivesThePlaceAtTheCameraBack) {
    RtspTestServer server;
    server.add("cam", {});
    ASSERT_NO_FATAL_FAILURE(start(request_at(server.url("cam"))));
    const auto soon = loop_.every(Milliseconds(5), [&] {
        if (!rungs_.empty() && rungs_.back().rung == Rung::picture) {
            probe_->cancel();
        }
    });
    ASSERT_TRUE(run());
    EXPECT_TRUE(wait_until([&] { return server.teardowns() == 1; }, kBusyMachine));
}

TEST_F(CameraProbeTest, MayBeDestroyedWhileItRuns) {
    const SilentServer server;
    ASSERT_NO_FATAL_FAILURE(start(request_at(server.url())));
    probe_.reset();
    EXPECT_FALSE(run(Milliseconds(300)));
    EXPECT_FALSE(result_);
}

TEST_F(CameraProbeTest, AWorkerThatIsKilledIsToldAsAFailedRung) {
    const SilentServer server;
    ASSERT_NO_FATAL_FAILURE(start(request_at(server.url()), "/bin/false"));
    ASSERT_TRUE(run());
    EXPECT_FALSE(result_->ok);
    EXPECT_FALSE(result_->cancelled);
    EXPECT_EQ(cause(), "probe_ended");
    EXPECT_EQ(rungs_.back().text_en, "The check itself was ended here; the wall is not affected.");
}

TEST_F(CameraProbeTest, AMissingProgramIsSaidAtOnce) {
    probe_.emplace(loop_, Log::silent(), "/nonexistent/pendopo-probe");
    const Result<void> started = probe_->start(
        request_at("rtsp://127.0.0.1/"), [](const ProbeRung&) {}, [](const ProbeResult&) {});
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code(), ErrorCode::io);
}

// The verb, as people run it.
class ProbeVerb : public testing::Test {
  protected:
    struct Run {
        int exit = -1;
        std::string output;
        std::string errors;
        std::string all() const { return output + errors; }
    };
    Run pendopo(std::vector<std::string> words) {
        words.insert(words.begin(), program_beside("pendopo"));
        auto child = ChildProcess::spawn(
            {.command = std::move(words), .output = out(), .error_output = err()});
        EXPECT_TRUE(child);
        const auto status = child->wait(Seconds(40));
        return {status ? status->code : -1, text_of(out()), text_of(err())};
    }
    std::filesystem::path out() const { return folder_.path() / "out"; }
    std::filesystem::path err() const { return folder_.path() / "err"; }
    std::string password_file(const std::string& password) {
        const std::filesystem::path path = folder_.write("password", password + "\n");
        std::filesystem::permissions(path, std::filesystem::perms(0600));
        return path.string();
    }

    const TempDir folder_;
};

TEST_F(ProbeVerb, SaysEachRungInTheLanguageThatIsAsked) {
    RtspTestServer server({"operator", "kenari-93"});
    server.add("cam", {});
    const std::string file = password_file("kenari-93");
    const Run good = pendopo({"probe", server.url("cam"), "--user", "operator", "--password-file",
                              file, "--language", "en"});
    EXPECT_EQ(good.exit, 0) << good.all();
    EXPECT_THAT(good.output, HasSubstr("✓ login           The login is taken (digest)."));
    EXPECT_THAT(good.output, HasSubstr("320x180 H.264"));
    EXPECT_THAT(good.output, Not(HasSubstr("\x1b")));
    EXPECT_THAT(good.all(), Not(HasSubstr("kenari")));

    const Run wrong = pendopo({"probe", server.url("cam"), "--user", "operator", "--password-file",
                               password_file("kenari-94")});
    EXPECT_EQ(wrong.exit, 1) << wrong.all();
    EXPECT_THAT(wrong.output,
                HasSubstr("✗ login           Kamera menolak pengguna atau kata sandi ini."));
    EXPECT_THAT(wrong.output, HasSubstr("→ Periksa keduanya"));
    EXPECT_THAT(wrong.all(), Not(HasSubstr("kenari")));
}

TEST_F(ProbeVerb, PrintsJson) {
    const BadRtspServer server({"RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\n\r\n",
                                "RTSP/1.0 404 Not Found\r\nCSeq: {cseq}\r\n\r\n"});
    const Run run = pendopo({"probe", server.url(), "--json"});
    EXPECT_EQ(run.exit, 1) << run.all();
    const Json said = Json::parse(run.output, nullptr, false);
    ASSERT_TRUE(said.is_object()) << run.all();
    EXPECT_EQ(said.at("ok"), false);
    ASSERT_EQ(said.at("rungs").size(), size_t{kRungs});
    const Json& failed = said.at("rungs").at(4);
    EXPECT_EQ(failed.at("rung"), "sdp");
    EXPECT_EQ(failed.at("state"), "failed");
    EXPECT_EQ(failed.at("facts").at("cause"), "path_unknown");
    EXPECT_FALSE(failed.at("advice").at("id").get<std::string>().empty());
    EXPECT_TRUE(said.at("picture").is_null());
}

TEST_F(ProbeVerb, ALoginInTheAddressIsWarnedOfAndNeverPrinted) {
    RtspTestServer server({"operator", "kenari-93"});
    server.add("cam", {});
    const std::string rest = server.url("cam").substr(7);
    for (const bool json : {false, true}) {
        std::vector<std::string> words = {"probe", "rtsp://operator:kenari-93@" + rest};
        if (json) {
            words.emplace_back("--json");
        }
        const Run run = pendopo(words);
        EXPECT_EQ(run.exit, 0) << run.all();
        EXPECT_THAT(run.errors, HasSubstr("warning: a password within the address"));
        EXPECT_THAT(run.all(), Not(HasSubstr("kenari")));
    }
    // In the path, where XMeye's recorders want it.
    const Run path =
        pendopo({"probe", "rtsp://" + server.url("").substr(7) +
                              "/user=admin&password=kenari-93&channel=1&stream=0.sdp"});
    EXPECT_EQ(path.exit, 1);
    EXPECT_THAT(path.all(), Not(HasSubstr("kenari")));
}

TEST_F(ProbeVerb, WrongUseIsStatusTwo) {
    EXPECT_EQ(pendopo({"probe"}).exit, 2);
    EXPECT_EQ(pendopo({"probe", "rtsp://h/", "--transport", "pigeon"}).exit, 2);
    EXPECT_EQ(pendopo({"probe", "rtsp://h/", "--patience", "1"}).exit, 2);
    EXPECT_EQ(pendopo({"probe", "rtsp://h/", "--password", "x"}).exit, 2);  // never in argv
    EXPECT_EQ(
        pendopo({"probe", "rtsp://h/", "--user", "a", "--password-file", "/nonexistent"}).exit, 2);
    const std::string open = folder_.write("open", "x\n").string();
    std::filesystem::permissions(open, std::filesystem::perms(0644));
    const Run readable = pendopo({"probe", "rtsp://h/", "--user", "a", "--password-file", open});
    EXPECT_EQ(readable.exit, 2);
    EXPECT_THAT(readable.errors, HasSubstr("0600"));
    const Run alone = pendopo({"probe", "rtsp://h/", "--password-file", password_file("x")});
    EXPECT_EQ(alone.exit, 2);
    EXPECT_EQ(alone.errors, "--password-file wants --user\n");
    // Without a terminal nobody can be asked.
    EXPECT_EQ(pendopo({"probe", "rtsp://h/", "--user", "a"}).exit, 2);
}

TEST_F(ProbeVerb, EndsAtOnceWhenItIsTold) {
    const SilentServer server;
    auto child = ChildProcess::spawn({.command = {program_beside("pendopo"), "probe", server.url()},
                                      .output = out(),
                                      .error_output = err()});
    ASSERT_TRUE(child);
    ASSERT_TRUE(
        wait_until([&] { return text_of(out()).find("port") != std::string::npos; }, Seconds(15)));
    child->signal(SIGINT);
    const auto status = child->wait(CameraProbe::kCancel + kBusyMachine);
    ASSERT_TRUE(status);
    EXPECT_EQ(status->code, 1);
}

}  // namespace
}  // namespace pendopo::test
