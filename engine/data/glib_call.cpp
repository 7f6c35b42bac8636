#include "engine/data/glib_call.h"

#include <glib-unix.h>

namespace pendopo {

Limit::Limit(GMainContext* context, const Until& until)
    : until_(until), cancellable_(g_cancellable_new()) {
    const auto attach = [&](GSource* source, GSourceFunc call) {
        g_source_set_callback(source, call, this, nullptr);
        g_source_attach(source, context);
        return source;
    };
    timer_ = attach(g_timeout_source_new(static_cast<guint>(until.left().count())), &Limit::due);
    stop_ = attach(g_unix_fd_source_new(until.stop.fd(), G_IO_IN),
                   G_SOURCE_FUNC(&Limit::stop_requested));
}

Limit::~Limit() {
    for (GSource* source : {timer_, stop_}) {
        g_source_destroy(source);
        g_source_unref(source);
    }
}

void Limit::cancel(Error why) {
    if (!why_) {
        why_ = std::move(why);
    }
    g_cancellable_cancel(cancellable_.get());
}

gboolean Limit::due(void* self) {
    auto& limit = *static_cast<Limit*>(self);
    limit.cancel(limit.until_.why());
    return G_SOURCE_REMOVE;
}

}  // namespace pendopo
