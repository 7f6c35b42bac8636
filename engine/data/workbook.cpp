#include "engine/data/workbook.h"

namespace pendopo {

bool is_workbook(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

Result<Sheet> read_workbook(std::string_view bytes, const std::string& sheet,
                            ValueReading& reading) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        return fail(ErrorCode::invalid,
                    "it is an old Excel file (.xls) or locked with a password; save it as .xlsx "
                    "without a password");
    }
    auto archive = ZipArchive::open(bytes);
    if (!archive) {
        return fail(archive.error());
    }
    if (archive->has("xl/workbook.xml")) {
        reading.format = "xlsx";
        return read_xlsx(*archive, sheet, reading);
    }
    if (archive->has("content.xml")) {
        reading.format = "ods";
        return read_ods(*archive, sheet, reading);
    }
    return fail(ErrorCode::invalid, archive->has("xl/workbook.bin")
                                        ? "it is a binary spreadsheet (.xlsb); save it as .xlsx"
                                        : "it is an archive, but no .xlsx or .ods spreadsheet");
}

}  // namespace pendopo
