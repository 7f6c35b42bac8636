#pragma once
// A real Mosquitto that the test starts, stops and freezes, and somebody else at it.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/control/mqtt_wall.h"
#include "tests/control/mqtt_client.h"
#include "tests/support/child_process.h"
#include "tests/support/hand_clock.h"
#include "tests/support/http_get.h"
#include "tests/support/loopback.h"
#include "tests/support/temp_dir.h"
#include "tests/support/wait_until.h"

namespace pendopo::test {

class MqttFixture : public testing::Test {
  protected:
    static constexpr Seconds kPatience{30};

    MqttFixture() {
        const auto made = run_to_end(
            {.command = {"mosquitto_passwd", "-b", "-c", folder_ / "passwords", "wall", "hunter2"}},
            kPatience);
        EXPECT_TRUE(made) << made.error().message();
        configure("");
        config_.host = "localhost";
        config_.port = port_;
        start();
    }
    void configure(const std::string& more) {
        folder_.write("conf", "user root\nlistener " + std::to_string(port_) +
                                  " 127.0.0.1\nallow_anonymous false\npassword_file " +
                                  (folder_ / "passwords") + "\n" + more);
    }
    void start() {
        auto child =
            ChildProcess::spawn({.command = {"/usr/sbin/mosquitto", "-c", folder_ / "conf"},
                                 .error_output = folder_ / "log"});
        CHECK(child);
        broker_ = std::make_unique<ChildProcess>(std::move(*child));
    }
    // Somebody who hears everything, once the broker answers.
    std::unique_ptr<MqttClient> client() {
        std::unique_ptr<MqttClient> made;
        EXPECT_TRUE(wait_until(
            [&] {
                made = std::make_unique<MqttClient>(port_, "wall", "hunter2");
                return made->connected();
            },
            kPatience, Milliseconds(20)))
            << folder_.read("log");
        EXPECT_TRUE(until([&] {
            made->turn();
            return made->listens();
        }));
        return made;
    }
    std::unique_ptr<MqttWall> wall(const std::string& password = "hunter2") {
        return std::make_unique<MqttWall>(loop_, clock_, config_, Login{"wall", password},
                                          execute(), Log::silent());
    }
    MqttWall::Execute execute() {
        return [this](const Command& command, const Principal& principal) -> Result<std::string> {
            if (const auto allowed = may(principal, command); !allowed) {
                return fail(allowed.error());
            }
            given_.push_back(to_json(command));
            principal_ = principal;
            return "e-" + std::to_string(given_.size());
        };
    }
    template <class IsSo>
    bool until(const IsSo& is_so) {
        return wait_until(
            [&] {
                loop_.turn();
                if (other_) {
                    other_->turn();
                }
                return is_so();
            },
            kPatience, Milliseconds(1));
    }
    bool heard(const std::string& topic, const std::string& payload) {
        return until([&] { return other_->last(topic) == payload; });
    }

    TempDir folder_;
    int port_ = free_port();
    MqttConfig config_;
    std::unique_ptr<ChildProcess> broker_;
    EventLoop loop_;
    HandClock clock_;
    std::vector<std::string> given_;
    Principal principal_;
    std::unique_ptr<MqttClient> other_;
};

}  // namespace pendopo::test
