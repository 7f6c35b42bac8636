#pragma once
// A camera with a fault and the wall's own session with it: what each test of a fault row stands
// on.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "decoders/ffmpeg_log.h"
#include "decoders/rtsp_source.h"
#include "decoders/stream_session.h"
#include "tests/support/wait_until.h"
#include "tools/cameras/faults/fault.h"
#include "tools/cameras/habits/habit_server.h"

namespace pendopo::test {

class FaultRow : public testing::Test, private SessionListener {
  protected:
    static constexpr int kFps = 25;
    // Promises about time are judged by hand clocks elsewhere (ROWS.md); here a busy machine may
    // take as long as it likes, but not for ever.
    static constexpr Seconds kPatience{25};

    FaultRow() { install_ffmpeg_log(Log::silent()); }

    void camera(const std::string& fault = "none", double fps = kFps) {
        good_ = faults::good_camera({.number = 1, .fps = fps});
        server_ = std::move(*habits::HabitServer::start(with(fault)));
    }
    // The camera does this from now on, as pendopo-cameras lets it.
    void becomes(const std::string& fault) {
        const bool cuts = faults::read_fault(fault)->fault->cuts || cuts_;
        cuts_ = faults::read_fault(fault)->fault->cuts;
        server_->become(with(fault), cuts ? habits::HabitServer::Connections::cut
                                          : habits::HabitServer::Connections::stay);
    }
    SourceOptions options() const {
        SourceOptions options;
        options.url = server_->url();
        options.user = "operator";
        options.password = "canary-password";
        options.stream.transport = Transport::tcp;
        return options;
    }
    void watch(Milliseconds open_timeout = Seconds(10)) {
        SourceOptions source = options();
        source.open_timeout = open_timeout;
        DecoderOptions decoder;
        decoder.hardware = false;
        session_.emplace(1, source, decoder, true, SourceFactory(make_source),
                         static_cast<SessionListener&>(*this), Log::silent());
    }
    // Watching, and pictures come.
    testing::AssertionResult watches() {
        watch();
        return shows(5);
    }

    habits::HabitServer& server() { return *server_; }
    SessionHealth health() const { return session_->health(); }
    // So many more pictures are decoded.
    testing::AssertionResult shows(uint64_t more) {
        const uint64_t before = health().counts.decoded;
        return soon([&] { return health().counts.decoded >= before + more; });
    }
    template <class IsSo>
    testing::AssertionResult soon(IsSo is_so) {
        return wait_until(is_so, kPatience) ? testing::AssertionSuccess()
                                            : testing::AssertionFailure()
                                                  << "never: " << to_string(health().state)
                                                  << ", \"" << health().reason << "\", decoded "
                                                  << health().counts.decoded << ", connected "
                                                  << server_->connections() << " times";
    }
    testing::AssertionResult leaves(CameraState state) {
        return soon([&] { return health().state != state; });
    }

  private:
    habits::Habit with(const std::string& fault) const {
        return faults::with_fault(good_, *faults::read_fault(fault), 1);
    }
    void on_picture(const StreamSession& /*session*/, Picture /*picture*/) override {}
    void on_change() override {}

    habits::Habit good_;
    bool cuts_ = false;
    std::unique_ptr<habits::HabitServer> server_;
    std::optional<StreamSession> session_;
};

// The same for faults that differ by a word: what is written for --fault.
class FaultRowOf : public FaultRow, public testing::WithParamInterface<const char*> {};

inline std::string fault_name(const testing::TestParamInfo<const char*>& row) {
    std::string name = row.param;
    for (char& letter : name) {
        letter = std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    }
    return name;
}

}  // namespace pendopo::test
