#include "engine/data/name_lookup.h"

#include "engine/data/glib_call.h"

namespace pendopo {

Result<std::vector<std::string>> look_up(const std::string& host, const Until& until) {
    const std::string name =
        host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
    if (g_hostname_is_ip_address(name.c_str())) {
        return std::vector{name};
    }
    const MainContext context(g_main_context_new(), g_main_context_unref);
    const ContextGuard guard(context.get());
    const Limit limit(context.get(), until);
    const Object<GResolver> resolver(g_resolver_get_default());
    Answer answer(context.get());
    g_resolver_lookup_by_name_async(resolver.get(), name.c_str(), limit.cancellable(),
                                    &Answer::ready, &answer);
    GError* error = nullptr;
    GList* found = g_resolver_lookup_by_name_finish(resolver.get(), answer.wait(), &error);
    if (found == nullptr) {
        g_clear_error(&error);
        return limit.why() ? fail(*limit.why())
                           : fail(ErrorCode::unreachable, "nobody knows the name " + name);
    }
    constexpr size_t kMost = 8;
    std::vector<std::string> addresses;
    for (GList* each = found; each != nullptr && addresses.size() < kMost; each = each->next) {
        const std::unique_ptr<char, decltype(&g_free)> text(
            g_inet_address_to_string(G_INET_ADDRESS(each->data)), g_free);
        addresses.emplace_back(text.get());
    }
    g_resolver_free_addresses(found);
    return addresses;
}

}  // namespace pendopo
