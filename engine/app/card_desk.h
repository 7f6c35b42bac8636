#pragma once
// Brings the cards of the wall and their figures together: takes values from the data worker, has
// the script worker shape and chart them, and hands the cards worker what each card shows. Decides
// what is asked of whom and when; holds sealed texts as descriptors and never looks inside.
//
//   SourceReport + value ──▶ inputs of a card changed ──▶ ScriptJob ──▶ output ──▶ CardContent
//
// An output that could be made once is shown until a newer one is there. A card whose own code
// fails keeps its last output and says so; it is tried again when its inputs change, and after a
// growing pause when the worker died of it.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/messages.h"
#include "engine/wall/wall.h"

namespace pendopo {

// Thread: bound to control's loop.
class CardDesk {
  public:
    // A job that is not answered for this long took its worker with it; the worker's own limit is
    // shorter, this one is for a worker that hangs as a whole.
    static constexpr Seconds kJobDeadline{10};
    // After a card's code killed the worker; doubled each time, up to the longest.
    static constexpr Seconds kFirstPause{60};
    static constexpr Seconds kLongestPause{3600};
    // Larger than this a file that a card names is refused.
    static constexpr size_t kMaxFileBytes = size_t{16} << 20;

    struct Outlets {
        std::function<void(const ScriptJob&, std::span<const int>)> script;
        std::function<void()> restart_script;
        std::function<void(const ToCards&, std::span<const int>)> cards;
    };
    // The clock outlives the desk.
    CardDesk(const Clock& clock, Log log, Outlets outlets);

    // The installation: which cards there are and what they say. Reads the files they name.
    void set_model(std::shared_ptr<const WallModel> model);
    // The items of kind card that the wall shows or prepares; `text` is the card's id.
    void want(const std::vector<CardItem>& items);

    // `value` comes with a new revision.
    void source_reported(SourceReport report, UniqueFd value);
    void script_ready();
    void script_done(const ScriptDone& done, UniqueFd output);
    void script_ended(const std::string& how);
    void cards_started();  // it knows nothing: everything is sent again
    void card_drawn(const CardReport& report);
    void tick();  // once a second

    const std::map<std::string, SourceReport>& sources() const { return reports_; }
    // The newest value of a source, sealed; lent until it reports the next. -1: there is none.
    int value(const std::string& source) const {
        const auto found = values_.find(source);
        return found == values_.end() ? -1 : found->second.get();
    }
    // What is wrong with a card's own code, with its value or with a file that it names, by card
    // id; for staff.
    std::map<std::string, std::string> problems() const;
    // Whether the item was given figures to show, or needs none; until then it says that it waits.
    bool is_filled(const std::string& item_key) const;
    // Of cards that are drawn, what staff should know: "peta: no figure for Glenmore", and what
    // found no room: "antrean: 3 of 8 names are cut".
    std::vector<std::string> notes() const;
    // The same of one item, without its card's name.
    std::vector<std::string> notes(const std::string& item_key) const;
    // Every wanted card was given what its sources have to give, or is known to fail.
    bool settled() const;
    // The same of one item; also of one that is not wanted.
    bool is_settled(const std::string& item_key) const;
    // Whether some card has code of its own, so that the script worker is needed.
    bool needs_script() const;

  private:
    // A file that a card names, as it was when it was read.
    struct File {
        std::string path;
        int64_t changed_ns = 0;  // its contents or its mode
        int64_t size = -1;       // -1: there is no such file
        UniqueFd fd;             // sealed text for the script worker, or open for the cards worker
        bool told = false;       // the cards worker has it
        std::string problem;     // why there is no fd
    };
    struct Definition {
        const CardConfig* config = nullptr;  // in model_
        std::string folder;                  // of its file: where the files it names are
        UniqueFd text;
    };
    // An item of the wall and the card it shows. Cards come and go with every model, so items are
    // matched anew then, and nothing here names a card that is not there.
    struct WantedCard {
        CardItem item;
        const Definition* card;  // in definitions_, never null
        const CardConfig& config() const { return *card->config; }
    };
    struct Output {
        std::string card;
        std::string inputs;  // what `text` was made from
        UniqueFd text;
        std::string failed_inputs;
        std::string problem;             // how the last job failed; empty when it did not
        std::vector<std::string> notes;  // of the text
        // What the text was made by. Until a changed definition has its own text, the card stays
        // as it was: a new title over an old drawing would be a lie.
        uint64_t revision = 0;
        UniqueFd definition;
        MonotonicTime retry_at = MonotonicTime::max();
        Seconds pause = kFirstPause;
    };
    struct Running {
        uint64_t id = 0;
        std::string card;
        std::string output;
        std::string inputs;
        MonotonicTime since;
        uint64_t revision = 0;
        UniqueFd definition;
    };
    // What an item shows just now: the text, and a word for what it is that changes with it.
    struct Content {
        int fd = -1;
        std::string version;
        int definition = -1;  // that goes with it, where it is not the newest
        uint64_t revision = 0;
    };

    struct Delivered {
        std::string version;
        bool filled = false;
    };

    void match_cards();
    void forget_what_is_gone();
    void look_at_files();
    bool reread(File& file, const CardConfig& config, const std::string& path);
    uint64_t revision_of(const std::string& card) const;
    std::string inputs_of(const CardConfig& config) const;
    bool is_settled(const WantedCard& wanted) const;
    const WantedCard* wanted_of(const std::string& item_key) const;  // null: none is wanted
    // Items that share an output share its making: a shaped value fits every size, a drawing one.
    static std::string output_key(const CardItem& item, const CardConfig& config);
    Content content_of(const WantedCard& wanted) const;
    void deliver();
    void start_next_job();
    void start_job(const WantedCard& wanted);
    // What the running job was for; null when there is none, or its card is gone or has no such
    // output since.
    Output* output_of_job();
    // Whether a card that is there has an output of that key made, as it reads now.
    bool makes(const std::string& card, const std::string& output_key) const;
    std::vector<std::string> notes(const WantedCard& wanted) const;
    void tell(const std::string& card, const std::vector<std::string>& before,
              const std::vector<std::string>& now);
    void job_failed(const std::string& reason, MonotonicTime retry_at);

    const Clock& clock_;
    Log log_;
    Outlets outlets_;
    std::shared_ptr<const WallModel> model_;
    std::map<std::string, Definition> definitions_;  // by card id
    std::map<std::string, uint64_t> revisions_;      // of a definition and its files, by card id
    std::map<std::pair<std::string, std::string>, File> files_;  // by card id and path
    std::vector<CardItem> asked_;  // by the wall, also for cards that are not there
    std::vector<WantedCard> wanted_;
    std::map<std::string, SourceReport> reports_;
    std::map<std::string, UniqueFd> values_;      // by source id
    std::map<std::string, Output> outputs_;       // by output_key()
    std::map<std::string, Delivered> delivered_;  // to the cards worker, by item key
    std::map<std::string, CardReport> drawn_;     // what it said of it, by item key
    bool cards_running_ = false;
    bool script_ready_ = false;
    std::optional<Running> running_;
    uint64_t jobs_ = 0;
    size_t turn_ = 0;  // in wanted_: who comes next
};

}  // namespace pendopo
