#include "config/edit/json_style.h"

#include <fmt/format.h>

#include <algorithm>

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;

constexpr size_t kWidth = 100;  // columns; a container that fits stays in one line

std::string_view part(SpannedJson json, size_t begin, size_t end) {
    return json.text.substr(begin, end - begin);
}

bool has_line_end(std::string_view text) {
    return text.find('\n') != std::string_view::npos;
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (c >= 0 && c < 0x20) {
            result += fmt::format("\\u{:04x}", c);
        } else {
            result += c;
        }
    }
    return result + '"';
}

bool is_container(const JsonNode& node) {
    return node.kind == Kind::object || node.kind == Kind::array;
}

bool is_alike(const JsonNode& value, const JsonNode& model) {
    if (!is_container(value) || value.kind != model.kind || model.children.empty()) {
        return false;
    }
    return value.kind == Kind::array || std::ranges::any_of(value.children, [&](const auto& child) {
               return model.find(child.key) != nullptr;
           });
}

JsonStyle::JsonStyle(SpannedJson document) : document_(document.text) {
    const size_t end = document_.find('\n');
    if (end != std::string_view::npos && end > 0 && document_[end - 1] == '\r') {
        newline_ = "\r\n";
    }
    if (!document.span->children.empty()) {
        const JsonSpan& first = document.span->children.front();
        const std::string before = space(document.span->begin + 1, first.key_begin);
        if (has_line_end(before) && before.size() > newline_.size()) {
            unit_ = before.substr(newline_.size());
        }
    }
    learn(*document.span);
}

void JsonStyle::learn(const JsonSpan& span) {
    if (span.children.empty()) {
        return;
    }
    const bool object = span.node->kind == Kind::object;
    const JsonSpan& first = span.children.front();
    const auto take = [&](std::string& style, bool& known, size_t begin, size_t end) {
        const std::string_view found = document_.substr(begin, end - begin);
        if (!known && !has_line_end(found)) {
            style = found;
            known = true;
        }
    };
    take(object ? in_object_ : in_array_, object ? knows_object_ : knows_array_, span.begin + 1,
         first.key_begin);
    if (object) {
        take(after_colon_, knows_colon_, document_.find(':', first.key_end) + 1, first.begin);
    }
    if (span.children.size() > 1) {
        take(after_comma_, knows_comma_, document_.find(',', first.end) + 1,
             span.children[1].key_begin);
    }
    for (const JsonSpan& child : span.children) {
        if (knows_comma_ && knows_colon_ && knows_object_ && knows_array_) {
            return;
        }
        learn(child);
    }
}

std::string JsonStyle::space(size_t begin, size_t end) const {
    const std::string_view text = document_.substr(begin, end - begin);
    const size_t last = text.rfind('\n');
    return last == std::string_view::npos ? std::string(text)
                                          : newline_ + std::string(text.substr(last + 1));
}

const std::string& JsonStyle::padding(Kind container) const {
    return container == Kind::object ? in_object_ : in_array_;
}

std::string JsonStyle::indent_at(size_t place) const {
    const size_t line_end = place == 0 ? std::string_view::npos : document_.rfind('\n', place - 1);
    size_t begin = line_end == std::string_view::npos ? 0 : line_end + 1;
    begin += document_.substr(begin).starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const size_t end = std::min(document_.find_first_not_of(" \t", begin), place);
    return std::string(document_.substr(begin, end - begin));
}

void JsonStyle::write_key(std::string& to, SpannedJson child) const {
    if (child.span->key_end > child.span->key_begin) {
        to += part(child, child.span->key_begin, child.span->key_end);
        to += ":" + after_colon_;
    }
}

std::string JsonStyle::one_line(SpannedJson value) const {
    const JsonSpan& span = *value.span;
    if (!is_container(*span.node)) {
        return std::string(part(value, span.begin, span.end));
    }
    const bool object = span.node->kind == Kind::object;
    std::string result = object ? "{" : "[";
    const std::string& inside = span.children.empty() ? "" : padding(span.node->kind);
    result += inside;
    for (const JsonSpan& child : span.children) {
        result += &child == &span.children.front() ? "" : "," + after_comma_;
        write_key(result, {value.text, &child});
        result += one_line({value.text, &child});
    }
    return result + inside + (object ? "}" : "]");
}

void JsonStyle::write_value(std::string& to, SpannedJson value, const Place& place) const {
    const JsonSpan& span = *value.span;
    const bool filled = is_container(*span.node) && !span.children.empty();
    if (filled && place.lines == Lines::as_fits && place.model != nullptr &&
        is_alike(*span.node, *place.model->node)) {
        write_like(to, value, place);
        return;
    }
    const std::string line = one_line(value);
    const size_t line_end = to.rfind('\n');
    const size_t column =
        line_end == std::string::npos ? place.start + to.size() : to.size() - line_end - 1;
    if (!filled || place.lines == Lines::one || column + line.size() <= kWidth) {
        to += line;
        return;
    }
    const bool object = span.node->kind == Kind::object;
    const std::string inner = place.indent + unit_;
    to += object ? "{" : "[";
    for (const JsonSpan& child : span.children) {
        to += &child == &span.children.front() ? "" : ",";
        to += newline_ + inner;
        write_key(to, {value.text, &child});
        write_value(to, {value.text, &child}, {nullptr, inner, place.start, Lines::as_fits});
    }
    to += newline_ + place.indent + (object ? "}" : "]");
}

// Every child with the white space that the model has before its child of that key, or before its
// later ones.
void JsonStyle::write_like(std::string& to, SpannedJson value, const Place& place) const {
    const JsonSpan& model = *place.model;
    const bool object = value.span->node->kind == Kind::object;
    const auto before = [&](size_t index) {
        const size_t from =
            index == 0 ? model.begin + 1 : document_.find(',', model.children[index - 1].end) + 1;
        return space(from, model.children[index].key_begin);
    };
    const std::string opening = before(0);
    const std::string later = model.children.size() > 1 ? before(model.children.size() - 1)
                              : has_line_end(opening)   ? opening
                                                        : after_comma_;
    std::string indent = place.indent;
    to += object ? "{" : "[";
    for (const JsonSpan& child : value.span->children) {
        const JsonSpan* like = object ? model.find(child.node->key) : nullptr;
        std::string space_before = later;
        if (&child == &value.span->children.front()) {
            space_before = opening;
        } else {
            to += ",";
            if (like != nullptr && like != &model.children.front()) {
                space_before = before(size_t(like - model.children.data()));
            }
        }
        if (!object) {
            const auto found = std::ranges::find_if(model.children, [&](const JsonSpan& each) {
                return is_alike(*child.node, *each.node);
            });
            like = found != model.children.end() ? &*found : nullptr;
        }
        to += space_before;
        if (has_line_end(space_before)) {
            indent = space_before.substr(newline_.size());
        }
        write_key(to, {value.text, &child});
        write_value(to, {value.text, &child}, {like, indent, place.start, Lines::as_fits});
    }
    to += space(model.children.back().end, model.end - 1);
    to += object ? "}" : "]";
}

std::string JsonStyle::write(SpannedJson value, const JsonSpan* model, const std::string& indent,
                             size_t column, Lines lines) const {
    std::string result;
    write_value(result, value, {model, indent, column, lines});
    return result;
}

}  // namespace pendopo
