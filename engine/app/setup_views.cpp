#include "engine/app/setup_views.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/data_config.h"
#include "config/text_file.h"
#include "engine/app/setup_store.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostRows = 1000;
constexpr size_t kMostBytes = size_t{4} << 20;

tl::unexpected<DraftError> refuse(Error error, ProblemList problems = {}) {
    return tl::unexpected(DraftError{std::move(error), std::move(problems)});
}

// Where data.json is, or would be.
std::string data_path(const WallModel& model, const std::string& wall_path) {
    return !model.data_path.empty()
               ? model.data_path
               : (std::filesystem::absolute(wall_path).parent_path() / model.config.data_file)
                     .string();
}

ViewOutcome fetch(const WallModel& model, const std::string& wall_path, const Secrets& secrets,
                  const std::string& text, Milliseconds patience, const std::stop_token& stop) {
    DataPlan plan{data_path(model, wall_path), "", model.config.timezone, {}};
    for (const auto& [name, login] : secrets) {
        plan.logins.push_back({name, login.user, login.password});
    }
    const auto view = view_source(std::move(plan), text, patience, stop, model.config.sandbox);
    if (!view) {
        return refuse(view.error());
    }
    return view_document(*view);
}

std::string dumped(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string view_document(const SourceView& view) {
    Json document = view_json(view);
    Json& value = document["value"];
    if (value.is_array() && value.size() > kMostRows) {
        value.erase(value.begin() + kMostRows, value.end());
    }
    std::string text = dumped(document);
    if (text.size() > kMostBytes) {
        value = nullptr;
        text = dumped(document);
    }
    return text + "\n";
}

ViewOutcome view_installed_source(const WallModel& model, const std::string& wall_path,
                                  const std::string& source, Milliseconds patience,
                                  const std::stop_token& stop) {
    const auto data = read_text_file(data_path(model, wall_path));
    if (!data) {
        return refuse(data.error().within("data.json"));
    }
    const auto text = only_source(*data, source);
    if (!text) {
        return refuse(text.error());
    }
    const auto secrets = read_logins(wall_path, model.config.secrets_file);
    if (!secrets) {
        return refuse(secrets.error());
    }
    return fetch(model, wall_path, *secrets, *text, patience, stop);
}

ViewOutcome view_draft_source(const WallModel& model, const std::string& wall_path,
                              const std::string& source, Milliseconds patience,
                              const std::stop_token& stop) {
    const auto secrets = read_logins(wall_path, model.config.secrets_file);
    if (!secrets) {
        return refuse(secrets.error());
    }
    Json draft = Json::parse(source, nullptr, false);
    if (!draft.is_object()) {
        return refuse({ErrorCode::invalid, "source: expected an object as in data.json"});
    }
    const std::string text = dumped({{"version", 1}, {"sources", Json::array({std::move(draft)})}});
    if (const auto read = read_data_config("data.json", text, &*secrets); !read) {
        constexpr std::string_view kPlace = "/sources/0";
        ProblemList problems = read.error();
        for (Problem& problem : problems) {  // it was sent alone, and without its lines
            problem.line = 0;
            problem.column = 0;
            if (problem.pointer.starts_with(kPlace)) {
                problem.pointer.erase(0, kPlace.size());
            }
        }
        return refuse({ErrorCode::invalid, "the source cannot be read as it is"},
                      std::move(problems));
    }
    return fetch(model, wall_path, *secrets, text, patience, stop);
}

}  // namespace pendopo
