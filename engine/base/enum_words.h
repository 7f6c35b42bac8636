#pragma once
// The words of an enumeration, said once: a table beside the enum that messages, logs, the API and
// readers share. An enum has words when words_of(E) is found beside it:
//   enum class Fruit { apple, pear };
//   constexpr auto words_of(Fruit /*any*/) {
//       return enum_words<Fruit>({{Fruit::apple, "apple"}, {Fruit::pear, "pear"}});
//   }
// The first row is the most careful one: what an unknown word reads as.

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace pendopo {

template <class E>
struct EnumWord {
    E value;
    std::string_view word;
};

template <class E, size_t N>
constexpr std::array<EnumWord<E>, N> enum_words(const EnumWord<E> (&rows)[N]) {
    return std::to_array(rows);
}

template <class E>
concept Worded = std::is_enum_v<E> && requires(E value) {
    words_of(value);
};

template <Worded E>
constexpr std::string_view to_string(E value) {
    constexpr auto kRows = words_of(E{});
    for (const auto& row : kRows) {
        if (row.value == value) {
            return row.word;
        }
    }
    return kRows.front().word;
}

template <Worded E>
constexpr E from_word(std::string_view word) {
    constexpr auto kRows = words_of(E{});
    for (const auto& row : kRows) {
        if (row.word == word) {
            return row.value;
        }
    }
    return kRows.front().value;
}

}  // namespace pendopo
