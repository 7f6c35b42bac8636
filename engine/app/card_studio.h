#pragma once
// Cards of an installation drawn outside of a wall, for `pendopo check` and `pendopo render
// --card`: figures are fetched, code is run and bitmaps are drawn by workers of this call's own, in
// their sandboxes. A running wall is not touched.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/installation.h"
#include "engine/app/check_worker.h"
#include "engine/app/checked_layouts.h"
#include "engine/base/geometry.h"
#include "engine/base/result.h"
#include "engine/base/unique_fd.h"
#include "engine/ipc/cards_messages.h"
#include "engine/ipc/data_messages.h"
#include "engine/ipc/script_messages.h"

namespace pendopo {

// Where a card hangs, and for whom.
struct CardPlace {
    PixelSize size;
    int font_px = 0;  // the display's comfortable font size b
    bool operator==(const CardPlace&) const = default;
};
using CardPlaces = std::map<std::string, std::vector<CardPlace>>;  // by card

// Where the layouts of an installation hang their cards, those of a story's steps too, in the order
// of the files.
CardPlaces card_places(const CheckedLayouts& checked);

// Thread: bound to its owner.
class CardStudio {
  public:
    // How it is drawn, where it differs from the wall's own.
    struct Manner {
        std::string language;
        std::string theme;  // JSON text
        bool public_audience = true;
    };
    // `installation` outlives it.
    CardStudio(const Installation& installation, Manner manner);

    // Fetches the newest value of a source for the cards drawn from now on, as the wall does.
    // Blocks. Errors: those of the worker's start; a source that fails is said in the report.
    Result<SourceReport> fetch(const SourceConfig& source);
    // Takes the last good value that the wall kept of it. False: there is none.
    bool recall(const SourceConfig& source);
    bool has_value(const std::string& source) const { return values_.contains(source); }

    // What a card's code makes of its figures.
    struct Content {
        UniqueFd text;                   // its value or drawing; none of a card without one
        std::vector<std::string> notes;  // for staff
    };
    // Errors: what is wrong with the card, its files or figures; those of the worker.
    Result<Content> shape(const InstalledCard& card, const CardPlace& place);
    // What can be told of a card's code without figures. Errors: as above.
    Result<void> check_code(const InstalledCard& card);

    struct Drawn {
        std::vector<std::string> missed;  // what readers miss
        std::string problem;              // why what came for it cannot be shown
        UniqueFd ring;                    // of its bitmap
    };
    // `problem`: of its code, for staff. Errors: those of the worker.
    Result<Drawn> draw(const InstalledCard& card, const CardPlace& place, const Content& content,
                       const std::string& problem = {});

  private:
    Result<ScriptJob> job_of(const InstalledCard& card, std::vector<UniqueFd>& fds) const;
    Result<Content> run(ScriptJob job, const std::vector<UniqueFd>& fds);

    const Installation& installation_;
    Manner manner_;
    std::map<std::string, UniqueFd> values_;  // by source
    std::map<std::string, SourceReport> reports_;
    std::optional<CheckWorker> script_;
    bool script_ready_ = false;
    std::optional<CheckWorker> cards_;
    uint64_t jobs_ = 0;
    uint64_t drawn_ = 0;
};

}  // namespace pendopo
