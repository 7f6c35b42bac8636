#include "engine/app/card_desk.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "config/card_scale.h"
#include "config/text_file.h"
#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

bool is_drawing(const CardConfig& config) {
    return config.kind == CardFileKind::chart || config.kind == CardFileKind::map;
}

bool has_code(const CardConfig& config) {
    return is_drawing(config) || !config.data.empty() || config.sources.size() > 1;
}

// Items that share an output share its making: a shaped value fits every size, a drawing one.
std::string output_key(const CardItem& item, const CardConfig& config) {
    return is_drawing(config) ? fmt::format("{}/{}x{}/{}", config.id, item.size.width,
                                            item.size.height, item.font_px)
                              : config.id;
}

std::string path_of(const CardConfig& config, const std::string& name, const WallModel& model) {
    const auto card = std::ranges::find_if(
        model.cards, [&](const InstalledCard& other) { return other.config.id == config.id; });
    const std::filesystem::path folder = card == model.cards.end()
                                             ? std::filesystem::path()
                                             : std::filesystem::path(card->path).parent_path();
    return (folder / name).lexically_normal().string();
}

}  // namespace

CardDesk::CardDesk(const Clock& clock, Log log, Outlets outlets)
    : clock_(clock), log_(std::move(log)), outlets_(std::move(outlets)) {}

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
        definitions.insert_or_assign(config.id, std::move(definition));
    }
    definitions_ = std::move(definitions);
    model_ = std::move(model);
    const auto no_source = [this](const auto& entry) {
        return std::ranges::find(model_->data.sources, entry.first, &SourceConfig::id) ==
               model_->data.sources.end();
    };
    std::erase_if(reports_, no_source);
    std::erase_if(values_, no_source);
    std::erase_if(problems_, [this](const auto& p) { return !definitions_.contains(p.first); });
    look_at_files();
}

const CardConfig* CardDesk::card_of(const CardItem& item) const {
    const auto definition = definitions_.find(item.text);
    return definition == definitions_.end() ? nullptr : definition->second.config;
}

bool CardDesk::needs_script() const {
    return std::ranges::any_of(wanted_, [this](const CardItem& item) {
        const CardConfig* config = card_of(item);
        return config != nullptr && has_code(*config);
    });
}

bool CardDesk::settled() const {
    return std::ranges::all_of(wanted_, [this](const CardItem& item) {
        const CardConfig& config = *card_of(item);
        const bool heard = std::ranges::all_of(config.sources, [this](const std::string& source) {
            const auto report = reports_.find(source);
            return report != reports_.end() && report->second.state != SourceState::waiting;
        });
        const std::string inputs = inputs_of(config);
        if (!heard || !has_code(config) || inputs.empty()) {
            return heard;
        }
        const auto output = outputs_.find(output_key(item, config));
        return output != outputs_.end() &&
               (output->second.inputs == inputs || output->second.failed_inputs == inputs);
    });
}

void CardDesk::want(const std::vector<CardItem>& items) {
    wanted_.clear();
    std::ranges::copy_if(items, std::back_inserter(wanted_), [this](const CardItem& item) {
        return item.kind == CardKind::card && card_of(item) != nullptr;
    });
    const auto unwanted = [this](const std::string& key, auto key_of) {
        return std::ranges::none_of(wanted_,
                                    [&](const CardItem& item) { return key_of(item) == key; });
    };
    std::erase_if(delivered_, [&](const auto& sent) {
        return unwanted(sent.first, [](const CardItem& item) { return item.key; });
    });
    // Shaped values are small and wait for the next time; drawings are made anew.
    std::erase_if(outputs_, [&](const auto& output) {
        return output.first.find('/') != std::string::npos &&
               unwanted(output.first,
                        [this](const CardItem& item) { return output_key(item, *card_of(item)); });
    });
    look_at_files();
    deliver();
    start_next_job();
}

// ---- files that cards name ----------------------------------------------------------------------

void CardDesk::look_at_files() {
    std::map<std::string, File> seen;
    for (const CardItem& item : wanted_) {
        const CardConfig& config = *card_of(item);
        bool changed = false;
        for (const std::string& name : config.files) {
            const std::string path = path_of(config, name, *model_);
            if (!seen.contains(path)) {
                seen.insert_or_assign(path, std::move(files_[path]));
            }
            changed = reread(seen[path], config, path) || changed;
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
    const int64_t modified =
        there ? status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec : 0;
    if (file.path == path && file.size == size && file.modified_ns == modified) {
        return false;
    }
    file = {path, modified, size, {}, false};
    if (!there || static_cast<size_t>(size) > kMaxFileBytes) {
        problems_[config.id] =
            there ? fmt::format("{}: {} bytes — expected at most {}", path, size, kMaxFileBytes)
                  : path + ": no such file — put it there, or mend the card";
        log_.warn("card {}: {}", config.id, problems_[config.id]);
        return true;
    }
    if (is_drawing(config)) {
        auto text = read_text_file(path);
        auto shared = text ? share_text(*text) : Result<UniqueFd>(fail(text.error()));
        if (shared) {
            file.fd = std::move(*shared);
        }
    } else {
        file.fd = UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    }
    if (!file.fd) {
        problems_[config.id] = path + ": cannot be read — check its owner and mode";
        log_.warn("card {}: {}", config.id, problems_[config.id]);
    } else {
        problems_.erase(config.id);
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
        Output& made = outputs_[running_->output];
        made = {running_->inputs, std::move(output), "", MonotonicTime::max(), kFirstPause};
        problems_.erase(running_->card);
        running_.reset();
    }
    deliver();
    start_next_job();
}

void CardDesk::script_ended(const std::string& how) {
    script_ready_ = false;
    if (running_) {
        Output& output = outputs_[running_->output];
        const MonotonicTime retry_at = clock_.now() + output.pause;
        output.pause = std::min(2 * output.pause, kLongestPause);
        job_failed("its code ended the script worker: " + how, retry_at);
    }
}

void CardDesk::job_failed(const std::string& reason, MonotonicTime retry_at) {
    Output& output = outputs_[running_->output];
    output.failed_inputs = running_->inputs;
    output.retry_at = retry_at;
    std::string& problem = problems_[running_->card];
    if (problem != reason) {
        log_.warn("card {}: {}", running_->card, reason);
        problem = reason;
    }
    running_.reset();
}

void CardDesk::cards_started() {
    cards_running_ = true;
    delivered_.clear();
    for (auto& [path, file] : files_) {
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
std::string CardDesk::inputs_of(const CardConfig& config) const {
    const auto revision = revisions_.find(config.id);
    std::string inputs =
        fmt::format("card {}", revision == revisions_.end() ? 0 : revision->second);
    for (const std::string& source : config.sources) {
        const auto report = reports_.find(source);
        if (report == reports_.end() || !values_.contains(source)) {
            return "";
        }
        inputs += fmt::format(" {} {}", source, report->second.revision);
    }
    return inputs;
}

CardDesk::Content CardDesk::content_of(const CardItem& item) const {
    const CardConfig& config = *card_of(item);
    if (has_code(config)) {
        const auto output = outputs_.find(output_key(item, config));
        return output == outputs_.end() || !output->second.text
                   ? Content{}
                   : Content{output->second.text.get(), output->second.inputs};
    }
    const std::string inputs = inputs_of(config);
    return inputs.empty() || config.sources.empty()
               ? Content{-1, inputs}
               : Content{values_.at(config.sources.front()).get(), inputs};
}

void CardDesk::deliver() {
    if (!cards_running_) {
        return;
    }
    for (const CardItem& item : wanted_) {
        const CardConfig& config = *card_of(item);
        if (!is_drawing(config)) {
            for (const std::string& name : config.files) {
                File& file = files_[path_of(config, name, *model_)];
                if (file.fd && !std::exchange(file.told, true)) {
                    const int fd = file.fd.get();
                    outlets_.cards(CardFile{name}, {&fd, 1});
                }
            }
        }
        const Content content = content_of(item);
        const std::string version =
            fmt::format("{} {}", revisions_[config.id], content.fd < 0 ? "" : content.version);
        if (auto& delivered = delivered_[item.key]; delivered != version) {
            const int fds[] = {definitions_.at(config.id).text.get(), content.fd};
            outlets_.cards(CardContent{item.key}, std::span(fds, content.fd < 0 ? 1 : 2));
            delivered = version;
        }
    }
}

void CardDesk::start_next_job() {
    for (size_t tried = 0; script_ready_ && !running_ && tried < wanted_.size(); ++tried) {
        turn_ = (turn_ + 1) % wanted_.size();
        start_job(wanted_[turn_]);
    }
}

void CardDesk::start_job(const CardItem& item) {
    const CardConfig& config = *card_of(item);
    const std::string inputs = inputs_of(config);
    if (!has_code(config) || inputs.empty()) {
        return;
    }
    const std::string key = output_key(item, config);
    const Output& output = outputs_[key];
    const bool failed_already = output.failed_inputs == inputs && clock_.now() < output.retry_at;
    if (output.inputs == inputs || failed_already) {
        return;
    }
    ScriptJob job;
    job.id = ++jobs_;
    job.output = is_drawing(config) ? ScriptOutput::svg : ScriptOutput::value;
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
    std::vector<int> fds{definitions_.at(config.id).text.get()};
    for (const std::string& source : config.sources) {
        fds.push_back(values_.at(source).get());
    }
    if (is_drawing(config)) {
        for (const std::string& name : config.files) {
            const File& file = files_[path_of(config, name, *model_)];
            if (!file.fd) {
                return;  // problems_ says why
            }
            job.files.push_back(name);
            fds.push_back(file.fd.get());
        }
    }
    running_ = {job.id, config.id, key, inputs, clock_.now()};
    outlets_.script(job, fds);
}

}  // namespace pendopo
