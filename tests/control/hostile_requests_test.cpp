// The table of tests/support/hostile_requests.h against the server and its routes: what each is
// answered, that somebody else is answered meanwhile, and that the process stays small.

#include "tests/support/hostile_requests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>

#include "engine/control/api.h"
#include "engine/control/http_server.h"
#include "tests/support/fake_access.h"
#include "tests/support/fake_setup_desk.h"
#include "tests/support/fake_wall_control.h"
#include "tests/support/http_probe.h"
#include "tests/support/memory_of.h"

namespace pendopo {
namespace {

// A renderer that always has a picture, one that PNG cannot make smaller.
class QuickWall final : public WallControl {
  public:
    WallStatus status() const override { return sample_wall(); }
    std::string why_not_ready() const override { return ""; }
    std::vector<ProofRow> proof_records(uint64_t, size_t) const override { return {}; }
    ControlStatus control_status() const override { return {}; }
    Result<CommandDone> execute(const Command& command, const Principal&,
                                std::string_view) override {
        return fail(ErrorCode::not_found, to_json(command) + ": not there");
    }
    void rehearsed(const std::string&, const std::string&, int, std::string_view,
                   std::function<void(Result<CapturedPicture>)> done) override {
        done(fail(ErrorCode::unreachable, "no renderer"));
    }
    void rehearse_draft(const std::string&, const std::string&, int,
                        std::function<void(Result<CapturedPicture>)> done) override {
        done(fail(ErrorCode::unreachable, "no renderer"));
    }
    void camera_picture(const std::string&, int,
                        std::function<void(Result<CapturedPicture>)> done) override {
        done(fail(ErrorCode::unreachable, "no renderer"));
    }
    void capture(const std::string&, int, std::string_view,
                 std::function<void(Result<CapturedPicture>)> done) override {
        CapturedPicture picture = FakeWallControl::picture({640, 360});
        std::minstd_rand random(1);
        std::ranges::generate(picture.bytes, [&] { return static_cast<uint8_t>(random()); });
        done(std::move(picture));
    }
};

class HostileRequests : public testing::Test {
  protected:
    void SetUp() override {
        auto server = HttpServer::listen(loop, Log::silent(), {.port = 0},
                                         [this](const HttpRequest& request, HttpRespond respond) {
                                             api.handle(request, std::move(respond));
                                         });
        ASSERT_TRUE(server) << server.error().message();
        server_ = std::move(*server);
        access.everybody = "technician";  // the table is about bytes
    }
    int port() const { return server_->port(); }

    EventLoop loop;
    SystemClock clock;
    QuickWall wall;
    FakeAccess access;
    FakeSetupDesk setup;
    Api api{wall, access, access, setup, clock, loop, Log::silent()};
    std::unique_ptr<HttpServer> server_;
};

int status_of(const std::string& answer) {
    return answer.starts_with("HTTP/1.") && answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}

TEST_F(HostileRequests, AreAnsweredAndCostNobodyAnything) {
    for (const test::HostileRequest& row : test::hostile_requests()) {
        HttpProbe client(loop, port());
        client.send_all(row.bytes);
        client.end_sending();  // else a good answer leaves the connection open
        HttpProbe other(loop, port());
        other.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        EXPECT_EQ(status_of(other.answer()), 200) << row.name;
        const bool ended = client.ends();
        const std::string answer = client.answer();
        EXPECT_EQ(status_of(answer), row.status) << row.name << ": " << answer.substr(0, 300);
        EXPECT_TRUE(ended) << row.name;
        size_t answers = 0;
        for (size_t at = 0; (at = answer.find("\r\nDate: ", at)) != std::string::npos; ++at) {
            ++answers;
        }
        EXPECT_EQ(answers, row.answers) << row.name;
        EXPECT_EQ(answer.find("multipart/byteranges"), std::string::npos) << row.name;
    }
    EXPECT_TRUE(turn_until(loop, [&] { return server_->connections() == 0; }));
}

// D2: 20,000 ranges of a picture made 9 GB of an answer.
TEST_F(HostileRequests, RangesTakeNoMemory) {
    HttpProbe first(loop, port());  // the picture and its encoder are there from now on
    first.send("GET /api/v1/displays/kiri/picture.png HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const size_t picture = first.answer().size();
    ASSERT_GT(picture, 100'000u);
    const test::PeakMemory peak;
    for (const test::HostileRequest& row : test::range_requests()) {
        HttpProbe client(loop, port());
        client.send_all(row.bytes);
        client.end_sending();
        EXPECT_TRUE(client.ends());
        EXPECT_LT(client.answer().size(), picture + 4'000) << row.name;
    }
    EXPECT_LT(peak.growth_bytes(), (size_t{40} << 20) + test::kSanitizerBytes);
}

}  // namespace
}  // namespace pendopo
