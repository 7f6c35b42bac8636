#pragma once
// How a JSON text is laid out, and a value written so. Pure.

#include <string>
#include <string_view>

#include "config/edit/json_spans.h"

namespace pendopo {

// A text with where its values stand.
struct SpannedJson {
    std::string_view text;
    const JsonSpan* span = nullptr;
};

class JsonStyle {
  public:
    // What `document` does at its first places; where it does nothing, two spaces, { "a": 1 }, [1].
    explicit JsonStyle(SpannedJson document);

    enum class Lines { as_fits, one };

    // `value` laid out anew, its words as they are. `model`: a value whose layout it takes where
    // they are alike (null: none); of it `document` is the text. `indent`: of the line on which it
    // begins, `column` where. Lines::one: all in one line.
    std::string write(SpannedJson value, const JsonSpan* model, const std::string& indent,
                      size_t column, Lines lines) const;

    // The white space before a child that comes beside others, its line end and indentation: a part
    // of the document made one of at most one line end.
    std::string space(size_t begin, size_t end) const;

    const std::string& newline() const { return newline_; }
    const std::string& unit() const { return unit_; }
    const std::string& after_comma() const { return after_comma_; }
    const std::string& after_colon() const { return after_colon_; }
    // Within the brackets of a container in one line.
    const std::string& padding(JsonNode::Kind container) const;
    // The indentation of the line that this place is in.
    std::string indent_at(size_t place) const;

  private:
    struct Place {
        const JsonSpan* model;
        std::string indent;
        size_t start;  // the column at which the whole of what is written begins
        Lines lines;
    };
    void learn(const JsonSpan& span);
    void write_value(std::string& to, SpannedJson value, const Place& place) const;
    void write_like(std::string& to, SpannedJson value, const Place& place) const;
    std::string one_line(SpannedJson value) const;
    void write_key(std::string& to, SpannedJson child) const;

    std::string_view document_;
    std::string newline_ = "\n";
    std::string unit_ = "  ";
    std::string after_comma_ = " ";
    std::string after_colon_ = " ";
    std::string in_object_ = " ";
    std::string in_array_;
    bool knows_comma_ = false;
    bool knows_colon_ = false;
    bool knows_object_ = false;
    bool knows_array_ = false;
};

// A string in JSON.
std::string json_string(std::string_view text);
bool is_container(const JsonNode& node);
// Whether a value whose neighbour or predecessor `model` is takes its layout: containers of one
// kind, and objects that have a key in common.
bool is_alike(const JsonNode& value, const JsonNode& model);

}  // namespace pendopo
