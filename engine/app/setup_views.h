#pragma once
// Sources as technicians look at them: fetched anew, by a data worker of its own, as the document
// of `pendopo data show --json`. Logins and data.json are read as they stand on the disk. Each call
// blocks for `patience` at most, and ends soon after `stop`. Thread: reentrant.

#include <stop_token>
#include <string>
#include <tl/expected.hpp>

#include "engine/app/source_view.h"
#include "engine/base/clock.h"
#include "engine/control/setup_desk.h"
#include "engine/wall/wall.h"

namespace pendopo {

using ViewOutcome = tl::expected<std::string, DraftError>;

// Errors: not_found (no such source), io, timed_out, stopped.
ViewOutcome view_installed_source(const WallModel& model, const std::string& wall_path,
                                  const std::string& source, Milliseconds patience,
                                  const std::stop_token& stop);
// `source`: an element of data.json's "sources". Errors: invalid with what is wrong with it.
ViewOutcome view_draft_source(const WallModel& model, const std::string& wall_path,
                              const std::string& source, Milliseconds patience,
                              const std::stop_token& stop);

// The document, cut where it is too much for an answer: 1000 rows of a table; nothing of another
// value that has more than 4 MiB.
std::string view_document(const SourceView& view);

}  // namespace pendopo
