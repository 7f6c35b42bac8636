#include "engine/data/value.h"

#include <gtest/gtest.h>

#include "engine/base/address_rule.h"
#include "engine/data/schedule.h"

#include <arpa/inet.h>

namespace pendopo {
namespace {

std::string written(std::string_view text) {
    const auto value = parse_value(text);
    return value ? write_value(*value) : "error: " + value.error().message();
}

TEST(Value, TakesWhatSourcesSend) {
    EXPECT_EQ(written(R"({"b": 1, "a": [true, null, "x"]})"), R"({"b":1,"a":[true,null,"x"]})");
    EXPECT_EQ(written("\xEF\xBB\xBF[1]"), "[1]");
    EXPECT_EQ(written(R"({"a": NaN, "b": -Infinity, "c": "NaN", "d": [Infinity]})"),
              R"({"a":null,"b":null,"c":"NaN","d":[null]})");
    EXPECT_EQ(written("[1e400, -1e999, 1e-400, 1.5e3]"), "[null,null,0.0,1500.0]");
    EXPECT_EQ(written("[\"caf\xE9\", \"\\\"NaN\"]"), "[\"caf\xEF\xBF\xBD\",\"\\\"NaN\"]");
    EXPECT_EQ(written("42"), "42");
    EXPECT_EQ(written("12345678901234567890123"), "1.2345678901234568e+22");
}

TEST(Value, RefusesWithoutQuoting) {
    EXPECT_EQ(written(""), "error: it is empty; expected JSON");
    EXPECT_EQ(written("  <html>"), "error: it is a web page or XML; expected JSON or CSV");
    EXPECT_EQ(written(R"({"nik": 351001)"), "error: no valid JSON: it ends early, after 15 bytes");
    EXPECT_EQ(written(R"({"a": secret})"), "error: no valid JSON: byte 7 is not expected there");
    EXPECT_EQ(written(std::string(33, '[') + std::string(33, ']')),
              "error: nested deeper than 32 levels");
    EXPECT_EQ(written(std::string(5'000'000, '[')), "error: nested deeper than 32 levels");
    std::string many = "[0";
    for (int i = 0; i < 500'000; ++i) {
        many += ",0";
    }
    EXPECT_EQ(written(many + "]"), "error: more than 500000 values; let the source sum them up");
    EXPECT_EQ(written("[\"" + std::string(70'000, 'x') + "\"]"),
              "error: a text of 70000 bytes; at most 65536 are taken");
    std::string members = "{";
    for (int i = 0; i <= 1000; ++i) {
        members += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
    }
    EXPECT_EQ(written(members + "}"),
              "error: an object has more than 1000 members; make it an array of objects");
}

TEST(Value, FindsPointers) {
    const Value value = *parse_value(R"({"a/b": {"~": [10, {"": 5}]}, "x": 1})");
    EXPECT_EQ(find_pointer(value, ""), &value);
    EXPECT_EQ(*find_pointer(value, "/a~1b/~0/0"), 10);
    EXPECT_EQ(*find_pointer(value, "/a~1b/~0/1/"), 5);
    for (const char* nowhere : {"/y", "/a~1b/~0/2", "/a~1b/~0/-", "/a~1b/~0/+1", "/x/y", "/"}) {
        EXPECT_EQ(find_pointer(value, nowhere), nullptr) << nowhere;
    }
}

TEST(AddressRule, OnlyTheInternet) {
    const struct {
        const char* address;
        bool internet;
    } cases[] = {
        {"8.8.8.8", true},
        {"1.1.1.1", true},
        {"103.28.12.5", true},
        {"127.0.0.1", false},
        {"127.255.0.9", false},
        {"0.0.0.0", false},
        {"10.1.2.3", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"172.32.0.1", true},
        {"192.168.1.1", false},
        {"192.169.1.1", true},
        {"169.254.169.254", false},
        {"100.64.0.1", false},
        {"100.128.0.1", true},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"198.18.0.1", false},
        {"::", false},
        {"::1", false},
        {"fe80::1", false},
        {"fc00::1", false},
        {"fd12:3456::1", false},
        {"ff02::1", false},
        {"::ffff:127.0.0.1", false},
        {"::ffff:8.8.8.8", true},
        {"64:ff9b::7f00:1", false},
        {"64:ff9b::808:808", true},
        {"2002:7f00:1::", false},
        {"2001:4860:4860::8888", true},
        {"2001:db8::1", false},
        {"2001:0:1::", false},
        {"2404:6800:4003::1", true},
    };
    for (const auto& c : cases) {
        uint8_t bytes[16];
        const bool six = std::string_view(c.address).find(':') != std::string_view::npos;
        ASSERT_EQ(inet_pton(six ? AF_INET6 : AF_INET, c.address, bytes), 1) << c.address;
        EXPECT_EQ(is_internet_address({bytes, six ? 16u : 4u}), c.internet) << c.address;
    }
    const uint8_t odd[5] = {8, 8, 8, 8, 8};
    EXPECT_FALSE(is_internet_address(odd));
}

TEST(Schedule, CountsFromTheStartAfterSuccess) {
    Schedule schedule{Seconds(60)};
    const MonotonicTime start{Seconds(1000)};
    EXPECT_EQ(schedule.after_success(start, start + Seconds(4)), start + Seconds(60));
    Schedule fast{Seconds(1)};
    EXPECT_EQ(fast.after_success(start, start + Seconds(9)),
              start + Seconds(9) + Schedule::kLeastPause);
}

TEST(Schedule, BacksOffAfterFailure) {
    const MonotonicTime end{Seconds(1000)};
    const auto delays = [&](Seconds every, ErrorCode code) {
        Schedule schedule{every};
        std::vector<int64_t> ms;
        for (int i = 0; i < 8; ++i) {
            ms.push_back(std::chrono::duration_cast<Milliseconds>(
                             schedule.after_failure(code, end, 0.5) - end)
                             .count());
        }
        schedule.after_success(end, end);
        EXPECT_EQ(schedule.after_failure(ErrorCode::unreachable, end, 0.5) - end,
                  std::min<Nanoseconds>(every, Schedule::kFirstRetry));
        return ms;
    };
    using Delays = std::vector<int64_t>;
    EXPECT_EQ(delays(Seconds(60), ErrorCode::unreachable),
              (Delays{2000, 4000, 8000, 16000, 32000, 60000, 60000, 60000}));
    EXPECT_EQ(delays(Seconds(1), ErrorCode::timed_out),
              (Delays{1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000}));
    EXPECT_EQ(delays(Seconds(86400), ErrorCode::invalid).back(), 256000);
    EXPECT_EQ(delays(Seconds(60), ErrorCode::unauthorized).front(), 60000);
    Schedule jittered{Seconds(60)};
    EXPECT_EQ(jittered.after_failure(ErrorCode::io, end, 0.0) - end, Milliseconds(1600));
    EXPECT_EQ(jittered.after_failure(ErrorCode::io, end, 1.0) - end, Milliseconds(4800));
}

}  // namespace
}  // namespace pendopo
