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
#include <utility>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/gatekeeper.h"
#include "engine/control/http_message.h"
#include "engine/control/http_server.h"
#include "engine/control/job_thread.h"
#include "engine/control/route.h"
#include "engine/control/setup_desk.h"
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
    Api(WallControl& wall, Gatekeeper& gatekeeper, AccessDesk& desk, SetupDesk& setup,
        const Clock& clock, EventLoop& loop, Log log);

    static std::span<const Route> routes();

    // Answers now or later, always.
    void handle(const HttpRequest& request, HttpRespond respond);
    // Whether a request may become a WebSocket: GET /api/v1/events by whoever may see the state.
    UpgradeVerdict upgrade(const HttpRequest& request);

    // How large a body this request may have, which says that it is larger than everybody's: only
    // of a route that needs it, and of somebody who may use that.
    size_t most_body_bytes(const HttpRequest& request);

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
    void camera_jpeg(const ApiCallPtr& call);
    void preview_layout(const ApiCallPtr& call);
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
    void proof(const ApiCallPtr& call);
    // Configuration files and logins (api_setup_files.cpp).
    void config_files(const ApiCallPtr& call);
    void config_file(const ApiCallPtr& call);
    void check_config(const ApiCallPtr& call);
    void save_config(const ApiCallPtr& call);
    void generations(const ApiCallPtr& call);
    void generation(const ApiCallPtr& call);
    void restore(const ApiCallPtr& call);
    void logins(const ApiCallPtr& call);
    void set_login(const ApiCallPtr& call);
    void remove_login(const ApiCallPtr& call);
    void config_schema(const ApiCallPtr& call);
    // Cameras before they are in a file (api_setup_cameras.cpp).
    void start_probe(const ApiCallPtr& call);
    void probe(const ApiCallPtr& call);
    void probe_jpeg(const ApiCallPtr& call);
    void cancel_probe(const ApiCallPtr& call);
    void mask_still(const ApiCallPtr& call);
    void try_masks(const ApiCallPtr& call);
    void end_mask_trial(const ApiCallPtr& call);
    void start_discovery(const ApiCallPtr& call);
    void discovery(const ApiCallPtr& call);
    void device_streams(const ApiCallPtr& call);
    void vendors(const ApiCallPtr& call);
    void cameras_csv(const ApiCallPtr& call);
    void import_cameras(const ApiCallPtr& call);
    // Displays, layouts, data and cards (api_setup_layouts.cpp, api_setup_data.cpp).
    void outputs(const ApiCallPtr& call);
    void solve_layout(const ApiCallPtr& call);
    void source_view(const ApiCallPtr& call);
    void preview_source(const ApiCallPtr& call);
    void store_upload(const ApiCallPtr& call);
    void preview_card(const ApiCallPtr& call);

    // The rows of the last three (api_setup_routes.cpp).
    static std::span<const Route> setup_routes();
    // Fills the caller in. Errors: unauthorized, refused.
    Result<void> admit(ApiCall& call);
    Result<void> admit(const Caller& caller, const Route& route) const;
    // Answers, and writes the record when the route changes something.
    void conclude(ApiCall& call, const Result<HttpResponse>& outcome, std::string_view before = {},
                  std::string_view after = {});
    // The same, of an outcome whose answer is already written.
    void conclude_with(ApiCall& call, const Result<void>& outcome, HttpResponse response,
                       std::string_view before = {}, std::string_view after = {});
    void saved(ApiCall& call, const SaveOutcome& outcome);
    // Hands the body's changes to `then`, at once or, of a large body, when a thread has read them.
    // What cannot be read is answered here.
    void read_changes(const ApiCallPtr& call, std::function<void(std::vector<FileChange>)> then);
    void signed_in(const ApiCallPtr& call, Result<SignedIn> outcome);
    // Wraps what calls back later: nothing happens when the API went meanwhile.
    AccessDesk::Done when_done(const ApiCallPtr& call, std::string after = {});
    // The same for what brings an answer: `then` is called with it.
    template <class Then>
    auto later(Then then) {
        return [weak = std::weak_ptr(alive_), then = std::move(then)](auto&&... answer) {
            if (weak.lock()) {
                then(std::forward<decltype(answer)>(answer)...);
            }
        };
    }
    // Answers with what `say` makes of it.
    template <class Say>
    auto when_told(const ApiCallPtr& call, Say say) {
        return later([this, call, say = std::move(say)](const auto& answer) {
            conclude(*call, answer ? Result<HttpResponse>(say(*answer))
                                   : Result<HttpResponse>(fail(answer.error())));
        });
    }
    nlohmann::json document() const;

    WallControl& wall_;
    Gatekeeper& gatekeeper_;
    AccessDesk& desk_;
    SetupDesk& setup_;
    const Clock& clock_;
    Log log_;
    SharedPictures pictures_;
    SharedPictures rehearsed_;
    StateStream stream_;
    JobThread reading_;  // of large bodies
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace pendopo
