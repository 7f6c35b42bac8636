#include "engine/app/figures_check.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "config/theme_config.h"
#include "engine/app/card_source.h"
#include "engine/app/check_worker.h"
#include "engine/app/checked_layouts.h"
#include "engine/app/placed_cards.h"
#include "engine/app/source_view.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/font_size.h"
#include "engine/ipc/cards_messages.h"
#include "engine/ipc/script_messages.h"
#include "engine/ipc/shared_text.h"
#include "layouts/layout_check.h"

namespace pendopo {
namespace {

constexpr Seconds kSourcePatience{65};  // more than the longest timeout_seconds
bool is_of_this_machine(const SourceConfig& source) {
    return std::holds_alternative<FileOrigin>(source.origin) ||
           std::holds_alternative<SqliteOrigin>(source.origin);
}

// A script worker that shapes or draws one card after the other. Thread: bound to its owner.
class CardShaper {
  public:
    explicit CardShaper(CheckWorker worker) : worker_(std::move(worker)) {}

    struct Made {
        std::vector<std::string> notes;  // what the worker says of the card
        UniqueFd output;
    };
    // Errors: the card cannot be drawn, or the worker ended.
    Result<Made> make(ScriptJob job, const std::vector<int>& fds) {
        job.id = ++jobs_;
        while (true) {
            if (ready_ && !asked_) {
                if (auto sent = worker_.send(encode(ToScript(job)), fds); !sent) {
                    return fail(sent.error());
                }
                asked_ = true;
            }
            auto message = worker_.next();
            if (!message) {
                return fail(message.error());
            }
            const auto said = decode_from_script(message->text);
            if (!said) {
                return fail(said.error());
            }
            ready_ = ready_ || std::holds_alternative<ScriptReady>(*said);
            const auto* done = std::get_if<ScriptDone>(&*said);
            if (done != nullptr && done->id == job.id) {
                asked_ = false;
                if (!done->error.empty() || message->fds.empty()) {
                    return fail(ErrorCode::invalid, done->error);
                }
                return Made{done->notes, std::move(message->fds.front())};
            }
        }
    }

  private:
    CheckWorker worker_;
    uint64_t jobs_ = 0;
    bool ready_ = false;
    bool asked_ = false;
};

// A cards worker that draws one card after the other as it would hang. Thread: bound to its owner.
class CardDrawer {
  public:
    CardDrawer(CheckWorker worker, CardPlan plan)
        : worker_(std::move(worker)), plan_(std::move(plan)) {}

    // What readers would miss. `fds`: the definition, and the value or drawing. Errors: those of
    // the worker.
    Result<std::vector<std::string>> draw(CardItem item, const std::vector<int>& fds) {
        item.key = fmt::format("check/{}", ++drawn_);
        if (auto sent = worker_.send(encode(ToCards(CardContent{item.key})), fds); !sent) {
            return fail(sent.error());
        }
        const std::string key = item.key;
        plan_.items = {std::move(item)};
        if (auto sent = worker_.send(encode(ToCards(plan_))); !sent) {
            return fail(sent.error());
        }
        while (true) {
            auto message = worker_.next();
            if (!message) {
                return fail(message.error());
            }
            const auto said = decode_from_cards(message->text);
            if (!said) {
                return fail(said.error());
            }
            if (const auto* report = std::get_if<CardReport>(&*said);
                report != nullptr && report->key == key) {
                return report->notes;
            }
        }
    }

  private:
    CheckWorker worker_;
    CardPlan plan_;
    uint64_t drawn_ = 0;
};

// Where a card hangs.
struct CardPlace {
    PixelSize size;
    int font_px = 0;
    bool operator==(const CardPlace&) const = default;
};
using CardPlaces = std::map<std::string, std::vector<CardPlace>>;  // by card

class FiguresCheck {
  public:
    FiguresCheck(const Installation& installation, CardPlaces places)
        : installation_(installation), places_(std::move(places)) {}

    ProblemList warnings() {
        const auto& sources = installation_.data.sources;
        for (size_t i = 0; i < sources.size(); ++i) {
            if (is_of_this_machine(sources[i])) {
                read(sources[i].id, "/sources/" + std::to_string(i));
            }
        }
        for (const InstalledCard& card : installation_.cards) {
            look_at(card);
        }
        return std::move(warnings_);
    }

  private:
    void warn(const std::string& file, const std::string& pointer, const std::string& text) {
        warnings_.push_back({file, 0, 0, pointer, text});
    }

    void read(const std::string& id, const std::string& pointer) {
        const auto source = only_source(installation_.data_text, id);
        if (!source) {
            return;  // what is read here was checked before
        }
        const auto view =
            view_source({installation_.data_path, "", installation_.wall.timezone, {}}, *source,
                        kSourcePatience, {}, installation_.wall.sandbox);
        if (!view) {
            return warn(installation_.data_path, pointer, view.error().message());
        }
        if (view->report.state == SourceState::failed) {
            return warn(installation_.data_path, pointer, "not shown: " + view->report.reason);
        }
        for (const std::string& loss : view->report.reading.losses) {
            warn(installation_.data_path, pointer, "not all is shown: " + loss);
        }
        reports_.insert_or_assign(id, view->report);
        if (auto value = share_text(view->value)) {
            values_.insert_or_assign(id, std::move(*value));
        }
    }

    // Drawn at each of its places, as there; a card that hangs nowhere is shaped once.
    void look_at(const InstalledCard& card) {
        const auto text = read_text_file(card.path);
        auto definition = text ? share_text(*text) : Result<UniqueFd>(fail(text.error()));
        if (!definition) {
            return warn(card.path, "", definition.error().message());
        }
        std::vector<CardPlace> places = places_[card.config.id];
        const bool hangs = !places.empty();
        if (!hangs) {
            places.push_back({{1280, 720}, 32});
        }
        std::vector<std::string> told;
        for (const CardPlace& place : places) {
            const auto content = content_of(card, definition->get(), place, told);
            if (!content) {
                return;
            }
            if (hangs) {
                say_missed(card, definition->get(), content->get(), place, told);
            }
        }
    }

    // Its value or drawing; an empty descriptor for cards without one. Nothing: there is none, and
    // why was told.
    std::optional<UniqueFd> content_of(const InstalledCard& card, int definition,
                                       const CardPlace& place, std::vector<std::string>& told) {
        const CardConfig& config = card.config;
        std::vector<int> fds{definition};
        for (const std::string& source : config.sources) {
            const auto value = values_.find(source);
            if (value == values_.end()) {
                return std::nullopt;  // it comes over a network, or was told of before
            }
            fds.push_back(value->second.get());
        }
        if (!config.is_drawing() && config.data.empty()) {
            return UniqueFd(fds.size() > 1 ? ::fcntl(fds[1], F_DUPFD_CLOEXEC, 0) : -1);
        }
        ScriptJob job;
        job.output = config.is_drawing() ? ScriptOutput::svg : ScriptOutput::value;
        job.size =
            card_areas(config, installation_.wall.language, place.size, place.font_px, theme_)
                .content.size();
        job.font_px = place.font_px;
        job.language = installation_.wall.language;
        job.timezone = installation_.wall.timezone;
        job.theme = installation_.theme_text;
        job.sources = config.sources;
        std::vector<UniqueFd> files;
        for (const std::string& name : config.is_drawing() ? config.files : kNoFiles) {
            auto file = shared_file(card.path, name);
            if (!file) {
                warn(card.path, "", file.error().message());
                return std::nullopt;
            }
            job.files.push_back(name);
            fds.push_back(file->get());
            files.push_back(std::move(*file));
        }
        if (!shaper_) {
            auto started = CheckWorker::start("script", installation_.wall.sandbox);
            if (!started) {
                warn(card.path, "", started.error().message());
                return std::nullopt;
            }
            shaper_.emplace(std::move(*started));
        }
        auto made = shaper_->make(std::move(job), fds);
        if (!made) {
            shaper_.reset();  // it may have ended itself
            warn(card.path, "", "the card is not drawn: " + made.error().message());
            return std::nullopt;
        }
        for (const std::string& note : made->notes) {
            tell(card, note, told);
        }
        return std::move(made->output);
    }

    void say_missed(const InstalledCard& card, int definition, int content, const CardPlace& place,
                    std::vector<std::string>& told) {
        if (!drawer_) {
            auto started = CheckWorker::start("cards", installation_.wall.sandbox);
            if (!started) {
                return warn(card.path, "", started.error().message());
            }
            CardPlan plan{installation_.wall.language,
                          installation_.wall.timezone,
                          {},
                          installation_.theme_text};
            drawer_.emplace(std::move(*started), std::move(plan));
        }
        CardItem item;
        item.kind = CardKind::card;
        item.size = place.size;
        item.font_px = place.font_px;
        item.text = card.config.id;
        item.source = card_source(card.config, installation_.data, reports_, "",
                                  std::chrono::system_clock::now());
        std::vector<int> fds{definition};
        if (content >= 0) {
            fds.push_back(content);
        }
        const auto missed = drawer_->draw(std::move(item), fds);
        if (!missed) {
            drawer_.reset();
            return warn(card.path, "", "the card is not drawn: " + missed.error().message());
        }
        for (const std::string& note : *missed) {
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

    static Result<UniqueFd> shared_file(const std::string& card, const std::string& name) {
        const auto path = std::filesystem::path(card).parent_path() / name;
        const auto text = read_text_file(path.lexically_normal().string());
        if (!text) {
            return fail(text.error());
        }
        return share_text(*text);
    }

    static inline const std::vector<std::string> kNoFiles;

    const Installation& installation_;
    CardPlaces places_;
    ThemeConfig theme_ =
        read_theme_config("theme", installation_.theme_text).value_or(ThemeConfig());
    std::map<std::string, UniqueFd> values_;
    std::map<std::string, SourceReport> reports_;
    std::optional<CardShaper> shaper_;
    std::optional<CardDrawer> drawer_;
    ProblemList warnings_;
};

}  // namespace

ProblemList figures_warnings(const std::string& wall_path) {
    const auto checked = load_checked_layouts(wall_path);
    if (!checked) {
        return {};
    }
    CardPlaces places;
    const Installation& installation = checked->installation;
    const auto theme = read_theme_config("theme", installation.theme_text).value_or(ThemeConfig());
    for (const TextFile& file : checked->files) {
        if (const auto layout = read_layout(file.path, file.text)) {
            layout_warnings(*layout, checked->context,
                            [&](const std::string& id, PixelSize size, const DisplayConfig& on) {
                                const int font_px = comfortable_font_px(on);
                                for (const PlacedCard& each :
                                     placed_cards(installation.cards, id, size, font_px, theme,
                                                  installation.wall.language)) {
                                    auto& known = places[each.card->config.id];
                                    const CardPlace place{each.size, font_px};
                                    if (std::ranges::find(known, place) == known.end()) {
                                        known.push_back(place);
                                    }
                                }
                                return std::vector<LocalText>{};
                            });
        }
    }
    return FiguresCheck(installation, std::move(places)).warnings();
}

}  // namespace pendopo
