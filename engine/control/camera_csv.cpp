#include "engine/control/camera_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "config/address_logins.h"
#include "config/edit/json_edit.h"
#include "config/in_both.h"
#include "config/json_reader.h"
#include "config/problems.h"
#include "engine/control/camera_json.h"
#include "engine/control/camera_rows.h"
#include "engine/control/csv_text.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// An address with a login in it went out without: it comes in as no change.
bool has_already(const Json& camera, const std::string& key, const Json& value) {
    if (key == "main" || key == "sub") {
        const std::string url = url_in(camera, key.c_str());
        return !url.empty() && (url == value || login_apart(url).url == value);
    }
    return camera.contains(key) && camera[key] == value;
}

std::pair<int, int> in_order(const CameraImport::Problem& problem) {
    return {problem.line, problem.column};
}

std::string text_of(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// As people write it in one line: { "id": "x", "cameras": ["a", "b"] }.
std::string spaced(const Json& value) {
    if (!value.is_structured()) {
        return text_of(value);
    }
    std::string out;
    for (const auto& [key, each] : value.items()) {
        out += out.empty() ? "" : ", ";
        out += value.is_object() ? text_of(key) + ": " : "";
        out += spaced(each);
    }
    return value.is_array() ? "[" + out + "]" : "{ " + out + " }";
}

// One reading of a table against one cameras.json.
class Import {
  public:
    Import(std::string_view cameras, const std::vector<std::string>& logins)
        : text_(cameras), document_(Json::parse(without_mark(cameras), nullptr, false)) {
        known_logins_.insert(logins.begin(), logins.end());
        if (!document_.is_object()) {
            return;
        }
        size_t at = 0;
        for (const Json& camera : list_in(document_, "cameras")) {
            places_.emplace(camera.is_object() ? word_in(camera, "id") : "", at++);
        }
        at = 0;
        for (const Json& each : list_in(document_, "groups")) {
            if (each.is_object()) {
                groups_.push_back({word_in(each, "id"), word_in(each, "name"), at, {}, {}});
            }
            ++at;
        }
    }

    CameraImport read(std::string_view csv) {
        if (!document_.is_object()) {
            add_problem(0, 0,
                        {"cameras.json bukan objek JSON; perbaiki dulu",
                         "cameras.json is no JSON object; mend it first"});
            return std::move(result_);
        }
        for (CameraRow& row : rows_.read(csv)) {
            take(std::move(row));
        }
        change_groups();
        finish();
        return std::move(result_);
    }

  private:
    struct Group {
        std::string id;
        std::string name;
        std::optional<size_t> place;  // in the file; nothing: a new one
        std::vector<std::string> comes;
        std::set<std::string> goes;
    };

    void add_problem(int line, int column, LocalText text) {
        result_.problems.push_back({line, column, std::move(text)});
    }

    // Its own, or one from its name that nobody has.
    std::string id_of(const CameraRow& row) {
        std::string made = row.id.empty() ? id_from(row.name) : row.id;
        if (made.empty()) {
            rows_.refuse(row.line, CameraColumn::id,
                         {"tidak ada id, dan tidak ada nama untuk dijadikan id",
                          "no id, and no name to make one from"});
        }
        const std::string base = made;
        for (int i = 2; row.id.empty() && (places_.contains(made) || seen_.contains(made)); ++i) {
            made = fmt::format("{}-{}", base.substr(0, 60), i);
        }
        return made;
    }

    void take(CameraRow row) {
        const std::string its_id = id_of(row);
        if (its_id.empty()) {
            return;
        }
        if (!seen_.emplace(its_id, row.line).second) {
            rows_.refuse(row.line, CameraColumn::id,
                         in_both("\"{}\" sudah ada di baris {}", "\"{}\" stands in line {} already",
                                 its_id, seen_[its_id]));
            return;
        }
        if (!row.good) {
            return;
        }
        const auto place = places_.find(its_id);
        const Json* old = place == places_.end() ? nullptr : &document_["cameras"][place->second];
        if (old == nullptr && !row.says_main) {
            rows_.refuse(row.line, CameraColumn::main,
                         in_both("\"{}\" kamera baru dan memerlukan alamat, rtsp://…",
                                 "\"{}\" is new and needs an address, rtsp://…", its_id));
            return;
        }
        take_login(row, its_id, old);
        const bool grouped = take_groups(row, its_id);
        if (old == nullptr) {
            Json camera = {{"id", its_id}};
            for (const auto& [key, value] : row.values.items()) {
                if (!value.is_null()) {
                    camera[key] = value;
                }
            }
            new_cameras_.push_back(std::move(camera));
            result_.added.push_back(its_id);
        } else if (change(*old, "/cameras/" + std::to_string(place->second), row.values) ||
                   grouped) {
            result_.changed.push_back(its_id);
        }
    }

    // Of a user and a password only that a login is needed, and a name for it that is free: who has
    // the same ones shares it.
    void take_login(CameraRow& row, const std::string& its_id, const Json* old) {
        const bool has_one =
            row.values.contains("login") || (old != nullptr && !word_in(*old, "login").empty());
        if (row.user.empty() || has_one) {
            return;
        }
        std::string& made = made_logins_[{row.user, row.password}];
        if (made.empty()) {
            const std::string base = id_from(row.user).empty() ? its_id : id_from(row.user);
            made = base;
            for (int i = 2; known_logins_.contains(made); ++i) {
                made = fmt::format("{}-{}", base.substr(0, 60), i);
            }
            known_logins_.insert(made);
            new_logins_.insert(made);
        }
        row.values["login"] = made;
    }

    bool change(const Json& old, const std::string& pointer, const Json& values) {
        const size_t before = changes_.size();
        for (const auto& [key, value] : values.items()) {
            const std::string at = pointer + "/" + key;
            const bool there = old.contains(key);
            const bool stream = there && old[key].is_object();
            if (value.is_null()) {
                if (there) {
                    changes_.push_back({JsonChange::Op::remove, at, ""});
                }
            } else if (!has_already(old, key, value)) {
                changes_.push_back(
                    {JsonChange::Op::add, stream ? at + "/url" : at, text_of(value)});
            }
        }
        return changes_.size() > before;
    }

    // Whether it changes a group.
    bool take_groups(const CameraRow& row, const std::string& its_id) {
        if (!row.groups) {
            return false;
        }
        std::set<std::string> wanted;
        for (const std::string& word : *row.groups) {
            const std::string found = group_named(word);
            if (found.empty()) {
                rows_.refuse(
                    row.line, CameraColumn::group,
                    in_both("{}: nama grup ini tidak dapat dijadikan id",
                            "{}: no id can be made of this group's name", in_quotes(word)));
                return false;
            }
            wanted.insert(found);
        }
        bool changes = false;
        for (Group& each : groups_) {
            const bool in = each.place && group_lists(document_["groups"][*each.place], its_id);
            if (wanted.contains(each.id) && !in) {
                each.comes.push_back(its_id);
                changes = true;
            } else if (!wanted.contains(each.id) && in) {
                each.goes.insert(its_id);
                changes = true;
            }
        }
        return changes;
    }

    // By id or name; made where there is none.
    std::string group_named(const std::string& word) {
        for (const Group& each : groups_) {
            if (each.id == word || lower(each.name) == lower(word)) {
                return each.id;
            }
        }
        const std::string made = is_id(word) ? word : id_from(word);
        if (!made.empty() && std::ranges::find(groups_, made, &Group::id) == groups_.end()) {
            groups_.push_back({made, word, std::nullopt, {}, {}});
        }
        return made;
    }

    void change_groups() {
        Json made = Json::array();
        for (const Group& each : groups_) {
            if (!each.place) {
                made.push_back({{"id", each.id}, {"name", each.name}, {"cameras", each.comes}});
                continue;
            }
            if (each.comes.empty() && each.goes.empty()) {
                continue;
            }
            const std::string at = "/groups/" + std::to_string(*each.place) + "/cameras";
            const Json& cameras = list_in(document_["groups"][*each.place], "cameras");
            for (size_t i = cameras.size(); i-- > 0;) {  // from behind: places before stay
                if (cameras[i].is_string() && each.goes.contains(cameras[i].get<std::string>())) {
                    changes_.push_back({JsonChange::Op::remove, at + "/" + std::to_string(i), ""});
                }
            }
            for (const std::string& camera : each.comes) {
                changes_.push_back({JsonChange::Op::add, at + "/-", text_of(camera)});
            }
        }
        add_all("cameras", new_cameras_);
        add_all("groups", made);
    }

    void add_all(const std::string& key, const Json& values) {
        if (values.empty()) {
            return;
        }
        if (!document_.contains(key)) {
            changes_.push_back({JsonChange::Op::add, "/" + key, spaced(values)});
            return;
        }
        for (const Json& each : values) {
            changes_.push_back({JsonChange::Op::add, "/" + key + "/-", spaced(each)});
        }
    }

    void finish() {
        if (!result_.problems.empty()) {
            std::ranges::stable_sort(result_.problems, {}, in_order);
            result_.added.clear();
            result_.changed.clear();
            return;
        }
        std::string text(text_);
        for (size_t at = 0; at < changes_.size(); at += kMostJsonChanges) {
            const size_t count = std::min(kMostJsonChanges, changes_.size() - at);
            auto edited = edit_json(text, std::span(changes_).subspan(at, count));
            if (!edited) {
                add_problem(0, 0, {"", "cameras.json: " + edited.error().message()});
                return;
            }
            text = std::move(*edited);
        }
        result_.logins = missing_logins(text);
        result_.text = std::move(text);
    }

    std::vector<std::string> missing_logins(const std::string& text) const {
        std::set<std::string> missing;
        const Json document = Json::parse(without_mark(text), nullptr, false);
        for (const Json& camera : list_in(document, "cameras")) {
            const std::string used = camera.is_object() ? word_in(camera, "login") : "";
            if (!used.empty() && (!known_logins_.contains(used) || new_logins_.contains(used))) {
                missing.insert(used);
            }
        }
        return {missing.begin(), missing.end()};
    }

    std::string_view text_;
    Json document_;
    std::map<std::string, size_t> places_;  // of cameras, by id
    std::vector<Group> groups_;
    std::set<std::string> known_logins_;
    std::set<std::string> new_logins_;
    std::map<std::pair<std::string, std::string>, std::string> made_logins_;  // never leaves
    std::map<std::string, int> seen_;  // ids, and in which line
    Json new_cameras_ = Json::array();
    std::vector<JsonChange> changes_;
    CameraImport result_;
    CameraRows rows_{result_.problems};
};

}  // namespace

CameraImport read_camera_csv(std::string_view csv, std::string_view cameras,
                             const std::string& revision, const std::vector<std::string>& logins) {
    CameraImport result = Import(cameras, logins).read(csv);
    result.revision = revision;
    return result;
}

}  // namespace pendopo
