#include "engine/app/figures_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "engine/app/card_studio.h"
#include "engine/app/checked_layouts.h"

namespace pendopo {
namespace {

bool is_of_this_machine(const SourceConfig& source) {
    return std::holds_alternative<FileOrigin>(source.origin) ||
           std::holds_alternative<SqliteOrigin>(source.origin);
}

class FiguresCheck {
  public:
    FiguresCheck(const Installation& installation, CardPlaces places)
        : installation_(installation),
          places_(std::move(places)),
          studio_(installation, {installation.wall.language, installation.theme_text, true}) {}

    ProblemList warnings() {
        const auto& sources = installation_.data.sources;
        for (size_t i = 0; i < sources.size(); ++i) {
            if (is_of_this_machine(sources[i])) {
                read(sources[i], "/sources/" + std::to_string(i));
            } else {
                studio_.recall(sources[i]);
            }
        }
        for (const InstalledCard& card : installation_.cards) {
            look_at(card);
        }
        return std::move(warnings_);
    }

  private:
    // The readers of figures speak English alone.
    void warn(const std::string& file, const std::string& pointer, const std::string& text) {
        warnings_.push_back(problem_of(file, {"", text}, pointer));
    }

    void read(const SourceConfig& source, const std::string& pointer) {
        const auto report = studio_.fetch(source);
        if (!report) {
            return warn(installation_.data_path, pointer, report.error().message());
        }
        if (report->state == SourceState::failed) {
            return warn(installation_.data_path, pointer, "not shown: " + report->reason);
        }
        for (const std::string& loss : report->reading.losses) {
            warn(installation_.data_path, pointer, "not all is shown: " + loss);
        }
    }

    // Drawn at each of its places, as there; a card that hangs nowhere is shaped once, and of one
    // without figures its code is looked at.
    void look_at(const InstalledCard& card) {
        const bool filled = std::ranges::all_of(
            card.config.sources, [&](const std::string& id) { return studio_.has_value(id); });
        if (!filled) {
            if (const auto good = studio_.check_code(card); !good) {
                warn(card.path, "", "the card is not drawn: " + good.error().message());
            }
            return;
        }
        std::vector<CardPlace> places = places_[card.config.id];
        const bool hangs = !places.empty();
        if (!hangs) {
            places.push_back({{1280, 720}, 32});
        }
        std::vector<std::string> told;
        if (card.config.kind == CardFileKind::image) {
            return look_at_pictures(card, places.front());
        }
        for (const CardPlace& place : places) {
            const auto content = studio_.shape(card, place);
            if (!content) {
                return warn(card.path, "", "the card is not drawn: " + content.error().message());
            }
            for (const std::string& note : content->notes) {
                tell(card, note, told);
            }
            if (hangs) {
                say_missed(card, place, *content, told);
            }
        }
    }

    // They are shown in turn: each is drawn as if it were the card's only one.
    void look_at_pictures(const InstalledCard& card, const CardPlace& place) {
        const auto folder = std::filesystem::path(card.path).parent_path();
        for (size_t i = 0; i < card.config.files.size(); ++i) {
            const std::string& name = card.config.files[i];
            const auto say = [&](const std::string& what) {
                warn(card.path, fmt::format("/files/{}", i), what);
            };
            const std::string path = (folder / name).lexically_normal().string();
            if (!std::filesystem::exists(path)) {
                say(fmt::format(
                    "\"{}\" is not there; expected a PNG or JPEG picture at {} — put it "
                    "there, or mend its name",
                    name, path));
                continue;
            }
            InstalledCard alone = card;
            alone.config.files = {name};
            auto definition = nlohmann::json::parse(card.config.definition);
            definition["files"] = alone.config.files;
            alone.config.definition = definition.dump();
            const auto drawn = studio_.draw(alone, place, {});
            if (!drawn) {
                return say("the card is not drawn: " + drawn.error().message());
            }
            if (std::ranges::any_of(drawn->missed, [&](const std::string& note) {
                    return note.starts_with('"' + name + '"');
                })) {
                say(drawn->missed.front());
            }
        }
    }

    void say_missed(const InstalledCard& card, const CardPlace& place,
                    const CardStudio::Content& content, std::vector<std::string>& told) {
        const auto drawn = studio_.draw(card, place, content);
        if (!drawn) {
            return warn(card.path, "", "the card is not drawn: " + drawn.error().message());
        }
        if (!drawn->problem.empty()) {
            return tell(card, "the card is not drawn: " + drawn->problem, told);
        }
        for (const std::string& note : drawn->missed) {
            tell(card,
                 fmt::format("of {} × {} pixels: {}", place.size.width, place.size.height, note),
                 told);
        }
    }

    // Once, in however many places it hangs.
    void tell(const InstalledCard& card, const std::string& note, std::vector<std::string>& told) {
        if (std::ranges::find(told, note) == told.end()) {
            told.push_back(note);
            warn(card.path, "", note);
        }
    }

    const Installation& installation_;
    CardPlaces places_;
    CardStudio studio_;
    ProblemList warnings_;
};

}  // namespace

ProblemList figures_warnings(const std::string& wall_path) {
    const auto checked = load_checked_layouts(wall_path);
    if (!checked) {
        return {};
    }
    return FiguresCheck(checked->installation, card_places(*checked)).warnings();
}

}  // namespace pendopo
