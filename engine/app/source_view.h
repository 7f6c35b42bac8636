#pragma once
// One source's figures as people look at them (`pendopo data show`): the rows as the wall has them,
// what each column is, what was lost and why, how it was decided. The source is fetched as the wall
// does, by a data worker of its own in its sandbox, and nothing of a running wall is touched.

#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/base/sandbox_mode.h"
#include "engine/ipc/data_messages.h"

namespace pendopo {

struct SourceView {
    SourceReport report;
    std::string value;  // JSON; empty: there is none
};

// data.json with only the source `id`. Errors: invalid (no JSON), not_found (no such source; its
// text names those there are).
Result<std::string> only_source(const std::string& data_text, const std::string& id);

// data.json of one file that no data.json names. `csv`: JSON of its "csv" key; empty: none.
Result<std::string> source_of_file(const std::string& path, const std::string& csv);

// Fetches the one source of `data_text`. `plan.state_folder` is not used. Blocks, `patience` at
// most, and ends within a tenth of a second of `stop`. Errors: io, timed_out (an mqtt source
// without a message), stopped, those of the worker's start.
Result<SourceView> view_source(DataPlan plan, const std::string& data_text, Milliseconds patience,
                               const std::stop_token& stop = {},
                               SandboxMode sandbox = SandboxMode::required);

// For people: a head, the columns, losses and notes, then the first `most_rows` rows.
std::string view_text(const SourceView& view, size_t most_rows, int64_t now_ms);
// For programs: everything.
nlohmann::ordered_json view_json(const SourceView& view);

}  // namespace pendopo
