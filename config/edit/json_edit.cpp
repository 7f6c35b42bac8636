#include "config/edit/json_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "config/edit/json_style.h"

namespace pendopo {
namespace {

using Kind = JsonNode::Kind;
using Lines = JsonStyle::Lines;

// A parsed text with its spans. Moves with its tree; the text outlives it.
struct Parsed {
    JsonDocument document;
    JsonSpan root;
};

// Keys are not quoted: the text may be secrets.json.
Result<Parsed> parse(std::string_view what, std::string_view text) {
    auto document = parse_json("", text, {}, Quoting::nothing);
    if (!document) {
        const Problem& first = document.error().front();
        return fail(ErrorCode::invalid, first.line > 0
                                            ? fmt::format("{}: {}:{}: {}", what, first.line,
                                                          first.column, first.text.en)
                                            : fmt::format("{}: {}", what, first.text.en));
    }
    JsonSpan root = find_spans(text, document->root());
    return Parsed{std::move(*document), std::move(root)};
}

Result<std::vector<std::string>> words_of(const std::string& pointer) {
    std::vector<std::string> words;
    if (!pointer.empty() && pointer.front() != '/') {
        return fail(
            ErrorCode::invalid,
            fmt::format("\"{}\": no JSON pointer; expected one like /displays/0/id", pointer));
    }
    for (size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            words.emplace_back();
        } else if (pointer[i] != '~') {
            words.back() += pointer[i];
        } else if (const char next = i + 1 < pointer.size() ? pointer[++i] : '\0';
                   next == '0' || next == '1') {
            words.back() += next == '0' ? '~' : '/';
        } else {
            return fail(
                ErrorCode::invalid,
                fmt::format("\"{}\": no JSON pointer; expected ~0 for ~ and ~1 for /", pointer));
        }
    }
    return words;
}

// "0", "12"; nothing for "-", "01" and words.
std::optional<size_t> index_of(const std::string& word) {
    size_t index = 0;
    const char* end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, index);
    const bool whole = error == std::errc{} && stop == end && (word[0] != '0' || word.size() == 1);
    return whole ? std::optional(index) : std::nullopt;
}

std::string what_is_there(const JsonSpan& parent) {
    return parent.node->kind == Kind::array
               ? fmt::format("the array there has {} values", parent.children.size())
           : parent.node->kind == Kind::object ? "the object there has no such key"
                                               : "there is no object or array";
}

tl::unexpected<Error> leads_nowhere(const std::string& pointer, const JsonSpan& parent) {
    return fail(ErrorCode::not_found, fmt::format("\"{}\" leads to nothing: {}; read the file anew",
                                                  pointer, what_is_there(parent)));
}

const JsonSpan* child_of(const JsonSpan& parent, const std::string& word) {
    if (parent.node->kind == Kind::array) {
        const auto index = index_of(word);
        return index && *index < parent.children.size() ? &parent.children[*index] : nullptr;
    }
    return parent.find(word);
}

bool equal(const JsonNode& a, const JsonNode& b) {
    if (a.kind != b.kind || a.children.size() != b.children.size()) {
        return false;
    }
    for (size_t i = 0; i < a.children.size(); ++i) {
        const JsonNode* other = a.kind == Kind::object ? b.find(a.children[i].key) : &b.children[i];
        if (other == nullptr || !equal(a.children[i], *other)) {
            return false;
        }
    }
    return a.boolean == b.boolean && a.integer == b.integer && a.number == b.number &&
           a.string == b.string;
}

// One change of one text.
class Edit {
  public:
    Edit(std::string_view text, const JsonSpan& root)
        : text_(text), root_(root), style_({text, &root}) {}

    Result<std::string> apply(const JsonChange& change) const;

  private:
    std::string replaced(size_t begin, size_t end, std::string_view by) const {
        std::string result(text_.substr(0, begin));
        result += by;
        return result += text_.substr(end);
    }
    bool is_one_line(const JsonSpan& container) const {
        return !container.children.empty() &&
               text_.substr(container.begin, container.end - container.begin).find('\n') ==
                   std::string_view::npos;
    }
    size_t column_of(size_t place) const {
        const size_t line_end = place == 0 ? std::string_view::npos : text_.rfind('\n', place - 1);
        return line_end == std::string_view::npos ? place : place - line_end - 1;
    }
    std::string replace(const JsonSpan& old, const JsonSpan* parent, SpannedJson value) const;
    std::string remove(const JsonSpan& parent, size_t index) const;
    std::string add(const JsonSpan& parent, const JsonSpan* container_of_parent, size_t index,
                    const std::string* key, SpannedJson value) const;
    std::string add_first(const JsonSpan& parent, const JsonSpan* container_of_parent,
                          const std::string& key, SpannedJson value) const;

    std::string_view text_;
    const JsonSpan& root_;
    JsonStyle style_;
};

// Key and colon of a new member; empty in an array.
std::string key_text(const std::string* key, const JsonStyle& style) {
    return key == nullptr ? "" : json_string(*key) + ":" + style.after_colon();
}

// The child whose layout a new one at `index` takes: the nearest that is alike, those before it
// first.
const JsonSpan* model_for(const JsonSpan& parent, size_t index, const JsonNode& value) {
    for (size_t i = std::min(index, parent.children.size()); i > 0; --i) {
        if (is_alike(value, *parent.children[i - 1].node)) {
            return &parent.children[i - 1];
        }
    }
    for (size_t i = index; i < parent.children.size(); ++i) {
        if (is_alike(value, *parent.children[i].node)) {
            return &parent.children[i];
        }
    }
    return nullptr;
}

std::string Edit::replace(const JsonSpan& old, const JsonSpan* parent, SpannedJson value) const {
    if (equal(*old.node, *value.span->node)) {
        return std::string(text_);
    }
    const bool same_kind = old.node->kind == value.span->node->kind && !old.children.empty();
    const JsonSpan* model =
        same_kind || parent == nullptr ? &old : model_for(*parent, 0, *value.span->node);
    const Lines lines =
        (same_kind && is_one_line(old)) || (parent != nullptr && is_one_line(*parent))
            ? Lines::one
            : Lines::as_fits;
    return replaced(
        old.begin, old.end,
        style_.write(value, model, style_.indent_at(old.begin), column_of(old.begin), lines));
}

std::string Edit::remove(const JsonSpan& parent, size_t index) const {
    if (parent.children.size() == 1) {
        return replaced(parent.begin + 1, parent.end - 1, "");
    }
    return index == 0 ? replaced(parent.children[0].key_begin, parent.children[1].key_begin, "")
                      : replaced(parent.children[index - 1].end, parent.children[index].end, "");
}

// Into an empty container: on lines of its own where that is what its surroundings do and the value
// is more than a word.
std::string Edit::add_first(const JsonSpan& parent, const JsonSpan* container_of_parent,
                            const std::string& key, SpannedJson value) const {
    const bool root = &parent == &root_;
    const bool in_line = container_of_parent != nullptr && is_one_line(*container_of_parent);
    const bool open = root || (!in_line && is_container(*value.span->node));
    const size_t begin = parent.begin + 1;
    const size_t end = parent.end - 1;
    const std::string indent = style_.indent_at(parent.begin);
    if (open || text_.substr(begin, end - begin).find('\n') != std::string_view::npos) {
        const std::string inner = indent + style_.unit();
        return replaced(
            begin, end,
            style_.newline() + inner + key +
                style_.write(value, nullptr, inner, inner.size() + key.size(), Lines::as_fits) +
                style_.newline() + indent);
    }
    const std::string& padding = style_.padding(parent.node->kind);
    return replaced(begin, end,
                    padding + key + style_.write(value, nullptr, indent, 0, Lines::one) + padding);
}

std::string Edit::add(const JsonSpan& parent, const JsonSpan* container_of_parent, size_t index,
                      const std::string* key, SpannedJson value) const {
    const std::string name = key_text(key, style_);
    const auto& children = parent.children;
    if (children.empty()) {
        return add_first(parent, container_of_parent, name, value);
    }
    // The white space between the neighbours here, or else what stands before the only one.
    const size_t neighbour = std::min(index, children.size() - 1);
    const size_t second = neighbour > 0 ? neighbour : 1;
    std::string between = style_.space(parent.begin + 1, children[0].key_begin);
    if (children.size() > 1) {
        const size_t comma = text_.find(',', children[second - 1].end);
        between = style_.space(comma + 1, children[second].key_begin);
    } else if (between.find('\n') == std::string::npos) {
        between = style_.after_comma();
    }
    const bool own_line = between.find('\n') != std::string::npos;
    const std::string indent = own_line ? between.substr(between.find('\n') + 1)
                                        : style_.indent_at(children[neighbour].key_begin);
    const size_t place =
        index < children.size() ? children[index].key_begin : children.back().end + 1;
    const std::string written =
        name + style_.write(value, model_for(parent, index, *value.span->node), indent,
                            (own_line ? indent.size() : column_of(place)) + name.size(),
                            is_one_line(parent) ? Lines::one : Lines::as_fits);
    return index < children.size()
               ? replaced(children[index].key_begin, children[index].key_begin,
                          written + "," + between)
               : replaced(children.back().end, children.back().end, "," + between + written);
}

Result<std::string> Edit::apply(const JsonChange& change) const {
    auto words = words_of(change.pointer);
    if (!words) {
        return fail(words.error());
    }
    const bool remove_it = change.op == JsonChange::Op::remove;
    if (remove_it && words->empty()) {
        return fail(ErrorCode::invalid,
                    "\"\": the document as a whole cannot be removed; remove the file");
    }
    JsonSpan value_root;
    std::optional<Parsed> value;
    if (!remove_it) {
        auto parsed = parse(fmt::format("\"{}\": the new value", change.pointer), change.value);
        if (!parsed) {
            return fail(parsed.error());
        }
        value.emplace(std::move(*parsed));
    }
    const SpannedJson spanned{change.value, value ? &value->root : nullptr};
    if (words->empty()) {
        return replace(root_, nullptr, spanned);
    }
    const std::string last = std::move(words->back());
    words->pop_back();
    const JsonSpan* container_of_parent = nullptr;
    const JsonSpan* parent = &root_;
    for (const std::string& word : *words) {
        const JsonSpan* next = child_of(*parent, word);
        if (next == nullptr) {
            return leads_nowhere(change.pointer, *parent);
        }
        container_of_parent = std::exchange(parent, next);
    }
    const JsonSpan* there = child_of(*parent, last);
    const bool array = parent->node->kind == Kind::array;
    if (change.op == JsonChange::Op::add && array) {
        const auto index = last == "-" ? parent->children.size() : index_of(last);
        if (!index || *index > parent->children.size()) {
            return leads_nowhere(change.pointer, *parent);
        }
        return add(*parent, container_of_parent, *index, nullptr, spanned);
    }
    if (change.op == JsonChange::Op::add && there == nullptr &&
        parent->node->kind == Kind::object) {
        return add(*parent, container_of_parent, parent->children.size(), &last, spanned);
    }
    if (there == nullptr) {
        return leads_nowhere(change.pointer, *parent);
    }
    return remove_it ? remove(*parent, size_t(there - parent->children.data()))
                     : replace(*there, parent, spanned);
}

}  // namespace

Result<std::string> edit_json(std::string_view text, std::span<const JsonChange> changes) {
    if (changes.size() > kMostJsonChanges) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{} changes at once; at most {} are made; give the whole text",
                                changes.size(), kMostJsonChanges));
    }
    std::string result(text);
    auto parsed = parse("the text", result);
    for (const JsonChange& change : changes) {
        if (!parsed) {
            break;
        }
        auto next = Edit(result, parsed->root).apply(change);
        if (!next) {
            return fail(next.error());
        }
        result = std::move(*next);
        parsed = parse("the text after the changes", result);
    }
    if (!parsed) {
        return fail(parsed.error());
    }
    return result;
}

}  // namespace pendopo
