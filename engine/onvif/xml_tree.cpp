#include "engine/onvif/xml_tree.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace pendopo {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

std::string trimmed(const std::string& text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const size_t first = text.find_first_not_of(kSpace);
    return first == text.npos ? "" : text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// What the events of one document are told to. They come from C: nothing here throws but bad_alloc,
// which ends the program.
class TreeBuilder {
  public:
    TreeBuilder(xmlParserCtxt* parser, const XmlLimits& limits)
        : parser_(parser), limits_(limits) {}

    void begin(XmlElement element) {
        if (path_.size() >= limits_.depth) {
            return stop(
                {ErrorCode::exhausted, fmt::format("XML: deeper than {} elements", limits_.depth)});
        }
        if (++elements_ > limits_.elements) {
            return stop({ErrorCode::exhausted,
                         fmt::format("XML: more than {} elements", limits_.elements)});
        }
        path_.push_back(std::move(element));
    }
    void end() {
        if (path_.empty()) {
            return;
        }
        XmlElement done = std::move(path_.back());
        path_.pop_back();
        done.text = trimmed(done.text);
        if (path_.empty()) {
            root_ = std::move(done);
            complete_ = true;
        } else {
            path_.back().children.push_back(std::move(done));
        }
    }
    void text(std::string_view more) {
        if (!path_.empty()) {
            path_.back().text += more;
        }
    }
    void stop(Error why) {
        if (!error_) {
            error_ = std::make_unique<Error>(std::move(why));
        }
        xmlStopParser(parser_);
    }

    Result<XmlElement> take() {
        if (error_) {
            return fail(*error_);
        }
        if (!complete_) {
            return fail(ErrorCode::invalid, "XML: the document ends too early");
        }
        return std::move(root_);
    }

  private:
    xmlParserCtxt* parser_;
    const XmlLimits& limits_;
    std::vector<XmlElement> path_;
    XmlElement root_;
    size_t elements_ = 0;
    bool complete_ = false;
    std::unique_ptr<Error> error_;
};

TreeBuilder& builder_of(void* context) {
    return *static_cast<TreeBuilder*>(static_cast<xmlParserCtxt*>(context)->_private);
}

void start_element(void* context, const xmlChar* name, const xmlChar* /*prefix*/,
                   const xmlChar* name_space, int /*count*/, const xmlChar** /*declared*/,
                   int attribute_count, int /*defaulted*/, const xmlChar** attributes) {
    XmlElement element;
    element.name = view(name);
    element.name_space = view(name_space);
    constexpr int kFields = 5;  // name, prefix, name space, begin and end of the value
    for (int i = 0; i < attribute_count; ++i) {
        const xmlChar** each = attributes + i * kFields;
        element.attributes.emplace_back(view(each[0]),
                                        std::string(reinterpret_cast<const char*>(each[3]),
                                                    static_cast<size_t>(each[4] - each[3])));
    }
    builder_of(context).begin(std::move(element));
}

void end_element(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    builder_of(context).end();
}

void characters(void* context, const xmlChar* text, int size) {
    builder_of(context).text(
        {reinterpret_cast<const char*>(text), static_cast<size_t>(std::max(size, 0))});
}

void document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    builder_of(context).stop({ErrorCode::invalid, "XML: a DTD, which no device needs; refused"});
}

// &lt; and its like; there are no others without a DTD.
xmlEntityPtr predefined_entity(void* /*context*/, const xmlChar* name) {
    return xmlGetPredefinedEntity(name);
}

void reported(void* context, xmlErrorPtr error) {
    if (error != nullptr && error->level >= XML_ERR_ERROR) {
        builder_of(context).stop(
            {ErrorCode::invalid,
             fmt::format("XML: line {}: {}", error->line,
                         trimmed(error->message == nullptr ? "" : error->message))});
    }
}

xmlParserInputPtr no_external_entity(void*, const xmlChar*, const xmlChar*) {
    return nullptr;
}

}  // namespace

const XmlElement* XmlElement::child(std::string_view wanted) const {
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const XmlElement& each) { return each.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

const XmlElement* XmlElement::find(std::initializer_list<std::string_view> path) const {
    const XmlElement* at = this;
    for (const std::string_view step : path) {
        at = at->child(step);
        if (at == nullptr) {
            return nullptr;
        }
    }
    return at;
}

std::string XmlElement::text_at(std::initializer_list<std::string_view> path) const {
    const XmlElement* found = find(path);
    return found == nullptr ? "" : found->text;
}

std::string XmlElement::attribute(std::string_view wanted) const {
    for (const auto& [key, value] : attributes) {
        if (key == wanted) {
            return value;
        }
    }
    return "";
}

std::vector<const XmlElement*> XmlElement::all(std::string_view wanted) const {
    std::vector<const XmlElement*> found;
    for (const XmlElement& each : children) {
        if (each.name == wanted) {
            found.push_back(&each);
        }
    }
    return found;
}

const XmlElement* XmlElement::below(std::string_view wanted) const {
    for (const XmlElement& each : children) {
        if (each.name == wanted) {
            return &each;
        }
        if (const XmlElement* found = each.below(wanted)) {
            return found;
        }
    }
    return nullptr;
}

Result<XmlElement> read_xml_tree(std::string_view text, const XmlLimits& limits) {
    if (text.size() > limits.bytes) {
        return fail(ErrorCode::exhausted, fmt::format("XML: more than {} bytes", limits.bytes));
    }
    // A stray zero, space or line before the declaration is common; a parser may not take it.
    const size_t first = text.find('<');
    if (first == text.npos) {
        return fail(ErrorCode::invalid, "XML: there is no element");
    }
    text.remove_prefix(first);
    while (text.back() == '\0') {
        text.remove_suffix(1);
    }
    using Parser = std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)>;
    const Parser parser(xmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size())),
                        xmlFreeParserCtxt);
    if (!parser) {
        return fail(ErrorCode::io, "XML: the parser cannot be made");
    }
    // NOENT: "&amp;" in an attribute becomes "&" and not "&#38;"; there are no entities but these.
    xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOENT);
    TreeBuilder builder(parser.get(), limits);
    parser->_private = &builder;
    xmlSAXHandler events{};
    events.initialized = XML_SAX2_MAGIC;
    events.startElementNs = start_element;
    events.endElementNs = end_element;
    events.characters = characters;
    events.cdataBlock = characters;
    events.internalSubset = document_type;
    events.getEntity = predefined_entity;
    events.resolveEntity = no_external_entity;
    events.serror = reported;
    *parser->sax = events;
    xmlParseDocument(parser.get());
    return builder.take();
}

std::string xml_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\t':
            case '\n':
            case '\r':
                out += fmt::format("&#{};", static_cast<int>(c));
                break;
            default:
                out += static_cast<unsigned char>(c) < ' ' ? '?' : c;
        }
    }
    return out;
}

}  // namespace pendopo
