#include "engine/app/figures_check.h"

#include <poll.h>

#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "engine/app/model_loader.h"
#include "engine/app/source_view.h"
#include "engine/ipc/process.h"
#include "engine/ipc/script_messages.h"
#include "engine/ipc/shared_text.h"
#include "engine/ipc/worker_refusal.h"

namespace pendopo {
namespace {

constexpr Seconds kSourcePatience{65};  // more than the longest timeout_seconds
constexpr Seconds kJobPatience{20};     // more than the worker gives a job

bool is_of_this_machine(const SourceConfig& source) {
    return std::holds_alternative<FileOrigin>(source.origin) ||
           std::holds_alternative<SqliteOrigin>(source.origin);
}

// A script worker that draws one card after the other. Thread: bound to its owner.
class CardDrawer {
  public:
    // Errors: those of the worker's start.
    static Result<CardDrawer> start(SandboxMode sandbox) {
        auto pair = Channel::create_pair();
        if (!pair) {
            return fail(pair.error());
        }
        auto child = ChildProcess::spawn(program_beside("pendopo-script"),
                                         worker_words("script", LogLevel::error, sandbox),
                                         pair->second.take_fd());
        if (!child) {
            return fail(child.error());
        }
        return CardDrawer(std::move(pair->first), std::move(*child));
    }

    // What the worker says of the card. Errors: the card cannot be drawn, or the worker ended.
    Result<std::vector<std::string>> draw(ScriptJob job, const std::vector<int>& fds) {
        job.id = ++jobs_;
        while (!ready_) {
            const auto message = next();
            if (!message) {
                return fail(message.error());
            }
            ready_ = std::holds_alternative<ScriptReady>(*message);
        }
        if (auto sent = channel_.send(encode(ToScript(job)), fds); !sent) {
            return fail(sent.error());
        }
        while (true) {
            const auto message = next();
            if (!message) {
                return fail(message.error());
            }
            if (const auto* done = std::get_if<ScriptDone>(&*message);
                done != nullptr && done->id == job.id) {
                return done->error.empty() ? Result<std::vector<std::string>>(done->notes)
                                           : fail(ErrorCode::invalid, done->error);
            }
        }
    }

  private:
    CardDrawer(Channel channel, ChildProcess child)
        : channel_(std::move(channel)), child_(std::move(child)) {}

    Result<FromScript> next() {
        const MonotonicTime give_up = Monotonic::now() + kJobPatience;
        while (Monotonic::now() < give_up) {
            auto received = channel_.receive();
            if (!received) {
                return fail(received.error());
            }
            if (*received) {
                if (const auto refusal = decode_worker_refusal((*received)->text)) {
                    return fail(ErrorCode::unsupported, refusal->reason);
                }
                return decode_from_script((*received)->text);
            }
            pollfd news{channel_.fd(), POLLIN, 0};
            ::poll(&news, 1, 1000);
        }
        return fail(ErrorCode::timed_out, "the script worker says nothing");
    }

    Channel channel_;
    ChildProcess child_;
    uint64_t jobs_ = 0;
    bool ready_ = false;
};

class FiguresCheck {
  public:
    explicit FiguresCheck(const Installation& installation) : installation_(installation) {}

    ProblemList warnings() {
        const auto& sources = installation_.data.sources;
        for (size_t i = 0; i < sources.size(); ++i) {
            if (is_of_this_machine(sources[i])) {
                read(sources[i].id, "/sources/" + std::to_string(i));
            }
        }
        for (const InstalledCard& card : installation_.cards) {
            if (card.config.is_drawing() || !card.config.data.empty()) {
                draw(card);
            }
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
        if (auto value = share_text(view->value)) {
            values_.insert_or_assign(id, std::move(*value));
        }
    }

    void draw(const InstalledCard& card) {
        const auto text = read_text_file(card.path);
        auto definition = text ? share_text(*text) : Result<UniqueFd>(fail(text.error()));
        if (!definition) {
            return warn(card.path, "", definition.error().message());
        }
        ScriptJob job;
        job.output = card.config.is_drawing() ? ScriptOutput::svg : ScriptOutput::value;
        job.size = {1280, 720};  // notes are about figures, not about room
        job.font_px = 32;
        job.language = installation_.wall.language;
        job.timezone = installation_.wall.timezone;
        job.theme = installation_.theme_text;
        job.sources = card.config.sources;
        std::vector<int> fds{definition->get()};
        for (const std::string& source : card.config.sources) {
            const auto value = values_.find(source);
            if (value == values_.end()) {
                return;  // it comes over a network, or was told of above
            }
            fds.push_back(value->second.get());
        }
        std::vector<UniqueFd> files;
        if (card.config.is_drawing()) {
            for (const std::string& name : card.config.files) {
                auto file = shared_file(card.path, name);
                if (!file) {
                    return warn(card.path, "", file.error().message());
                }
                job.files.push_back(name);
                fds.push_back(file->get());
                files.push_back(std::move(*file));
            }
        }
        if (!drawer_) {
            auto started = CardDrawer::start(installation_.wall.sandbox);
            if (!started) {
                return warn(card.path, "", started.error().message());
            }
            drawer_.emplace(std::move(*started));
        }
        const auto notes = drawer_->draw(std::move(job), fds);
        if (!notes) {
            drawer_.reset();  // it may have ended itself
            return warn(card.path, "", "the card is not drawn: " + notes.error().message());
        }
        for (const std::string& note : *notes) {
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

    const Installation& installation_;
    std::map<std::string, UniqueFd> values_;
    std::optional<CardDrawer> drawer_;
    ProblemList warnings_;
};

}  // namespace

ProblemList figures_warnings(const std::string& wall_path) {
    const auto installation = load_installation(wall_path, read_layouts);
    return installation ? FiguresCheck(*installation).warnings() : ProblemList{};
}

}  // namespace pendopo
