#pragma once
// GLib's asynchronous calls made to wait, with a deadline: each runs on a context of its own that
// nothing else uses, and is cancelled when the time is over. For the .cpp files that call GIO.

#include <gio/gio.h>

#include <memory>
#include <optional>
#include <utility>

#include "engine/data/until.h"

namespace pendopo {

template <class T>
struct Unref {
    void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, Unref<T>>;
using MainContext = std::unique_ptr<GMainContext, decltype(&g_main_context_unref)>;

// Makes `context` the one this thread's GLib calls answer on.
class ContextGuard {
  public:
    explicit ContextGuard(GMainContext* context) : context_(context) {
        g_main_context_push_thread_default(context_);
    }
    ~ContextGuard() { g_main_context_pop_thread_default(context_); }
    ContextGuard(const ContextGuard&) = delete;
    ContextGuard& operator=(const ContextGuard&) = delete;

  private:
    GMainContext* context_;
};

// Cancels what runs on the context when the time is over. Also says why it was cancelled.
class Limit {
  public:
    Limit(GMainContext* context, const Until& until);
    ~Limit();
    Limit(const Limit&) = delete;
    Limit& operator=(const Limit&) = delete;

    GCancellable* cancellable() const { return cancellable_.get(); }
    void cancel(Error why);
    const std::optional<Error>& why() const { return why_; }

  private:
    static gboolean due(void* self);
    static gboolean stop_requested(int, GIOCondition, void* self) { return due(self); }

    const Until& until_;
    Object<GCancellable> cancellable_;
    std::optional<Error> why_;
    GSource* timer_ = nullptr;
    GSource* stop_ = nullptr;
};

// The result of an asynchronous call, waited for on the context.
class Answer {
  public:
    explicit Answer(GMainContext* context) : context_(context) {}
    static void ready(GObject*, GAsyncResult* result, void* self) {
        static_cast<Answer*>(self)->result_.reset(static_cast<GAsyncResult*>(g_object_ref(result)));
    }
    GAsyncResult* wait() {
        while (result_ == nullptr) {
            g_main_context_iteration(context_, TRUE);
        }
        return result_.get();
    }

  private:
    GMainContext* context_;
    Object<GAsyncResult> result_;
};

}  // namespace pendopo
