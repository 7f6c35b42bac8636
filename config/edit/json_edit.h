#pragma once
// Changes a JSON text and leaves everything else of it as somebody wrote it: the order of its keys,
// its spaces and line ends, a byte order mark, a last line without an end. Pure. Thread: reentrant.
//
// What is added looks like its neighbours: on a line of its own where they stand on lines of their
// own, indented as they are; in the same line where they share one. A value that is replaced by an
// equal one keeps its text. Numbers and strings are written as `value` has them.

#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// RFC 6902's three operations that change one place. `pointer` is an RFC 6901 pointer; its last
// word may be "-" in an array for add: behind the last element. add to a key that is there replaces
// its value; add and replace of "" replace the document.
struct JsonChange {
    enum class Op { add, replace, remove };
    Op op = Op::add;
    std::string pointer;
    std::string value;  // JSON text; of remove: unused
};

// The text after all changes, each applied to what the one before it left; or the first error, and
// then nothing has changed. Errors begin with the place:
//   invalid    `text` or a value is no JSON that our readers take (a key given twice, say), with
//              line:column; a pointer that is none; removing the document
//   not_found  a pointer leads to nothing
//   exhausted  more than kMostJsonChanges
constexpr size_t kMostJsonChanges = 2000;
Result<std::string> edit_json(std::string_view text, std::span<const JsonChange> changes);

}  // namespace pendopo
