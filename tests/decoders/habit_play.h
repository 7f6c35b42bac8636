#pragma once
// A row of the conformance set while it is played: its camera, and how a client reaches it.

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "decoders/packet_source.h"
#include "decoders/stream_session.h"
#include "tests/support/tls_front.h"
#include "tools/cameras/habits/habit_server.h"

namespace pendopo::test {

class NoListener final : public SessionListener {
  public:
    void on_picture(const StreamSession&, Picture) override {}
    void on_change() override {}
};

// Thread: bound to its owner.
class HabitPlay {
  public:
    // `certificate` of a camera behind TLS; making one takes a while, one does for all.
    static Result<HabitPlay> start(const habits::Habit& habit, const TestCertificate& certificate) {
        auto server = habits::HabitServer::start(habit);
        if (!server) {
            return fail(server.error());
        }
        HabitPlay play;
        play.server_ = std::move(*server);
        const habits::HabitSettings& set = habit.settings;
        play.options_.url = play.server_->url();
        if (set.tls) {
            play.front_ = std::make_unique<TlsFront>(play.options_.url, certificate);
            play.options_.url = play.front_->url();
            play.options_.stream.certificate_sha256 = certificate.sha256;
        }
        if (habit.login || set.path.find("{user}") != std::string::npos) {
            play.options_.user = set.user;
            play.options_.password = set.password;
        }
        play.options_.stream.transport = from_word<Transport>(set.transport);
        play.options_.stream.basic = set.basic;
        if (set.redirect_hosts) {
            play.options_.stream.redirect_hosts = {play.server_->other_host()};
        }
        return play;
    }

    habits::HabitServer& server() const { return *server_; }
    const SourceOptions& options() const { return options_; }
    static DecoderOptions decoder() {
        DecoderOptions software;
        software.hardware = false;
        return software;
    }
    // Of a row about packets: whether enough of what was sent became pictures.
    bool lost_little(const SessionHealth& health) const {
        return double(health.counts.decoded) >= 0.9 * (server_->pictures_sent() - 4);
    }

  private:
    HabitPlay() = default;
    std::unique_ptr<habits::HabitServer> server_;
    std::unique_ptr<TlsFront> front_;
    SourceOptions options_;
};

}  // namespace pendopo::test
