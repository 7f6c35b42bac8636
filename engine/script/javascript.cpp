#include "engine/script/javascript.h"

#include <JavaScriptCore/JavaScript.h>
#include <fmt/format.h>
#include <jsc/jsc.h>

#include <array>
#include <utility>
#include <vector>

namespace pendopo {
namespace {

// The baseline compiler alone. Measured with tools/bench/script_bench: the optimising ones cost
// more than they save at one chart a second (bar chart p99 58 ms instead of 32) and 50 MB; no
// compiler at all takes three times as long.
//
// One helper thread for each purpose is enough beside a video wall. The collector takes
// kAssumedRam as the machine's memory and keeps the heap well below it; the program's own limit is
// job_guard.h's.
constexpr gsize kAssumedRam = gsize{128} << 20;

using JsString = std::unique_ptr<OpaqueJSString, decltype(&JSStringRelease)>;

JsString make_string(std::string_view text) {
    return {JSStringCreateWithUTF8CString(std::string(text).c_str()), JSStringRelease};
}

std::string text_of(JSStringRef string) {
    std::string text(JSStringGetMaximumUTF8CStringSize(string), '\0');
    text.resize(JSStringGetUTF8CString(string, text.data(), text.size()) - 1);
    return text;
}

std::string describe(JSContextRef context, JSValueRef thrown) {
    const JsString text(JSValueToStringCopy(context, thrown, nullptr), JSStringRelease);
    return text ? text_of(text.get()) : "something that has no text";
}

}  // namespace

struct JavaScript::Implementation {
    JSGlobalContextRef context = JSGlobalContextCreate(nullptr);

    Implementation() = default;
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;
    ~Implementation() { JSGlobalContextRelease(context); }

    JSValueRef member(JSObjectRef object, const char* name) const {
        return JSObjectGetProperty(context, object, make_string(name).get(), nullptr);
    }
};

JavaScript::JavaScript() {
    // Settings of the process, taken when its first context is made. One that a later
    // JavaScriptCore does not know any more is left out; it still works, only not as sparingly.
    [[maybe_unused]] static const std::array<gboolean, 5> known{
        jsc_options_set_boolean(JSC_OPTIONS_USE_DFG, FALSE),
        jsc_options_set_boolean(JSC_OPTIONS_USE_FTL, FALSE),
        jsc_options_set_size("forceRAMSize", kAssumedRam),
        jsc_options_set_uint("numberOfGCMarkers", 1),
        jsc_options_set_uint("maxNumberOfWorklistThreads", 1)};
    implementation_ = std::make_unique<Implementation>();
}
JavaScript::~JavaScript() = default;

Result<void> JavaScript::load(std::string_view text, std::string_view name) {
    JSContextRef context = implementation_->context;
    JSValueRef thrown = nullptr;
    JSEvaluateScript(context, make_string(text).get(), nullptr, make_string(name).get(), 1,
                     &thrown);
    if (thrown != nullptr) {
        return fail(ErrorCode::invalid, fmt::format("{}: {}", name, describe(context, thrown)));
    }
    return {};
}

Result<std::string> JavaScript::call(const char* room, const char* function,
                                     std::span<const std::string_view> texts, size_t limit) {
    JSContextRef context = implementation_->context;
    const auto member = [&](JSObjectRef object, const char* name) {
        return JSValueToObject(context, implementation_->member(object, name), nullptr);
    };
    JSObjectRef self = member(JSContextGetGlobalObject(context), room);
    JSObjectRef callee = self != nullptr ? member(self, function) : nullptr;
    if (callee == nullptr) {
        return fail(ErrorCode::invalid, fmt::format("script: there is no {}.{}", room, function));
    }
    std::vector<JSValueRef> arguments;  // kept alive by the call; JSC scans this thread's stack
    for (const std::string_view text : texts) {
        arguments.push_back(JSValueMakeString(context, make_string(text).get()));
        JSValueProtect(context, arguments.back());
    }
    JSValueRef thrown = nullptr;
    JSValueRef answer =
        JSObjectCallAsFunction(context, callee, self, arguments.size(), arguments.data(), &thrown);
    for (const JSValueRef argument : arguments) {
        JSValueUnprotect(context, argument);
    }
    if (thrown != nullptr) {
        return fail(ErrorCode::invalid, describe(context, thrown));
    }
    const JsString text(JSValueToStringCopy(context, answer, &thrown), JSStringRelease);
    if (!text) {
        return fail(ErrorCode::invalid, fmt::format("script: {} gave no text", function));
    }
    if (const size_t length = JSStringGetLength(text.get()); length > limit) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} bytes – expected at most {}", length, limit));
    }
    std::string result = text_of(text.get());
    if (result.size() > limit) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} bytes – expected at most {}", result.size(), limit));
    }
    return result;
}

void JavaScript::collect() {
    JSGarbageCollect(implementation_->context);
}

}  // namespace pendopo
