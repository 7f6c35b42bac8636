// Figures as the wall reads them, files of figures, and cards that are not installed.

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/control/api.h"
#include "engine/control/api_answer.h"
#include "engine/control/config_changes.h"
#include "engine/control/status_json.h"

namespace pendopo {
namespace {

using Json = nlohmann::ordered_json;

constexpr Range<int> kCardSide{16, 4096};

std::string word_at(const std::string& document, const char* key) {
    const Json parsed = Json::parse(document, nullptr, false);
    const auto found = parsed.is_object() ? parsed.find(key) : parsed.end();
    return found != parsed.end() && found->is_string() ? found->get<std::string>().substr(0, 64)
                                                       : std::string();
}

}  // namespace

void Api::source_view(const ApiCallPtr& call) {
    setup_.source_view(call->object,
                       when_told(call, [](const std::string& view) { return good(view); }));
}

void Api::preview_source(const ApiCallPtr& call) {
    const auto source = read_draft(call->request, "source");
    if (!source) {
        return conclude(*call, fail(source.error()));
    }
    call->object = word_at(*source, "id");
    setup_.preview_source(
        *source, later([this, call](const tl::expected<std::string, DraftError>& view) {
            if (view) {
                conclude(*call, good(*view));
            } else {
                conclude_with(*call, fail(view.error().error), draft_error_response(view.error()));
            }
        }));
}

void Api::store_upload(const ApiCallPtr& call) {
    const auto name = query_word(call->request, "name");
    if (!name) {
        return conclude(*call, fail(name.error()));
    }
    call->object = name->substr(0, 200);
    if (call->request.body.empty()) {
        return conclude(*call, fail(ErrorCode::invalid, "body: missing; expected the file"));
    }
    const size_t bytes = call->request.body.size();
    const auto revision = call->request.query.find("revision");
    Upload upload{*name, revision == call->request.query.end() ? "" : revision->second,
                  std::move(call->request.body)};
    const std::string before =
        upload.revision.empty() ? "" : Json{{"revision", upload.revision.substr(0, 64)}}.dump();
    setup_.store_upload(
        std::move(upload),
        later([this, call, bytes, before](const tl::expected<StoredFile, SaveError>& stored) {
            if (!stored) {
                const SaveError& error = stored.error();
                return conclude_with(*call, fail(error.error), save_error_response(error));
            }
            call->object = stored->file;
            const Json source = Json::parse(stored->source, nullptr, false);
            const Json after = {{"revision", stored->revision}, {"bytes", bytes}};
            conclude(*call,
                     good(json_line({{"file", stored->file},
                                     {"revision", stored->revision},
                                     {"source", source.is_object() ? source : Json::object()}})),
                     before, after.dump());
        }));
}

void Api::preview_card(const ApiCallPtr& call) {
    CardDraft draft;
    auto card = read_draft(call->request, "card", [&](ObjectReader& body) {
        for (const char* key : {"width", "height"}) {
            if (!body.has(key)) {
                body.problems().add_in_english(body.node(),
                                               std::string("\"") + key + "\": missing");
            }
        }
        draft.size = {body.integer("width", 0, kCardSide), body.integer("height", 0, kCardSide)};
        draft.display = body.string("display");
        draft.theme = body.string("theme");
    });
    if (!card) {
        return conclude(*call, fail(card.error()));
    }
    draft.card = std::move(*card);
    setup_.card_preview(
        draft, later([this, call](const tl::expected<SetupDesk::PictureBytes, DraftError>& png) {
            if (!png) {
                return conclude_with(*call, fail(png.error().error),
                                     draft_error_response(png.error()));
            }
            HttpResponse response = good({}, call->route.produces);
            response.shared = *png;
            conclude(*call, std::move(response));
        }));
}

}  // namespace pendopo
