#pragma once
// A file of figures that somebody sends: whether it is one, a name that is safe, and what data.json
// might say of it. Pure.

#include <set>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pendopo {

// "C:\Unduhan\Realisasi APBD (Okt).xlsx" becomes "Realisasi-APBD-Okt.xlsx". Errors: invalid (no
// ending that sources have, or nothing left of the name).
Result<std::string> safe_upload_name(std::string_view name);

// Whether the bytes are what the name's ending says. Errors: invalid.
Result<void> check_upload(const std::string& name, std::string_view bytes);

// A source for data.json, JSON: its id, name and file. `file`: its path from data.json's folder;
// `taken`: ids that other sources have.
std::string proposed_source(const std::string& file, const std::set<std::string>& taken);

}  // namespace pendopo
