#pragma once
// What the wall's paths mean. One table of routes (api.cpp) decides what is served, what a wrong
// method is answered, and what GET /openapi.json says.

#include <span>
#include <string>
#include <string_view>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/http_message.h"
#include "engine/control/shared_pictures.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/event_loop.h"

namespace pendopo {

// Thread: bound to control's loop, which outlives it as the wall and the clock do; answers still
// owed when it goes are 500.
class Api {
  public:
    // One asked path, taken apart.
    struct Call {
        const HttpRequest& request;
        std::string id;  // the {id} of the pattern
        HttpRespond respond;
    };
    struct Route {
        std::string_view method;    // GET also serves HEAD
        std::string_view pattern;   // at most one {id}, which is one segment
        std::string_view summary;   // one line, for people
        std::string_view produces;  // content type of a good answer
        bool takes_width;           // ?width=N
        void (Api::*serve)(const Call&);
    };

    Api(WallControl& wall, const Clock& clock, EventLoop& loop, Log log);

    static std::span<const Route> routes();
    // The OpenAPI 3.1 document of that table.
    static std::string openapi_json();

    // Answers now or later, always.
    void handle(const HttpRequest& request, HttpRespond respond);

  private:
    void state(const Call& call);
    void layouts(const Call& call);
    void activate_layout(const Call& call);
    void wall_jpeg(const Call& call);
    void wall_png(const Call& call);
    void display_png(const Call& call);
    void healthy(const Call& call);
    void ready(const Call& call);
    void openapi(const Call& call);
    void picture(const Call& call, PictureFormat format, int default_width);

    WallControl& wall_;
    Log log_;
    SharedPictures pictures_;
};

}  // namespace pendopo
