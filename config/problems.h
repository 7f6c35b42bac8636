#pragma once
// What is wrong with a file, as a list: reading never stops at the first problem. A problem says
// where it is, what we got, what was expected and what to do. Its text form is
//   layouts/lobby.json:7:13 /displays/left/tiles/1/camrea: unknown key; did you mean "camera"?

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "config/local_text.h"

namespace pendopo {

struct JsonNode;

struct Problem {
    std::string file;
    int line = 0;         // from 1; 0: the file as a whole (it cannot be read, say)
    int column = 0;       // from 1, in characters
    std::string pointer;  // JSON pointer (RFC 6901); empty: the document
    LocalText text;

    bool operator==(const Problem&) const = default;
};
using ProblemList = std::vector<Problem>;

// Of a file as a whole, or of the value at `pointer` where its line is not known.
Problem problem_of(std::string file, LocalText text, std::string pointer = "");

std::string to_string(const Problem& problem, std::string_view language = "en");
// One line per problem, each ending in a newline.
std::string to_string(const ProblemList& problems, std::string_view language = "en");

// A value read from a file, or everything that is wrong with the file (never an empty list).
template <class T>
using ConfigResult = tl::expected<T, ProblemList>;

// Whether texts may quote values: never those of secrets.json.
enum class Quoting { values, nothing };

// Whether the key of this member of an object may be shown. Where it may not, pointers end before
// it.
using KeyShown = bool (*)(const JsonNode& member);

// Collects the problems of one file. Keeps the first 200; the rest is counted in a last line.
// Thread: bound to its owner.
class Problems {
  public:
    explicit Problems(std::string file, Quoting quoting = Quoting::values,
                      KeyShown shown = nullptr);  // null: every key

    // At a value.
    void add(const JsonNode& node, LocalText text);
    // At a value of what programs send, not people's files.
    void add_in_english(const JsonNode& node, std::string text);
    // At the key of a value ("unknown key"); at the value itself inside an array.
    void add_at_key(const JsonNode& node, LocalText text);
    // At a place that is no value, e.g. a syntax error. Line 0: the file as a whole.
    void add_at(int line, int column, LocalText text);

    bool empty() const { return list_.empty(); }
    bool full() const;  // further ones are only counted; spare the cost of a good text
    const std::string& file() const { return file_; }
    Quoting quoting() const { return quoting_; }
    bool shows(const JsonNode& member) const { return shown_ == nullptr || shown_(member); }
    // The problems in the order of the file, leaving this empty.
    ProblemList take();

  private:
    void keep(Problem problem);
    std::string pointer(const JsonNode& node) const;

    std::string file_;
    Quoting quoting_;
    KeyShown shown_;
    ProblemList list_;
    int dropped_ = 0;
};

// `; did you mean "camera"?` when a candidate is close to `word`, otherwise empty.
LocalText did_you_mean(std::string_view word, std::span<const std::string> candidates);

// For a name that refers to nothing: `no camera "lobi"; did you mean "lobby"?`, or the names there
// are: `no camera "x"; choose "a" or "b"`.
LocalText unknown_name(const LocalText& what, std::string_view name,
                       std::span<const std::string> names);
// The same in English.
std::string unknown_name(std::string_view what, std::string_view name,
                         std::span<const std::string> names);

// `"a"`, `"a" or "b"`, `"a", "b" or "c"`.
// Further words than 30 are left out.
LocalText one_of(std::span<const std::string> words);

// `text` in double quotes, cut after 60 bytes at a character, control characters shown as '?'. Of
// an address only what anybody may read (url.h).
std::string in_quotes(std::string_view text);

}  // namespace pendopo
