#pragma once
// A server on a loop of the test's, whose handler answers what the test says, at once or later.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/control/http_server.h"
#include "tests/support/http_probe.h"

namespace pendopo {

class HttpServerTest : public testing::Test {
  protected:
    void start(HttpServerOptions options = {}) {
        options.port = 0;
        auto server = HttpServer::listen(loop, log, options,
                                         [this](const HttpRequest& request, HttpRespond respond) {
                                             requests.push_back(request);
                                             if (later) {
                                                 responds.push_back(std::move(respond));
                                             } else {
                                                 respond(answer);
                                             }
                                         });
        ASSERT_TRUE(server) << server.error().message();
        server_ = std::move(*server);
    }
    HttpProbe probe(const char* from = "127.0.0.1") { return {loop, server_->port(), from}; }
    std::string ask(std::string_view head) {
        HttpProbe client = probe();
        client.send(std::string(head) + "\r\n");
        return client.answer();
    }

    EventLoop loop;
    Log log = Log::silent();
    std::unique_ptr<HttpServer> server_;
    std::vector<HttpRequest> requests;
    std::vector<HttpRespond> responds;
    HttpResponse answer{.body = "{}\n"};
    bool later = false;
};

}  // namespace pendopo
