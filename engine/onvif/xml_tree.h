#pragma once
// XML from strangers as a small tree, read by libxml2 within limits: no DTD and so no entities of
// the sender's own, no files, no network. Prefixes are gone, since devices choose them as they
// like; the name spaces stay. Thread: reentrant.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace pendopo {

struct XmlElement {
    std::string name;        // without its prefix
    std::string name_space;  // "http://www.onvif.org/ver10/schema"
    std::string text;        // its own, without that of its children, trimmed
    std::vector<std::pair<std::string, std::string>> attributes;  // without prefixes
    std::vector<XmlElement> children;

    // The first child of that name in any name space, or null.
    const XmlElement* child(std::string_view wanted) const;
    // Down a path: find({"Body", "Fault"}). Null when a step is missing.
    const XmlElement* find(std::initializer_list<std::string_view> path) const;
    // The text at the end of a path; empty when it is not there.
    std::string text_at(std::initializer_list<std::string_view> path) const;
    std::string attribute(std::string_view wanted) const;  // empty: it is not there
    // All children of that name.
    std::vector<const XmlElement*> all(std::string_view wanted) const;
    // The first element of that name below, at any depth, or null.
    const XmlElement* below(std::string_view wanted) const;
};

struct XmlLimits {
    size_t bytes = size_t{1} << 20;
    size_t depth = 32;         // the deepest ONVIF answer has 12
    size_t elements = 20'000;  // a recorder with 128 profiles sends 9,000
};

// Errors: invalid (no XML, with line and reason; a DTD), exhausted (beyond the limits).
Result<XmlElement> read_xml_tree(std::string_view text, const XmlLimits& limits = {});

// Text for between tags and inside attributes. What XML cannot carry at all becomes '?'.
std::string xml_escaped(std::string_view text);

}  // namespace pendopo
