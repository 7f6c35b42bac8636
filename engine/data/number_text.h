#pragma once
// Numbers, money and shares as people and programs write them: "1.234.567,5", "Rp. 1,2 miliar",
// "87,45 %", "(1.000)", "1 234", "-Rp 5.000,-", "1e3". What a spelling leaves open is not guessed:
// both readings are told, and the column decides (column_reader.h). Pure.

#include <optional>
#include <string>
#include <string_view>

#include "engine/data/value.h"

namespace pendopo {

struct NumberText {
    enum class Kind {
        number,
        missing,  // "", "-", "n/a", "tad", "…": somebody says that there is none
        error,    // "#REF!", "####", 1e999: something went wrong where it was made
        none,     // something else
    };
    struct Reading {
        Value value;        // a whole number stays one while it fits
        int decimals = 0;   // digits after the decimal sign
        bool zero = false;  // the last of them is a zero, and not all are
    };

    Kind kind = Kind::none;
    // Read with "." and with "," before the decimals; nothing: it is no number so. The other sign,
    // blanks or apostrophes may separate groups of three digits, the first of which is no "0…". Of
    // rupiah, three digits after one sign are thousands.
    std::optional<Reading> point;
    std::optional<Reading> comma;
    std::string unit;        // "%", "rp", "$" …; empty: none
    bool code_like = false;  // "007", "+62…", "1E3", 16 digits: what a number would not give back

    // The two readings are there and not the same.
    bool ambiguous() const { return point && comma && point->value != comma->value; }
    // Which reading the spelling itself allows; 0: either.
    char decides() const { return point && comma ? 0 : point ? '.' : ','; }
    // The value, `decimal` deciding where the spelling does not ('.' or ','; 0: nobody knows).
    // Nothing: it is no number, or ambiguous.
    std::optional<Value> value(char decimal) const;
};

NumberText read_number(std::string_view text);

}  // namespace pendopo
