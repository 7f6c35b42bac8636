// Any bytes as what a source sends: taken as JSON and as CSV, policy and aggregation applied, or
// refused; never a crash. What leaves is JSON that parses again, and holds no national id.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "engine/data/personal.h"
#include "engine/data/shape.h"

namespace {

using namespace pendopo;

// Every text of a value for the public, as a reader would see it.
void look_at(const Value& value, bool ruled) {
    if (value.is_object()) {
        for (const auto& [name, member] : value.items()) {
            CHECK(personal_text(name) == Personal::no);
            const bool is_ruled = name == "kode" || name == "nilai" || name == "tanggal" ||
                                  name == "nama" || name == "telepon";
            look_at(member, ruled || is_ruled);
        }
    } else if (value.is_array()) {
        for (const Value& element : value) {
            look_at(element, ruled);
        }
    } else if (value.is_string() && !ruled) {
        CHECK(personal_text(value.get_ref<const std::string&>()) == Personal::no);
    }
}

void check(const Fetched& fetched, const SourceConfig& source) {
    const auto shaped = shape(fetched, source, "Asia/Jakarta", 1'795'000'000'000);
    if (!shaped) {
        CHECK(!shaped.error().message().empty());
        return;
    }
    const auto again = parse_value(shaped->text);
    // Longer than it came, it may have grown over a limit of reading, which is no fault.
    if (!again) {
        CHECK(again.error().code() == ErrorCode::exhausted);
        return;
    }
    if (source.audience == "public") {
        look_at(*again, false);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    SourceConfig plain;
    plain.period_from = "/p";
    SourceConfig ruled;
    ruled.columns = {{"nama", ColumnRule::initials}, {"nik", ColumnRule::drop},
                     {"telepon", ColumnRule::mask},  {"nilai", ColumnRule::number},
                     {"tanggal", ColumnRule::date},  {"kode", ColumnRule::text}};
    SourceConfig summed = ruled;
    summed.aggregate = {{"kecamatan"}, {"nilai"}, "jumlah", 2};
    summed.csv.decimal = ',';
    SourceConfig staff;
    staff.audience = "staff";
    staff.updated_from = "/t";
    staff.csv.header = false;
    staff.csv.encoding = CsvFormat::Encoding::windows1252;
    for (const DataFormat format : {DataFormat::json, DataFormat::csv}) {
        const Fetched fetched{.body = std::string(bytes), .format = format};
        for (const SourceConfig* source : {&plain, &ruled, &summed, &staff}) {
            check(fetched, *source);
        }
    }
    return 0;
}
