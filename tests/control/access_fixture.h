#pragma once
// A state folder of its own, and access to it, with cheap hashes and a clock that stands still.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/control/access.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo::test {

inline constexpr const char* kWrong =
    "Nama atau kata sandi salah. (The name or the password is wrong.)";
inline constexpr const char* kPassword = "kopi-tubruk-9f3a";

inline constexpr int kPort = 7600;

inline std::string token_of(const SignedIn& in) {
    return std::string(cookie_value(in.set_cookie, session_cookie(kPort)));
}
inline HttpRequest from(const std::string& peer, const std::string& session = {}) {
    HttpRequest request;
    request.peer = peer;
    request.port = kPort;
    request.cookie = session.empty() ? "" : "theme=dark; " + session_cookie(kPort) + "=" + session;
    return request;
}
inline HttpRequest bearer(const std::string& token, const std::string& peer = "192.0.2.9") {
    HttpRequest request;
    request.peer = peer;
    request.authorization = "Bearer " + token;
    return request;
}

class AccessFixture : public testing::Test {
  protected:
    AccessFixture() { start(); }

    void start() {
        access.reset();
        AccessOptions options;
        options.state_folder = folder.path();
        options.cost = {1, size_t{8} << 10};
        access = std::make_unique<Access>(loop, clock, Log::root("test", LogLevel::debug), options);
    }
    template <class T, class Ask>
    Result<T> wait(Ask ask) {
        std::optional<Result<T>> answer;
        ask([&](Result<T> result) { answer = std::move(result); });
        EXPECT_FALSE(answer) << "never before the call returns";
        EXPECT_TRUE(turn_until(loop, [&] { return answer.has_value(); }));
        return *answer;
    }
    Result<SignedIn> sign_in(const std::string& name, const std::string& password,
                             const HttpRequest& request = from("192.0.2.7")) {
        return wait<SignedIn>([&](auto done) { access->sign_in(name, password, request, done); });
    }
    Result<void> set_password(const Caller& caller, const std::string& old,
                              const std::string& password) {
        return wait<void>([&](auto done) { access->set_password(caller, old, password, done); });
    }
    Result<void> add_user(const std::string& name, Role role) {
        return wait<void>([&](auto done) { access->add_user(name, role, kPassword, done); });
    }
    // The first technician, with a password.
    SignedIn settle() {
        auto in = access->sign_in_with_link(access->first_link(), from("192.0.2.7"));
        EXPECT_TRUE(in);
        EXPECT_TRUE(set_password(in->caller, "", kPassword));
        return *in;
    }
    void pass(Seconds time) {
        clock.advance(time);
        loop.turn();
    }

    HandClock clock;
    EventLoop loop{clock};
    TempDir folder;
    std::unique_ptr<Access> access;
};

}  // namespace pendopo::test
