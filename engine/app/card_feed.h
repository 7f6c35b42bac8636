#pragma once
// The two workers behind the cards, data and script, and the desk between them: started when the
// installation needs them, told what they should know, heard. The cards worker itself belongs to
// the runtime, which lends its ear here.

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/app/card_desk.h"
#include "engine/app/worker.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Thread: bound to control's loop.
class CardFeed {
  public:
    using MakeWorker = std::function<std::unique_ptr<Worker>(
        const std::string& role, const std::string& program, WorkerHooks hooks)>;
    struct Hooks {
        MakeWorker make_worker;
        std::function<void(const ToCards&, std::span<const int>)> to_cards;
        std::function<void()> changed;  // reports or problems are news for the composer
        std::function<void()> ended;    // a worker's process is gone
        // A source's value raises an alarm of schedule.json; once an event. May be empty.
        std::function<void(const SourceAlarm&)> alarm{};
    };
    // The clock outlives the feed.
    CardFeed(const Clock& clock, const Log& log, Hooks hooks);

    void set_model(std::shared_ptr<const WallModel> model, const std::string& state_folder);
    void want(const std::vector<CardItem>& items);
    void cards_started() { desk_.cards_started(); }
    void card_drawn(const CardReport& report) { desk_.card_drawn(report); }
    void tick() { desk_.tick(); }

    void stop();
    bool running() const;
    bool settled() const { return desk_.settled(); }
    bool is_settled(const std::string& item_key) const { return desk_.is_settled(item_key); }
    bool is_filled(const std::string& item_key) const { return desk_.is_filled(item_key); }

    const std::map<std::string, SourceReport>& sources() const { return desk_.sources(); }
    int value(const std::string& source) const { return desk_.value(source); }  // see CardDesk
    std::vector<std::string> notes() const { return desk_.notes(); }
    std::vector<std::string> notes(const std::string& item_key) const {
        return desk_.notes(item_key);
    }
    std::map<std::string, std::string> problems() const { return desk_.problems(); }
    std::vector<const Worker*> workers() const;

  private:
    void tell_data();
    void data_received(ChannelMessage message);
    void script_received(ChannelMessage message);
    void alarm_received(const SourceAlarm& alarm);
    void reject(Worker& worker, const std::string& why);

    Log log_;
    Hooks hooks_;
    std::shared_ptr<const WallModel> model_;
    std::string state_folder_;
    bool stopping_ = false;
    std::set<std::string> alarms_told_;  // alarm and event, which a restarted worker says again
    std::unique_ptr<Worker> data_;
    std::unique_ptr<Worker> script_;
    CardDesk desk_;
};

}  // namespace pendopo
