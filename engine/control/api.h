#pragma once
// What the wall's paths mean. One table of routes (api_routes.cpp) decides what is served, who may,
// what a wrong method is answered, what is audited and what GET /openapi.json says. Nobody without
// a login reaches more than health, sign-in and the panel's files.
//
// Every request that changes something, carried out or refused, leaves one audit record.

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/gatekeeper.h"
#include "engine/control/http_message.h"
#include "engine/control/http_server.h"
#include "engine/control/route.h"
#include "engine/control/shared_pictures.h"
#include "engine/control/state_stream.h"
#include "engine/control/wall_control.h"
#include "engine/control/web_socket.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

inline constexpr std::string_view kEventsPath = "/api/v1/events";

// Thread: bound to control's loop, which outlives it as everything given to it does; answers still
// owed when it goes are 500.
class Api {
  public:
    Api(WallControl& wall, Gatekeeper& gatekeeper, AccessDesk& desk, const Clock& clock,
        EventLoop& loop, Log log);

    static std::span<const Route> routes();

    // Answers now or later, always.
    void handle(const HttpRequest& request, HttpRespond respond);
    // Whether a request may become a WebSocket: GET /api/v1/events by whoever may see the state.
    UpgradeVerdict upgrade(const HttpRequest& request);

    // Whoever changes the wall says so: see state_stream.h.
    StateStream& stream() { return stream_; }
    // Cameras were hidden: nobody gets a picture that was begun before.
    void forget_pictures();

  private:
    // Documents (api.cpp).
    void state(const ApiCallPtr& call);
    void layouts(const ApiCallPtr& call);
    void control(const ApiCallPtr& call);
    void events(const ApiCallPtr& call);
    void healthy(const ApiCallPtr& call);
    void ready(const ApiCallPtr& call);
    void openapi(const ApiCallPtr& call);
    // Commands (api_commands.cpp).
    void command(const ApiCallPtr& call);
    // Pictures (api_pictures.cpp).
    void wall_jpeg(const ApiCallPtr& call);
    void wall_png(const ApiCallPtr& call);
    void display_png(const ApiCallPtr& call);
    void layout_jpeg(const ApiCallPtr& call);
    // Access (api_access.cpp).
    void sign_in(const ApiCallPtr& call);
    void sign_in_with_link(const ApiCallPtr& call);
    void sign_out(const ApiCallPtr& call);
    void me(const ApiCallPtr& call);
    void set_password(const ApiCallPtr& call);
    void users(const ApiCallPtr& call);
    void add_user(const ApiCallPtr& call);
    void set_role(const ApiCallPtr& call);
    void reset_password(const ApiCallPtr& call);
    void remove_user(const ApiCallPtr& call);
    void tokens(const ApiCallPtr& call);
    void add_token(const ApiCallPtr& call);
    void revoke_token(const ApiCallPtr& call);
    void audit(const ApiCallPtr& call);

    // Fills the caller in. Errors: unauthorized, refused.
    Result<void> admit(ApiCall& call);
    Result<void> admit(const Caller& caller, const Route& route) const;
    // Answers, and writes the record when the route changes something.
    void conclude(ApiCall& call, const Result<HttpResponse>& outcome, std::string_view before = {},
                  std::string_view after = {});
    void signed_in(const ApiCallPtr& call, Result<SignedIn> outcome);
    // Wraps what calls back later: nothing happens when the API went meanwhile.
    AccessDesk::Done when_done(const ApiCallPtr& call, std::string after = {});
    nlohmann::json document() const;

    WallControl& wall_;
    Gatekeeper& gatekeeper_;
    AccessDesk& desk_;
    const Clock& clock_;
    Log log_;
    SharedPictures pictures_;
    SharedPictures rehearsed_;
    StateStream stream_;
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace pendopo
