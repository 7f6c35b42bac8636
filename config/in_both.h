#pragma once
// One sentence in both languages, with the same values in it: in_both("tertulis {}; paling banyak
// {}", "got {}; at most {}", 12, 10). A value that is a LocalText itself stands in each sentence in
// that sentence's language. A sentence without one of the values does not compile.

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "config/local_text.h"

namespace pendopo {

template <class T>
using InOneLanguage = std::conditional_t<std::is_same_v<T, LocalText>, std::string, T>;

// A format string that has a field for each of `Args`, in their order.
template <class... Args>
class Sentence {
  public:
    template <size_t N>
    consteval Sentence(const char (&text)[N])  // NOLINT(google-explicit-constructor): a literal
        : format_(text) {
        size_t fields = 0;
        for (size_t i = 0; i + 1 < N; ++i) {
            if (text[i] == '{') {
                text[i + 1] == '{' ? ++i : ++fields;
            }
        }
        if (fields != sizeof...(Args)) {
            throw "the sentence does not have each value once";
        }
    }
    std::string with(const Args&... args) const { return fmt::format(format_, args...); }

  private:
    fmt::format_string<const Args&...> format_;
};

template <class T>
const InOneLanguage<T>& in_one_language(const T& value,
                                        [[maybe_unused]] std::string_view language) {
    if constexpr (std::is_same_v<T, LocalText>) {
        return value.in(language);
    } else {
        return value;
    }
}

template <class... Args>
LocalText in_both(Sentence<InOneLanguage<Args>...> id, Sentence<InOneLanguage<Args>...> en,
                  const Args&... args) {
    return {id.with(in_one_language(args, "id")...), en.with(in_one_language(args, "en")...)};
}

}  // namespace pendopo
