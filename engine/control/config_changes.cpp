#include "engine/control/config_changes.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "config/json_reader.h"
#include "engine/control/api_answer.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

// A file of 4 MiB in a string, every line end of it escaped.
constexpr JsonLimits kLimits{size_t{8} << 20, 80, 400'000, size_t{8} << 20, 256};
constexpr size_t kMostNamed = 10;

const Words<JsonChange::Op> kOps{{"add", JsonChange::Op::add},
                                 {"replace", JsonChange::Op::replace},
                                 {"remove", JsonChange::Op::remove}};

// `raw`: the same place, for values as they were sent.
JsonChange read_change(const JsonNode& node, const Json& raw, Problems& problems) {
    ObjectReader reader(node, problems);
    JsonChange change;
    if (!reader.has("op")) {
        reader.required_string("op");
    }
    change.op = reader.enumeration("op", kOps, JsonChange::Op::add);
    if (!reader.has("pointer")) {
        reader.required_string("pointer");
    }
    change.pointer = reader.string("pointer");
    if (reader.has("value") != (change.op != JsonChange::Op::remove)) {
        problems.add_in_english(node, change.op == JsonChange::Op::remove
                                          ? "\"value\": remove takes none"
                                          : "\"value\" is missing; add and replace need one");
    } else if (reader.has("value")) {
        change.value = raw["value"].dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    reader.finish();
    return change;
}

FileChange read_file_change(const JsonNode& node, const Json& raw, Problems& problems) {
    ObjectReader reader(node, problems);
    FileChange change;
    change.file = reader.required_string("file");
    change.revision = reader.string("revision");
    if (const JsonNode* text = reader.find("text")) {
        change.text = read_string(*text, problems);
    }
    size_t at = 0;
    reader.array("changes", [&](const JsonNode& each) {
        change.changes.push_back(read_change(each, raw["changes"][at++], problems));
    });
    change.remove = reader.boolean("remove", false);
    const int said =
        (reader.has("text") ? 1 : 0) + (reader.has("changes") ? 1 : 0) + (change.remove ? 1 : 0);
    if (said != 1) {
        problems.add_in_english(node, "expected one of \"text\", \"changes\" and \"remove\": true");
    }
    reader.finish();
    return change;
}

std::string text_of(const Json& value) {
    return value.empty() ? std::string()
                         : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

HttpResponse with_parts(int status, const Error& error, const Json& parts) {
    Json document = {{"error", {{"code", to_string(error.code())}, {"message", error.message()}}}};
    document.update(parts);
    HttpResponse response = good(json_line(document));
    response.status = status;
    return response;
}

}  // namespace

Result<std::vector<FileChange>> read_file_changes(std::string_view body) {
    const auto document = parse_json("body", body, kLimits, Quoting::nothing);
    if (!document) {
        return fail(body_error(document.error()));
    }
    const Json raw = Json::parse(body, nullptr, false);
    Problems problems("body", Quoting::nothing);
    ObjectReader reader(document->root(), problems);
    std::vector<FileChange> changes;
    reader.required_array("changes", [&](const JsonNode& node) {
        if (changes.size() == kMostChangedFiles) {
            problems.add_in_english(node,
                                    fmt::format("more than {} files at once", kMostChangedFiles));
        }
        if (changes.size() < kMostChangedFiles && !problems.full()) {
            changes.push_back(read_file_change(node, raw["changes"][changes.size()], problems));
        }
    });
    reader.finish();
    if (problems.empty() && changes.empty()) {
        problems.add_in_english(document->root(),
                                "\"changes\": got an empty array; expected a file at least");
    }
    if (!problems.empty()) {
        return fail(body_error(problems.take()));
    }
    return changes;
}

Json problems_document(const ProblemList& problems) {
    Json array = Json::array();
    for (const Problem& problem : problems) {
        array.push_back({{"file", problem.file},
                         {"line", problem.line},
                         {"column", problem.column},
                         {"pointer", problem.pointer},
                         {"text", problem.text.in("en")},
                         {"text_id", problem.text.in("id")}});
    }
    return array;
}

HttpResponse save_error_response(const SaveError& error) {
    if (error.error.code() == ErrorCode::conflict) {
        const Json current = error.current ? Json{{"revision", error.current->revision},
                                                  {"text", error.current->text}}
                                           : Json();
        return with_parts(409, error.error, {{"file", error.file}, {"current", current}});
    }
    return draft_error_response({error.error, error.problems});
}

HttpResponse draft_error_response(const DraftError& error) {
    return error.problems.empty()
               ? error_response(error.error)
               : with_parts(422, error.error, {{"problems", problems_document(error.problems)}});
}

SavedBrief brief_of(const std::vector<SavedFile>& files) {
    Json before = Json::object();
    Json after = Json::object();
    const auto gone = [](const std::string& revision) {
        constexpr size_t kShown = 12;  // enough to find it by
        return revision.empty() ? std::string("none") : revision.substr(0, kShown);
    };
    for (const SavedFile& file : files) {
        if (before.size() == kMostNamed) {
            after["…"] = fmt::format("{} more", files.size() - kMostNamed);
            break;
        }
        before[file.file] = gone(file.revision_before);
        after[file.file] =
            fmt::format("{} +{} -{}", gone(file.revision), file.lines_added, file.lines_removed);
    }
    return {text_of(before), text_of(after)};
}

std::string names_of(const std::vector<FileChange>& changes) {
    std::string names;
    for (size_t i = 0; i < changes.size(); ++i) {
        if (i == kMostNamed) {
            return names + fmt::format(" and {} more", changes.size() - kMostNamed);
        }
        names += (i == 0 ? "" : ", ") + changes[i].file.substr(0, 200);
    }
    return names;
}

}  // namespace pendopo
