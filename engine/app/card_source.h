#pragma once
// What a card says of the figures it shows: who published them, for which period, how old they are.
// A card of several sources is as good as its worst. Pure.

#include <map>
#include <string>
#include <vector>

#include "config/card_config.h"
#include "config/data_config.h"
#include "engine/base/clock.h"
#include "engine/ipc/messages.h"

namespace pendopo {

// Whether a script makes what it shows of its figures.
bool has_code(const CardConfig& card);

// `reports` by source id; `problem`: of the card's own code, empty when it has none.
CardSource card_source(const CardConfig& card, const DataConfig& data,
                       const std::map<std::string, SourceReport>& reports,
                       const std::string& problem, WallTime now);

// The word for it in the state document: "live", "old", "expired", "failed", "waiting".
std::string card_state(const CardSource& source, WallTime now);

// A line for staff for each source of whose newest value some figures could not be read.
std::vector<std::string> figures_lost(const std::map<std::string, SourceReport>& reports);

}  // namespace pendopo
