#pragma once
// The API with a desk for setting up; what is asked of it, and what of that the log has.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

#include "tests/control/api_fixture.h"

namespace pendopo {

class ApiSetup : public ApiFixture {
  protected:
    HttpResponse get_with(const std::string& path, std::map<std::string, std::string> query) {
        HttpRequest asked = request("GET", path);
        asked.query = std::move(query);
        return now(asked);
    }
    HttpResponse post_with(const std::string& path, std::map<std::string, std::string> query,
                           const std::string& body) {
        HttpRequest asked = request("POST", path, body);
        asked.query = std::move(query);
        return now(asked);
    }
    const AuditEntry& record() {
        EXPECT_EQ(access.records.size(), 1u);
        return access.records.back();
    }
    void expect_no_secret(const HttpResponse& answer, const std::string& secret) {
        EXPECT_EQ(answer.body.find(secret), std::string::npos) << answer.body;
        for (const AuditEntry& each : access.records) {
            for (const std::string& text :
                 {each.action, each.object, each.before, each.after, each.outcome}) {
                EXPECT_EQ(text.find(secret), std::string::npos) << text;
            }
        }
    }
};

}  // namespace pendopo
