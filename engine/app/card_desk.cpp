#include "engine/app/card_desk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "config/text_file.h"
#include "engine/app/card_source.h"
#include "engine/cards/card_scale.h"
#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

bool is_key_of_drawing(const std::string& output_key) {
    return output_key.find('/') != std::string::npos;
}

std::string path_in(const std::string& folder, const std::string& name) {
    return (std::filesystem::path(folder) / name).lexically_normal().string();
}

}  // namespace

CardDesk::CardDesk(const Clock& clock, Log log, Outlets outlets)
    : clock_(clock), log_(std::move(log)), outlets_(std::move(outlets)) {}

std::string CardDesk::output_key(const CardItem& item, const CardConfig& config) {
    return config.is_drawing() ? fmt::format("{}/{}x{}/{}", config.id, item.size.width,
                                             item.size.height, item.font_px)
                               : config.id;
}

void CardDesk::set_model(std::shared_ptr<const WallModel> model) {
    const bool all_new = model_ == nullptr || model_->config.language != model->config.language ||
                         model_->config.timezone != model->config.timezone ||
                         model_->theme != model->theme;
    std::map<std::string, Definition> definitions;
    for (const InstalledCard& card : model->cards) {
        const CardConfig& config = card.config;
        auto known = definitions_.extract(config.id);
        Definition definition;
        if (known && !all_new && known.mapped().config->definition == config.definition) {
            definition = std::move(known.mapped());
        } else {
            auto text = share_text(config.definition);
            if (!text) {
                log_.error("card {}: {}", config.id, text.error().message());
                continue;
            }
            definition.text = std::move(*text);
            ++revisions_[config.id];
        }
        definition.config = &config;
        definition.folder = std::filesystem::path(card.path).parent_path().string();
        definitions.insert_or_assign(config.id, std::move(definition));
    }
    definitions_ = std::move(definitions);
    model_ = std::move(model);
    match_cards();
    forget_what_is_gone();
    look_at_files();
}

void CardDesk::match_cards() {
    wanted_.clear();
    for (const CardItem& item : asked_) {
        if (const auto card = definitions_.find(item.text); card != definitions_.end()) {
            wanted_.push_back({item, &card->second});
        }
    }
}

void CardDesk::forget_what_is_gone() {
    const auto no_source = [this](const auto& entry) {
        return std::ranges::find(model_->data.sources, entry.first, &SourceConfig::id) ==
               model_->data.sources.end();
    };
    std::erase_if(reports_, no_source);
    std::erase_if(values_, no_source);
    std::erase_if(outputs_, [this](const auto& o) { return !makes(o.second.card, o.first); });
}

bool CardDesk::makes(const std::string& card, const std::string& output_key) const {
    const auto definition = definitions_.find(card);
    return definition != definitions_.end() && has_code(*definition->second.config) &&
           definition->second.config->is_drawing() == is_key_of_drawing(output_key);
}

bool CardDesk::needs_script() const {
    return std::ranges::any_of(wanted_,
                               [](const WantedCard& wanted) { return has_code(wanted.config()); });
}

void CardDesk::want(const std::vector<CardItem>& items) {
    asked_.clear();
    std::ranges::copy_if(items, std::back_inserter(asked_),
                         [](const CardItem& item) { return item.kind == CardKind::card; });
    match_cards();
    const auto unwanted = [this](const std::string& key, auto key_of) {
        return std::ranges::none_of(wanted_,
                                    [&](const WantedCard& each) { return key_of(each) == key; });
    };
    std::erase_if(delivered_, [&](const auto& sent) {
        return unwanted(sent.first, [](const WantedCard& each) { return each.item.key; });
    });
    std::erase_if(drawn_, [&](const auto& drawn) {
        return unwanted(drawn.first, [](const WantedCard& each) { return each.item.key; });
    });
    // Shaped values are small and wait for the next time; drawings are made anew.
    std::erase_if(outputs_, [&](const auto& output) {
        return is_key_of_drawing(output.first) &&
               unwanted(output.first, [](const WantedCard& each) {
                   return output_key(each.item, each.config());
               });
    });
    look_at_files();
    deliver();
    start_next_job();
}

// ---- files that cards name ----------------------------------------------------------------------

void CardDesk::look_at_files() {
    decltype(files_) seen;
    for (const WantedCard& wanted : wanted_) {
        const CardConfig& config = wanted.config();
        bool changed = false;
        for (const std::string& name : config.files) {
            const std::string path = path_in(wanted.card->folder, name);
            const std::pair key(config.id, path);
            if (!seen.contains(key)) {
                seen.insert_or_assign(key, std::move(files_[key]));
            }
            changed = reread(seen[key], config, path) || changed;
        }
        if (changed) {
            ++revisions_[config.id];
        }
    }
    files_ = std::move(seen);
}

bool CardDesk::reread(File& file, const CardConfig& config, const std::string& path) {
    struct stat status {};
    const bool there = ::stat(path.c_str(), &status) == 0;
    const int64_t size = there ? status.st_size : -1;
    const int64_t changed =
        there ? status.st_ctim.tv_sec * 1'000'000'000 + status.st_ctim.tv_nsec : 0;
    if (file.path == path && file.size == size && file.changed_ns == changed) {
        return false;
    }
    file = {path, changed, size, {}, false, ""};
    if (!there || static_cast<size_t>(size) > kMaxFileBytes) {
        file.problem =
            there ? fmt::format("{}: {} bytes — expected at most {}", path, size, kMaxFileBytes)
                  : path + ": no such file — put it there, or mend the card";
        log_.warn("card {}: {}", config.id, file.problem);
        return true;
    }
    if (config.is_drawing()) {
        auto text = read_text_file(path);
        auto shared = text ? share_text(*text) : Result<UniqueFd>(fail(text.error()));
        if (shared) {
            file.fd = std::move(*shared);
        }
    } else if (auto opened = open_regular_file(path, kMaxFileBytes)) {
        file.fd = std::move(*opened);
    }
    if (!file.fd) {
        file.problem =
            path + ": cannot be read — expected a regular file; check its owner and mode";
        log_.warn("card {}: {}", config.id, file.problem);
    }
    return true;
}

// ---- what comes in ------------------------------------------------------------------------------

void CardDesk::source_reported(SourceReport report, UniqueFd value) {
    if (value) {
        values_.insert_or_assign(report.id, std::move(value));
    }
    const std::string id = report.id;
    reports_.insert_or_assign(id, std::move(report));
    deliver();
    start_next_job();
}

void CardDesk::script_ready() {
    script_ready_ = true;
    start_next_job();
}

void CardDesk::script_done(const ScriptDone& done, UniqueFd output) {
    if (!running_ || running_->id != done.id) {
        return;  // of a job given up
    }
    if (!done.error.empty() || !output) {
        job_failed(done.error.empty() ? "the script worker sent no output" : done.error,
                   MonotonicTime::max());
    } else {
        if (Output* made = output_of_job()) {
            tell(running_->card, made->notes, done.notes);
            *made = Output{};
            made->card = running_->card;
            made->inputs = running_->inputs;
            made->text = std::move(output);
            made->notes = done.notes;
            made->revision = running_->revision;
            made->definition = std::move(running_->definition);
        }
        running_.reset();
    }
    deliver();
    start_next_job();
}

void CardDesk::script_ended(const std::string& how) {
    script_ready_ = false;
    MonotonicTime retry_at = MonotonicTime::max();
    if (Output* output = output_of_job()) {
        retry_at = clock_.now() + output->pause;
        output->pause = std::min(2 * output->pause, kLongestPause);
    }
    job_failed("its code ended the script worker: " + how, retry_at);
}

CardDesk::Output* CardDesk::output_of_job() {
    if (!running_ || !makes(running_->card, running_->output)) {
        return nullptr;
    }
    Output& output = outputs_[running_->output];
    output.card = running_->card;
    return &output;
}

void CardDesk::job_failed(const std::string& reason, MonotonicTime retry_at) {
    if (Output* output = output_of_job()) {
        output->failed_inputs = running_->inputs;
        if (output->revision != running_->revision) {
            output->text.reset();  // of a card that was another one
        }
        output->retry_at = retry_at;
        if (output->problem != reason) {
            log_.warn("card {}: {}", running_->card, reason);
            output->problem = reason;
        }
    }
    running_.reset();
}

void CardDesk::cards_started() {
    cards_running_ = true;
    delivered_.clear();
    drawn_.clear();
    for (auto& [key, file] : files_) {
        file.told = false;
    }
    deliver();
}

void CardDesk::tick() {
    if (running_ && clock_.now() - running_->since > kJobDeadline) {
        outlets_.restart_script();  // script_ended() follows
    }
    look_at_files();
    deliver();
    start_next_job();
}

// ---- what goes out ------------------------------------------------------------------------------

// Everything that decides an output; empty while a value is not there yet.
uint64_t CardDesk::revision_of(const std::string& card) const {
    const auto revision = revisions_.find(card);
    return revision == revisions_.end() ? 0 : revision->second;
}

std::string CardDesk::inputs_of(const CardConfig& config) const {
    std::string inputs = fmt::format("card {}", revision_of(config.id));
    for (const std::string& source : config.sources) {
        const auto report = reports_.find(source);
        if (report == reports_.end() || !values_.contains(source)) {
            return "";
        }
        inputs += fmt::format(" {} {}", source, report->second.revision);
    }
    return inputs;
}

CardDesk::Content CardDesk::content_of(const WantedCard& wanted) const {
    const CardConfig& config = wanted.config();
    if (has_code(config)) {
        const auto output = outputs_.find(output_key(wanted.item, config));
        return output == outputs_.end() || !output->second.text
                   ? Content{-1, "", -1, revision_of(config.id)}
                   : Content{output->second.text.get(), output->second.inputs,
                             output->second.definition.get(), output->second.revision};
    }
    const std::string inputs = inputs_of(config);
    return inputs.empty() || config.sources.empty()
               ? Content{-1, inputs, -1, revision_of(config.id)}
               : Content{values_.at(config.sources.front()).get(), inputs, -1,
                         revision_of(config.id)};
}

void CardDesk::deliver() {
    if (!cards_running_) {
        return;
    }
    for (const WantedCard& wanted : wanted_) {
        const CardConfig& config = wanted.config();
        if (!config.is_drawing()) {
            for (const std::string& name : config.files) {
                File& file = files_[{config.id, path_in(wanted.card->folder, name)}];
                if (file.fd && !std::exchange(file.told, true)) {
                    const int fd = file.fd.get();
                    outlets_.cards(CardFile{name}, {&fd, 1});
                }
            }
        }
        const Content content = content_of(wanted);
        const std::string version =
            fmt::format("{} {}", content.revision, content.fd < 0 ? "" : content.version);
        if (auto& delivered = delivered_[wanted.item.key]; delivered.version != version) {
            const int newest = wanted.card->text.get();
            const int fds[] = {content.definition < 0 ? newest : content.definition, content.fd};
            outlets_.cards(CardContent{wanted.item.key}, std::span(fds, content.fd < 0 ? 1 : 2));
            delivered = {version, content.fd >= 0 || config.sources.empty()};
        }
    }
}

void CardDesk::start_next_job() {
    for (size_t tried = 0; script_ready_ && !running_ && tried < wanted_.size(); ++tried) {
        turn_ = (turn_ + 1) % wanted_.size();
        start_job(wanted_[turn_]);
    }
}

void CardDesk::start_job(const WantedCard& wanted) {
    const CardItem& item = wanted.item;
    const CardConfig& config = wanted.config();
    const std::string inputs = inputs_of(config);
    if (!has_code(config) || inputs.empty()) {
        return;
    }
    const std::string key = output_key(item, config);
    Output& output = outputs_[key];
    output.card = config.id;
    const bool failed_already = output.failed_inputs == inputs && clock_.now() < output.retry_at;
    if (output.inputs == inputs || failed_already) {
        return;
    }
    ScriptJob job;
    job.id = ++jobs_;
    job.output = config.is_drawing() ? ScriptOutput::svg : ScriptOutput::value;
    job.sources = config.sources;
    // The drawing stands between title and provenance.
    const auto theme = read_theme_config("theme", model_->theme);
    const PixelRect area = card_areas(config, model_->config.language, item.size, item.font_px,
                                      theme.value_or(ThemeConfig{}))
                               .content;
    job.size = {area.width, area.height};
    job.font_px = item.font_px;
    job.language = model_->config.language;
    job.timezone = model_->config.timezone;
    job.theme = model_->theme;
    std::vector<int> fds{wanted.card->text.get()};
    for (const std::string& source : config.sources) {
        fds.push_back(values_.at(source).get());
    }
    if (config.is_drawing()) {
        for (const std::string& name : config.files) {
            const File& file = files_[{config.id, path_in(wanted.card->folder, name)}];
            if (!file.fd) {
                return;  // its problem says why
            }
            job.files.push_back(name);
            fds.push_back(file.fd.get());
        }
    }
    running_ = {job.id,
                config.id,
                key,
                inputs,
                clock_.now(),
                revision_of(config.id),
                UniqueFd(::fcntl(wanted.card->text.get(), F_DUPFD_CLOEXEC, 0))};
    outlets_.script(job, fds);
}

}  // namespace pendopo
