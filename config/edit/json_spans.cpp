#include "config/edit/json_spans.h"

#include "engine/base/check.h"

namespace pendopo {
namespace {

// Walks text and tree together. The text is known to be valid, so only its ends are looked for;
// no deeper than JsonLimits::depth.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {
        at_ = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    }

    JsonSpan value(const JsonNode& node) {
        JsonSpan span;
        span.node = &node;
        to_token();
        span.key_begin = span.key_end = span.begin = at_;
        const bool object = node.kind == JsonNode::Kind::object;
        if (object || node.kind == JsonNode::Kind::array) {
            ++at_;
            span.children.reserve(node.children.size());
            for (const JsonNode& child : node.children) {
                to_token();
                const size_t key_begin = at_;
                if (object) {
                    over_string();
                }
                const size_t key_end = at_;
                span.children.push_back(value(child));
                if (object) {
                    span.children.back().key_begin = key_begin;
                    span.children.back().key_end = key_end;
                }
            }
            to_token();
            ++at_;
        } else if (node.kind == JsonNode::Kind::string) {
            over_string();
        } else {
            at_ = std::min(text_.find_first_of(" \t\r\n,]}", at_), text_.size());
        }
        CHECK(at_ <= text_.size());
        span.end = at_;
        return span;
    }

  private:
    void to_token() { at_ = std::min(text_.find_first_not_of(" \t\r\n,:", at_), text_.size()); }
    void over_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            at_ += text_[at_] == '\\' ? 1 : 0;
        }
        ++at_;
    }

    std::string_view text_;
    size_t at_ = 0;
};

}  // namespace

const JsonSpan* JsonSpan::find(std::string_view key) const {
    for (const JsonSpan& child : children) {
        if (node->kind == JsonNode::Kind::object && child.node->key == key) {
            return &child;
        }
    }
    return nullptr;
}

JsonSpan find_spans(std::string_view text, const JsonNode& root) {
    return Scanner(text).value(root);
}

}  // namespace pendopo
