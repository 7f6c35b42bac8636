#pragma once
// XML as a stream of events, nothing built: elements without their prefixes, attributes, texts.
// Documents with a DTD are refused, so that no entity can grow. Thread: reentrant.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

using XmlAttributes = std::map<std::string, std::string, std::less<>>;

struct XmlHandler {
    // `name` without prefix. False: nothing more is wanted, the end is good.
    std::function<bool(std::string_view name, const XmlAttributes& attributes)> begin;
    std::function<bool(std::string_view name)> end;
    std::function<void(std::string_view text)> text;  // perhaps in pieces
};

// Errors: invalid (no XML, a DTD), exhausted (deeper than 100 elements).
Result<void> read_xml(std::string_view document, const XmlHandler& handler);

// The attribute, or nothing.
std::string_view attribute(const XmlAttributes& attributes, std::string_view name);

}  // namespace pendopo
