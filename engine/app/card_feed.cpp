#include "engine/app/card_feed.h"

#include <string_view>
#include <utility>
#include <variant>

#include "engine/base/overloaded.h"
#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

// What an installation without a data file, or no longer with one, has to fetch.
constexpr std::string_view kNoSources = R"({"version": 1, "sources": []})";

UniqueFd first_fd(ChannelMessage& message) {
    return message.fds.empty() ? UniqueFd() : std::move(message.fds.front());
}

}  // namespace

CardFeed::CardFeed(const Clock& clock, const Log& log, Hooks hooks)
    : log_(log),
      hooks_(std::move(hooks)),
      desk_(clock, log.child("desk"),
            {[this](const ScriptJob& job, std::span<const int> fds) {
                 // Its texts travel beside it; what is left is far from too long.
                 static_cast<void>(script_->send("job", encode(ToScript(job)), fds));
             },
             [this] { script_->restart(); }, hooks_.to_cards}) {}

void CardFeed::set_model(std::shared_ptr<const WallModel> model, const std::string& state_folder) {
    const bool changed = model_ == nullptr || model_->data_text != model->data_text ||
                         model_->secrets != model->secrets ||
                         model_->config.timezone != model->config.timezone;
    model_ = model;
    state_folder_ = state_folder;
    desk_.set_model(std::move(model));
    if (!data_ && !model_->data.sources.empty() && !stopping_) {
        data_ = hooks_.make_worker(
            "data", "pendopo-data",
            {[this] { tell_data(); },
             [this](ChannelMessage message) { data_received(std::move(message)); }, hooks_.ended});
        data_->start();
    } else if (data_ && changed) {
        tell_data();
    }
}

void CardFeed::want(const std::vector<CardItem>& items) {
    desk_.want(items);
    if (!script_ && desk_.needs_script() && !stopping_) {
        script_ = hooks_.make_worker(
            "script", "pendopo-script",
            {[] {}, [this](ChannelMessage message) { script_received(std::move(message)); },
             [this] {
                 desk_.script_ended(script_->last_exit());
                 hooks_.ended();
             }});
        script_->start();
    }
}

void CardFeed::tell_data() {
    DataPlan plan{model_->data_path, state_folder_, model_->config.timezone, {}};
    for (const auto& [name, login] : model_->secrets) {
        plan.logins.push_back({name, login.user, login.password});
    }
    const auto text =
        share_text(model_->data_text.empty() ? kNoSources : std::string_view(model_->data_text));
    if (!text) {
        log_.error("data: {}", text.error().message());
        return;
    }
    const int fd = text->get();
    if (const auto sent = data_->send("plan", encode(ToData(plan)), {&fd, 1}); !sent) {
        log_.error("data: {}", sent.error().message());
    }
}

void CardFeed::reject(Worker& worker, const std::string& why) {
    log_.error("{} is replaced: {}", worker.role(), why);
    worker.restart();
}

void CardFeed::data_received(ChannelMessage message) {
    auto decoded = decode_from_data(message.text);
    if (!decoded) {
        reject(*data_, decoded.error().message());
        return;
    }
    std::visit(Overloaded{[&](SourceReport& report) {
                              desk_.source_reported(std::move(report), first_fd(message));
                              hooks_.changed();
                          },
                          [&](const SourceAlarm& alarm) { alarm_received(alarm); },
                          [&](const WorkerHealth& health) {
                              if (!health.problem.empty()) {
                                  log_.warn("data: {}", health.problem);
                              }
                          }},
               *decoded);
}

void CardFeed::alarm_received(const SourceAlarm& alarm) {
    constexpr size_t kMostTold = 1000;  // a worker that says more repeats itself at worst
    if (alarms_told_.size() >= kMostTold) {
        alarms_told_.clear();
    }
    if (alarms_told_.insert(alarm.alarm + " " + alarm.event).second && hooks_.alarm) {
        hooks_.alarm(alarm);
    }
}

void CardFeed::script_received(ChannelMessage message) {
    auto decoded = decode_from_script(message.text);
    if (!decoded) {
        reject(*script_, decoded.error().message());
        return;
    }
    std::visit(Overloaded{[&](const ScriptReady&) { desk_.script_ready(); },
                          [&](const ScriptDone& done) {
                              desk_.script_done(done, first_fd(message));
                              hooks_.changed();
                          },
                          [&](const WorkerHealth& health) {
                              if (!health.problem.empty()) {
                                  log_.warn("script: {}", health.problem);
                              }
                          }},
               *decoded);
}

void CardFeed::stop() {
    stopping_ = true;
    for (Worker* worker : {data_.get(), script_.get()}) {
        if (worker != nullptr) {
            worker->stop();
        }
    }
}

bool CardFeed::running() const {
    return (data_ && data_->running()) || (script_ && script_->running());
}

std::vector<const Worker*> CardFeed::workers() const {
    std::vector<const Worker*> workers;
    for (const Worker* worker : {data_.get(), script_.get()}) {
        if (worker != nullptr) {
            workers.push_back(worker);
        }
    }
    return workers;
}

}  // namespace pendopo
