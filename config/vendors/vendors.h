#pragma once
// Where cameras of the makes that are sold most have their streams: vendors.json, which is part of
// the program. For technicians who know the make and the address of a camera that says nothing of
// itself over ONVIF.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/local_text.h"
#include "config/problems.h"

namespace pendopo {

// Templates have {host} in them, and where the device may have several cameras (a recorder) the
// number of one: {channel} as it is, {channel:02} with two digits, {channel0} counted from 0.
// {user} and {password} stand where the device wants its login in the address; cameras.json has
// them there too, and the login stays in secrets.json.
struct VendorTemplate {
    std::string make;               // "Hikvision"
    std::vector<std::string> also;  // names under which the same devices are sold or found
    std::string main;               // empty: the make has no streams, and the note says so
    std::string sub;                // empty: the make has none
    LocalText note;      // what must be switched on first, which models differ; may be empty
    std::string source;  // address of the document that says so
    bool operator==(const VendorTemplate&) const = default;
};
using Vendors = std::vector<VendorTemplate>;

// `file` is the name used in problems. Makes and their other names are there once, templates are
// addresses that cameras.json takes.
ConfigResult<Vendors> read_vendors(const std::string& file, std::string_view text);

// Those that come with the program, and their JSON text.
Vendors builtin_vendors();
std::string_view builtin_vendors_text();

struct ProposedStreams {
    std::string make;  // as vendors.json spells it
    std::string main;  // empty: the make has no streams, and the note says so
    std::string sub;
    LocalText note;
    bool operator==(const ProposedStreams&) const = default;
};

// The make that `name` means: its name or another of its names, case and punctuation aside, also
// when more stands behind it ("HIKVISION DS-2CD2143"). Null: none.
const VendorTemplate* find_vendor(const Vendors& vendors, std::string_view name);

// Addresses for a camera of that make. `host`: a name or an address, IPv6 with or without brackets;
// `channel` from 1. Nothing: the make is not known, or that is no host or channel.
std::optional<ProposedStreams> propose(const Vendors& vendors, std::string_view make,
                                       std::string_view host, int channel = 1);
std::optional<ProposedStreams> propose(std::string_view make, std::string_view host,
                                       int channel = 1);  // of the built-in ones

}  // namespace pendopo
