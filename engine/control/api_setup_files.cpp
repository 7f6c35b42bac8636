// Configuration files, their generations, the logins beside them, and the schemas of the files.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/config_changes.h"
#include "engine/control/config_schemas.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kReadAtOnce = size_t{64} << 10;  // what takes the loop some milliseconds

Json file_row(const ConfigFile& file) {
    return {{"file", file.file},
            {"kind", file.kind},
            {"revision", file.revision},
            {"bytes", file.bytes},
            {"modified_ms", file.modified_ms}};
}

HttpResponse proposal_answer(const Proposal& proposal) {
    Json files = Json::array();
    for (const TextFile& file : proposal.files) {
        files.push_back({{"file", file.path}, {"text", file.text}});
    }
    return good(json_line({{"files", files}, {"problems", problems_document(proposal.problems)}}));
}

HttpResponse saved_answer(const std::vector<SavedFile>& saved) {
    Json files = Json::array();
    for (const SavedFile& file : saved) {
        files.push_back({{"file", file.file}, {"revision", file.revision}});
    }
    return good(json_line({{"files", files}}));
}

}  // namespace

void Api::config_files(const ApiCallPtr& call) {
    setup_.config_files(when_told(call, [](const ConfigListing& listing) {
        Json files = Json::array();
        for (const ConfigFile& file : listing.files) {
            files.push_back(file_row(file));
        }
        return good(
            json_line({{"files", files}, {"problems", problems_document(listing.problems)}}));
    }));
}

void Api::config_file(const ApiCallPtr& call) {
    const auto file = query_word(call->request, "file");
    if (!file) {
        return conclude(*call, fail(file.error()));
    }
    setup_.config_file(*file, when_told(call, [](const ConfigDocument& document) {
        return good(json_line({{"file", document.file.file},
                               {"kind", document.file.kind},
                               {"revision", document.file.revision},
                               {"text", document.text}}));
    }));
}

void Api::read_changes(const ApiCallPtr& call, std::function<void(std::vector<FileChange>)> then) {
    const auto told =
        later([this, call, then = std::move(then)](const Result<std::vector<FileChange>>& changes) {
            if (!changes) {
                return conclude(*call, fail(changes.error()));
            }
            call->object = names_of(*changes);
            call->request.body.clear();
            then(*changes);
        });
    if (call->request.body.size() <= kReadAtOnce) {
        return told(read_file_changes(call->request.body));
    }
    const bool taken = reading_.take([told, call]() -> JobThread::After {
        return [told, changes = read_file_changes(call->request.body)] { told(changes); };
    });
    if (!taken) {
        conclude(*call, fail(ErrorCode::exhausted, "too much is being read; try again"));
    }
}

void Api::check_config(const ApiCallPtr& call) {
    read_changes(call, [this, call](std::vector<FileChange> changes) {
        setup_.check_config(
            std::move(changes), later([this, call](const tl::expected<Proposal, SaveError>& got) {
                if (got) {
                    conclude(*call, proposal_answer(*got));
                } else {
                    conclude_with(*call, fail(got.error().error), save_error_response(got.error()));
                }
            }));
    });
}

void Api::saved(ApiCall& call, const SaveOutcome& outcome) {
    if (!outcome) {
        const SaveError& error = outcome.error();
        return conclude_with(call, fail(error.error), save_error_response(error));
    }
    const SavedBrief brief = brief_of(*outcome);
    conclude(call, saved_answer(*outcome), brief.before, brief.after);
}

void Api::save_config(const ApiCallPtr& call) {
    read_changes(call, [this, call](std::vector<FileChange> changes) {
        setup_.save_config(
            std::move(changes), call->caller.principal.name,
            later([this, call](const SaveOutcome& outcome) { saved(*call, outcome); }));
    });
}

void Api::generations(const ApiCallPtr& call) {
    const auto file = query_word(call->request, "file");
    if (!file) {
        return conclude(*call, fail(file.error()));
    }
    setup_.generations(*file, when_told(call, [](const std::vector<Generation>& all) {
        Json rows = Json::array();
        for (const Generation& each : all) {
            rows.push_back({{"id", each.id},
                            {"saved_ms", each.saved_ms},
                            {"by", each.by},
                            {"bytes", each.bytes},
                            {"in_force", each.in_force}});
        }
        return good(json_line({{"generations", rows}}));
    }));
}

void Api::generation(const ApiCallPtr& call) {
    const auto file = query_word(call->request, "file");
    const auto id = query_word(call->request, "id");
    if (!file || !id) {
        return conclude(*call, fail(file ? id.error() : file.error()));
    }
    setup_.generation(*file, *id, when_told(call, [](const OldText& old) {
        return good(json_line({{"text", old.text}, {"difference", old.difference}}));
    }));
}

void Api::restore(const ApiCallPtr& call) {
    std::string file;
    std::string id;
    std::string revision;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        file = body.required_string("file");
        id = body.required_string("id");
        revision = body.string("revision");  // empty: the file is gone
    });
    call->object = file;
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    setup_.restore(file, id, revision, call->caller.principal.name,
                   later([this, call](const SaveOutcome& outcome) { saved(*call, outcome); }));
}

void Api::logins(const ApiCallPtr& call) {
    setup_.logins(when_told(call, [](const std::vector<std::string>& ids) {
        return good(json_line({{"logins", ids}}));
    }));
}

void Api::set_login(const ApiCallPtr& call) {
    std::string id;
    std::string user;
    std::string password;
    const auto read = read_body(call->request, [&](ObjectReader& body) {
        id = body.id();
        user = body.required_string("user");
        password = body.string("password");
    });
    if (!read) {
        return conclude(*call, fail(read.error()));
    }
    call->object = id;
    setup_.set_login(id, user, password, when_done(call));
}

void Api::remove_login(const ApiCallPtr& call) {
    if (auto none = check_no_body(call->request); !none) {
        return conclude(*call, fail(none.error()));
    }
    setup_.remove_login(call->object, when_done(call));
}

void Api::config_schema(const ApiCallPtr& call) {
    const std::string& name = call->values.front().second;
    const ConfigSchema* schema = find_config_schema(name);
    if (schema == nullptr) {
        std::vector<std::string> names;
        for (const ConfigSchema& each : config_schemas()) {
            names.emplace_back(each.name);
        }
        return conclude(*call, fail(ErrorCode::not_found, unknown_name("schema", name, names)));
    }
    HttpResponse response = good(std::string(schema->text), "application/schema+json");
    response.etag = '"' + mark_of(response.body) + '"';
    conclude(*call, std::move(response));
}

}  // namespace pendopo
