#pragma once
// What looks like personal data. Errs to the safe side: a source for the public is refused when one
// of its columns looks like it and nobody has said what to do with the column. Pure.

#include <cstdint>
#include <string_view>

namespace pendopo {

// "nik", "No. KTP", "namaPenerima", "alamat_rumah", "telepon", "email", "tanggal lahir" … Names of
// places and things ("nama_kecamatan") do not count, "nama" and "name" alone do.
bool is_personal_name(std::string_view column);

enum class Personal { no, national_id, telephone, email };
// A text that holds a national id (NIK, 16 digits), a telephone number or an e-mail address.
Personal personal_text(std::string_view text);
// A whole number of 16 digits that is built like a NIK: district, birthday, serial.
bool is_national_id(double number);

const char* to_string(Personal kind);  // "national ids"

}  // namespace pendopo
