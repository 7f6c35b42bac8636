// Every command's route in one way: what stands in the path and the body's fields are one command
// in JSON, read as every other (command.h).

#include <nlohmann/json.hpp>

#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/audited_command.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSpace = " \t\r\n";

// The body with the word and the path's values put in behind its last field, so that places in
// texts stay those of the body, and a key that is given twice is refused by the reader. Nothing
// can be hidden from it: wherever the body's last brace stands, within a string too, what is put in
// makes one object with these keys or no JSON at all.
Result<std::string> command_text(const Route& route, const PathValues& values,
                                 const std::string& body) {
    Json fields = {{"command", route.command}};
    for (const auto& [name, value] : values) {
        fields[name] = value;
    }
    const std::string added = fields.dump(-1, ' ', false, Json::error_handler_t::replace);
    const size_t first = body.find_first_not_of(kSpace);
    if (first == std::string::npos) {
        return added;
    }
    const size_t last = body.find_last_not_of(kSpace);
    if (body[first] != '{' || body[last] != '}' || first == last) {
        return fail(ErrorCode::invalid, "body: expected a JSON object, or nothing");
    }
    const bool bare = body.find_first_not_of(kSpace, first + 1) == last;
    return body.substr(0, last) + (bare ? "" : ",") + added.substr(1);
}

}  // namespace

void Api::command(const ApiCallPtr& call) {
    const auto refuse = [&](const Error& error) { conclude(*call, fail(error)); };
    if (auto small = check_body_size(call->request); !small) {
        return refuse(small.error());
    }
    const auto text = call->route.command.empty()
                          ? Result<std::string>(call->request.body)
                          : command_text(call->route, call->values, call->request.body);
    if (!text) {
        return refuse(text.error());
    }
    const auto command = read_command(*text);
    if (!command) {
        return refuse(command.error());
    }
    const auto tag = tag_of_if_match(call->request.if_match);
    if (!tag) {
        return refuse(tag.error());
    }
    const Principal& principal = call->caller.principal;
    const auto done = carry_out(wall_, gatekeeper_, *command, principal, *tag);  // audits
    if (!done) {
        call->respond(error_response(done.error()));
        return;
    }
    call->respond(good(json_line({{"tag", done->tag}, {"revision", done->revision}})));
}

}  // namespace pendopo
