#pragma once
// What a cameras.json says, read without asking whether it is right: of somebody's file that may
// hold mistakes elsewhere. Pure. Thread: reentrant.

#include <nlohmann/json.hpp>
#include <string>

namespace pendopo {

// Empty where there is no text.
std::string word_in(const nlohmann::ordered_json& object, const char* key);
// "main": "rtsp://…" or "main": {"url": "rtsp://…"}.
std::string url_in(const nlohmann::ordered_json& camera, const char* key);
// Empty where there is no array.
const nlohmann::ordered_json& list_in(const nlohmann::ordered_json& object, const char* key);
bool group_lists(const nlohmann::ordered_json& group, const std::string& camera);

}  // namespace pendopo
