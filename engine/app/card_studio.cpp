#include "engine/app/card_studio.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <variant>

#include "config/text_file.h"
#include "config/theme_config.h"
#include "engine/app/card_source.h"
#include "engine/app/placed_cards.h"
#include "engine/app/source_view.h"
#include "engine/cards/card_scale.h"
#include "engine/cards/font_size.h"
#include "engine/data/value_store.h"
#include "engine/ipc/shared_text.h"
#include "layouts/layout_check.h"

namespace pendopo {
namespace {

constexpr Seconds kSourcePatience{65};                 // more than the longest timeout_seconds
constexpr size_t kMaxPictureBytes = size_t{16} << 20;  // as on the wall

std::vector<int> lent(const std::vector<UniqueFd>& fds) {
    std::vector<int> numbers;
    for (const UniqueFd& fd : fds) {
        numbers.push_back(fd.get());
    }
    return numbers;
}

UniqueFd duplicate(const UniqueFd& fd) {
    return UniqueFd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, 0));
}

Result<UniqueFd> shared_file(const std::string& path) {
    const auto text = read_text_file(path);
    return text ? share_text(*text) : Result<UniqueFd>(fail(text.error()));
}

std::string beside(const InstalledCard& card, const std::string& name) {
    return (std::filesystem::path(card.path).parent_path() / name).lexically_normal().string();
}

}  // namespace

CardPlaces card_places(const CheckedLayouts& checked) {
    const Installation& installation = checked.installation;
    const auto theme = read_theme_config("theme", installation.theme_text).value_or(ThemeConfig());
    CardPlaces places;
    const auto note = [&](const std::string& id, PixelSize size, const DisplayConfig& on) {
        const int font_px = comfortable_font_px(on);
        for (const PlacedCard& each : placed_cards(installation.cards, id, size, font_px, theme,
                                                   installation.wall.language)) {
            auto& known = places[each.card->config.id];
            const CardPlace place{each.size, font_px};
            if (std::ranges::find(known, place) == known.end()) {
                known.push_back(place);
            }
        }
        return std::vector<LocalText>{};
    };
    for (const TextFile& file : checked.files) {
        if (const auto layout = read_layout(file.path, file.text)) {
            layout_warnings(*layout, checked.context, note);
        }
    }
    return places;
}

CardStudio::CardStudio(const Installation& installation, Manner manner)
    : installation_(installation), manner_(std::move(manner)) {}

Result<SourceReport> CardStudio::fetch(const SourceConfig& source) {
    const auto text = only_source(installation_.data_text, source.id);
    if (!text) {
        return fail(text.error());
    }
    DataPlan plan{installation_.data_path, "", installation_.wall.timezone, {}};
    for (const auto& [name, login] : installation_.secrets) {
        plan.logins.push_back({name, login.user, login.password});
    }
    const auto view =
        view_source(std::move(plan), *text, kSourcePatience, {}, installation_.wall.sandbox);
    if (!view) {
        return fail(view.error());
    }
    reports_.insert_or_assign(source.id, view->report);
    if (view->report.state != SourceState::failed) {
        if (auto value = share_text(view->value)) {
            values_.insert_or_assign(source.id, std::move(*value));
        }
    }
    return view->report;
}

bool CardStudio::recall(const SourceConfig& source) {
    const ValueStore store(installation_.state_folder + "/data");
    const auto kept = store.read(source.id, value_print(source));
    if (!kept || !*kept) {
        return false;
    }
    auto value = share_text((*kept)->text);
    if (!value) {
        return false;
    }
    SourceReport& report = reports_[source.id];
    report.id = source.id;
    report.state = SourceState::good;
    report.revision = (*kept)->revision;
    report.updated_ms = (*kept)->updated_ms;
    report.age_by = (*kept)->age_by;
    report.fetched_ms = (*kept)->fetched_ms;
    report.period = (*kept)->period;
    values_.insert_or_assign(source.id, std::move(*value));
    return true;
}

// The card's definition stands first in `fds`, then what the job names.
Result<ScriptJob> CardStudio::job_of(const InstalledCard& card, std::vector<UniqueFd>& fds) const {
    ScriptJob job;
    job.output = card.config.is_drawing() ? ScriptOutput::svg : ScriptOutput::value;
    job.language = manner_.language;
    job.timezone = installation_.wall.timezone;
    job.theme = manner_.theme;
    auto definition = shared_file(card.path);
    if (!definition) {
        return fail(definition.error());
    }
    fds.push_back(std::move(*definition));
    return job;
}

Result<CardStudio::Content> CardStudio::shape(const InstalledCard& card, const CardPlace& place) {
    const CardConfig& config = card.config;
    std::vector<UniqueFd> fds;
    auto job = job_of(card, fds);
    if (!job) {
        return fail(job.error());
    }
    for (const std::string& source : config.sources) {
        const auto value = values_.find(source);
        if (value == values_.end()) {
            return fail(ErrorCode::not_found, fmt::format("source \"{}\" has no value", source));
        }
        fds.push_back(duplicate(value->second));
    }
    if (!has_code(config)) {
        return Content{fds.size() > 1 ? std::move(fds[1]) : UniqueFd(), {}};
    }
    const ThemeConfig theme = read_theme_config("theme", manner_.theme).value_or(ThemeConfig());
    job->sources = config.sources;
    job->size =
        card_areas(config, manner_.language, place.size, place.font_px, theme).content.size();
    job->font_px = place.font_px;
    for (const std::string& name :
         config.is_drawing() ? config.files : std::vector<std::string>{}) {
        auto file = shared_file(beside(card, name));
        if (!file) {
            return fail(file.error());
        }
        job->files.push_back(name);
        fds.push_back(std::move(*file));
    }
    return run(std::move(*job), fds);
}

Result<void> CardStudio::check_code(const InstalledCard& card) {
    if (!has_code(card.config)) {
        return {};
    }
    std::vector<UniqueFd> fds;
    auto job = job_of(card, fds);
    if (!job) {
        return fail(job.error());
    }
    job->output = ScriptOutput::check;
    const auto checked = run(std::move(*job), fds);
    return checked ? Result<void>() : fail(checked.error());
}

Result<CardStudio::Content> CardStudio::run(ScriptJob job, const std::vector<UniqueFd>& fds) {
    if (!script_) {
        auto started = CheckWorker::start("script", installation_.wall.sandbox);
        if (!started) {
            return fail(started.error());
        }
        script_.emplace(std::move(*started));
        script_ready_ = false;
    }
    job.id = ++jobs_;
    for (bool asked = false;;) {
        if (script_ready_ && !asked) {
            if (auto sent = script_->send(encode(ToScript(job)), lent(fds)); !sent) {
                script_.reset();
                return fail(sent.error());
            }
            asked = true;
        }
        auto message = script_->next();
        if (!message) {  // its code may have ended it
            script_.reset();
            return fail(message.error());
        }
        const auto said = decode_from_script(message->text);
        if (!said) {
            return fail(said.error());
        }
        script_ready_ = script_ready_ || std::holds_alternative<ScriptReady>(*said);
        const auto* done = std::get_if<ScriptDone>(&*said);
        if (done != nullptr && done->id == job.id) {
            if (!done->error.empty() || message->fds.empty()) {
                return fail(ErrorCode::invalid, done->error);
            }
            return Content{std::move(message->fds.front()), done->notes};
        }
    }
}

Result<CardStudio::Drawn> CardStudio::draw(const InstalledCard& card, const CardPlace& place,
                                           const Content& content, const std::string& problem) {
    if (!cards_) {
        auto started = CheckWorker::start("cards", installation_.wall.sandbox);
        if (!started) {
            return fail(started.error());
        }
        cards_.emplace(std::move(*started));
    }
    const auto send = [&](const ToCards& message, const std::vector<UniqueFd>& fds = {}) {
        auto sent = cards_->send(encode(message), lent(fds));
        if (!sent) {
            cards_.reset();
        }
        return sent;
    };
    CardItem item;
    item.key = fmt::format("studio/{}", ++drawn_);
    item.kind = CardKind::card;
    item.size = place.size;
    item.font_px = place.font_px;
    item.text = card.config.id;
    item.public_audience = manner_.public_audience;
    item.source = card_source(card.config, installation_.data, reports_, problem,
                              std::chrono::system_clock::now());
    for (const std::string& name :
         card.config.is_drawing() ? std::vector<std::string>{} : card.config.files) {
        if (auto file = open_regular_file(beside(card, name), kMaxPictureBytes)) {
            std::vector<UniqueFd> fds;
            fds.push_back(std::move(*file));
            if (auto sent = send(CardFile{name}, fds); !sent) {
                return fail(sent.error());
            }
        }
    }
    std::vector<UniqueFd> fds;
    auto definition = share_text(card.config.definition);
    if (!definition) {
        return fail(definition.error());
    }
    fds.push_back(std::move(*definition));
    if (content.text) {
        fds.push_back(duplicate(content.text));
    }
    if (auto sent = send(CardContent{item.key}, fds); !sent) {
        return fail(sent.error());
    }
    const std::string key = item.key;
    const CardPlan plan{
        manner_.language, installation_.wall.timezone, {std::move(item)}, manner_.theme};
    if (auto sent = send(plan); !sent) {
        return fail(sent.error());
    }
    for (Drawn drawn;;) {
        auto message = cards_->next();
        if (!message) {
            cards_.reset();
            return fail(message.error());
        }
        const auto said = decode_from_cards(message->text);
        if (!said) {
            return fail(said.error());
        }
        if (const auto* offer = std::get_if<RingOffer>(&*said);
            offer != nullptr && offer->key == key && !message->fds.empty()) {
            drawn.ring = std::move(message->fds.front());
        }
        if (const auto* report = std::get_if<CardReport>(&*said);
            report != nullptr && report->key == key) {
            drawn.missed = report->notes;
            drawn.problem = report->problem;
            return drawn;
        }
    }
}

}  // namespace pendopo
