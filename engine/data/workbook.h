#pragma once
// Spreadsheets to a sheet of cells: .xlsx (Office Open XML) and .ods (OpenDocument). Numbers, dates
// and truths come as what the file says they are, so that nothing about their spelling has to be
// decided; a share (87.45 %) is 87.45, as it is in a CSV. Formulas are never run: what the program
// that saved the file worked out is read. Thread: reentrant.

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/data/table.h"
#include "engine/data/zip_archive.h"

namespace pendopo {

// Whether these bytes are a spreadsheet, whatever the name says.
bool is_workbook(std::string_view bytes);

// `sheet`: the name of the one that is read; empty: the first that is not hidden, which `reading`
// tells when there are more. Errors: invalid (no spreadsheet, damaged, an old .xls), not_found (no
// such sheet; the text names those there are), refused (a password), exhausted.
Result<Sheet> read_workbook(std::string_view bytes, const std::string& sheet,
                            ValueReading& reading);

// The two formats, for read_workbook and their tests.
Result<Sheet> read_xlsx(ZipArchive& archive, const std::string& sheet, ValueReading& reading);
Result<Sheet> read_ods(ZipArchive& archive, const std::string& sheet, ValueReading& reading);

}  // namespace pendopo
