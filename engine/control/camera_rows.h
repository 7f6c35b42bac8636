#pragma once
// What a table says of cameras, row by row, before anybody holds it against a cameras.json: only
// camera_csv.cpp asks. Pure. Thread: reentrant.

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/control/setup_desk.h"
#include "engine/text/csv_rows.h"

namespace pendopo {

// The columns, in the order in which they are exported; the last two never are.
enum class CameraColumn {
    id,
    name,
    group,
    main,
    sub,
    login,
    audience,
    transport,
    backend,
    user,
    password
};
inline constexpr size_t kCameraColumns = 11;
inline constexpr size_t kExportedColumns = 9;
std::string_view word_of(CameraColumn column);

struct CameraRow {
    int line = 0;      // of the table, from 1
    bool good = true;  // without a problem
    std::string id;    // empty: to be made from its name
    std::string name;
    // What it says by the keys of cameras.json; null: take away. "main" and "sub" are addresses
    // without logins.
    nlohmann::ordered_json values = nlohmann::ordered_json::object();
    bool says_main = false;                          // rightly or not
    std::optional<std::vector<std::string>> groups;  // by id or name; nothing: not mentioned
    std::string user;                                // of its columns, or of its address
    std::string password;
};

// The rows of a table, with the columns that its first one names; rows of empty cells are left out.
// What is wrong is added to `problems`; rows without an id that can be one are left out, and
// without a good header all are.
class CameraRows {
  public:
    using Problems = std::vector<CameraImport::Problem>;

    explicit CameraRows(Problems& problems) : problems_(problems) {}

    // `csv`: as a spreadsheet saved it, in whichever encoding.
    std::vector<CameraRow> read(std::string_view csv);
    // Where a column stands, from 1; 0: nowhere.
    int column_of(CameraColumn column) const;
    void refuse(int line, CameraColumn column, LocalText text);

  private:
    std::vector<CsvRow> read_table(std::string_view csv);
    bool read_header(const CsvRow& header);
    std::string cell(const CsvRow& row, CameraColumn column) const;
    std::optional<CameraRow> read_row(const CsvRow& row);
    void take(const CsvRow& row, CameraColumn column, const std::vector<std::string>& words,
              CameraRow& camera);
    void take_address(const CsvRow& row, CameraColumn column, CameraRow& camera);
    void add(int line, int column, LocalText text);

    Problems& problems_;
    std::array<std::optional<size_t>, kCameraColumns> columns_;
};

}  // namespace pendopo
