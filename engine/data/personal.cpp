#include "engine/data/personal.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "engine/data/date_text.h"

namespace pendopo {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Letters and digits only, lower case, without "no", "nomor" or "nomer" before.
std::string squashed(std::string_view column) {
    std::string name;
    for (const char c : column) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    for (const std::string_view prefix : {"nomor", "nomer", "no"}) {
        if (name.starts_with(prefix) && name.size() > prefix.size()) {
            return name.substr(prefix.size());
        }
    }
    return name;
}

// A NIK is district (6), day (women + 40), month and year of birth (2 each), serial (4, from 1).
bool is_built_like_nik(std::string_view digits) {
    const auto two = [&](size_t at) { return (digits[at] - '0') * 10 + digits[at + 1] - '0'; };
    const int province = two(0);
    const int day = two(6);
    const int month = two(8);
    return digits.size() == 16 && province >= 11 && province <= 97 &&
           ((day >= 1 && day <= 31) || (day >= 41 && day <= 71)) && month >= 1 && month <= 12 &&
           digits.substr(12) != "0000";
}

bool begins_with_day(std::string_view written) {
    const DateText date = read_date(written.substr(0, 10));
    const auto& read = date.day_first ? date.day_first : date.month_first;
    return read && read->day != 0;
}

// Mobile numbers (+62 8…, 62 8…, 08…) and those with an area code (0333 …, (0333) …).
bool is_telephone(std::string_view written, std::string_view digits) {
    if (digits.size() < 9 || digits.size() > 15 || begins_with_day(written)) {
        return false;
    }
    if (written.starts_with("+62") || written.starts_with("(+62") || digits.starts_with("08")) {
        return digits.size() >= 9;
    }
    if (digits.starts_with("628") && digits.size() >= 11) {
        return true;
    }
    const size_t gap = written.find_first_of(" -)", 2);
    return digits[0] == '0' && digits[1] >= '2' && digits.size() <= 12 &&
           gap != std::string_view::npos && gap <= 6;
}

// Where a number may begin: not inside one, and not after a separator of one ("1.081.234.567").
bool begins_number(std::string_view text, size_t at) {
    const bool opens = text[at] == '+' || text[at] == '(';
    if (!is_digit(text[at]) && !opens) {
        return false;
    }
    const char before = at > 0 ? text[at - 1] : ' ';
    const bool separator = before == '.' || before == '-' || before == ',';
    return !is_digit(before) && !(separator && at > 1 && is_digit(text[at - 2]));
}

// What the number is that begins here, its blocks of digits parted by at most two separators. Each
// end of a block may be its end, as the next block may be another number.
Personal number_at(std::string_view text) {
    constexpr size_t kLongest = 16;
    constexpr int kWidestGap = 2;
    std::string digits;
    size_t block = 0;  // digits without a gap
    int gap = 0;
    for (size_t i = 0; i < text.size() && digits.size() <= kLongest; ++i) {
        if (!is_digit(text[i])) {
            block = 0;
            if (++gap > kWidestGap || std::string_view(" -.()+").find(text[i]) == text.npos) {
                break;
            }
            continue;
        }
        gap = 0;
        digits += text[i];
        if (++block == kLongest) {  // or longer: nothing that a public needs has so many
            return Personal::national_id;
        }
        if (i + 1 < text.size() && is_digit(text[i + 1])) {
            continue;
        }
        if (digits.size() == kLongest && is_built_like_nik(digits)) {
            return Personal::national_id;
        }
        if (is_telephone(text.substr(0, i + 1), digits)) {
            return Personal::telephone;
        }
    }
    return Personal::no;
}

bool holds_email(std::string_view text) {
    const auto part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_';
    };
    for (size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        size_t end = at + 1;
        while (end < text.size() && part(text[end])) {
            ++end;
        }
        const size_t dot = text.substr(at + 1, end - at - 1).find('.', 1);
        if (at > 0 && (part(text[at - 1]) || text[at - 1] == '+') &&
            dot != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool is_personal_name(std::string_view column) {
    const std::string name = squashed(column);
    constexpr std::string_view kExact[] = {
        "nik",
        "ktp",
        "nikktp",
        "kk",
        "kartukeluarga",
        "indukkependudukan",
        "nama",
        "name",
        "fullname",
        "firstname",
        "lastname",
        "hp",
        "handphone",
        "ponsel",
        "wa",
        "whatsapp",
        "email",
        "surel",
        "phone",
        "npwp",
        "nisn",
        "paspor",
        "passport",
        "tanggallahir",
        "tgllahir",
        "tempatlahir",
        "ttl",
        "tempattanggallahir",
        "birthdate",
        "dateofbirth",
        "rekeningbank",
        "address",
        "bpjs",
    };
    constexpr std::string_view kBeginnings[] = {"alamat",      "telepon",      "telp",       "tlp",
                                                "phonenumber", "emailaddress", "homeaddress"};
    constexpr std::string_view kPersons[] = {
        "lengkap",  "penerima", "siswa",   "pemilik",   "ibu",      "ayah",
        "pemohon",  "warga",    "peserta", "mahasiswa", "penduduk", "kepalakeluarga",
        "orangtua", "suami",    "istri",   "anak",      "pasien",   "pegawai",
        "korban",   "pelapor",  "wali"};
    const auto is_one_of = [](std::string_view word, const auto& words) {
        return std::find(std::begin(words), std::end(words), word) != std::end(words);
    };
    return is_one_of(name, kExact) ||
           std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                       [&](std::string_view b) { return name.starts_with(b); }) ||
           (name.starts_with("nama") && is_one_of(std::string_view(name).substr(4), kPersons));
}

Personal personal_text(std::string_view text) {
    if (holds_email(text)) {
        return Personal::email;
    }
    for (size_t at = 0; at < text.size(); ++at) {
        if (!begins_number(text, at)) {
            continue;
        }
        if (const Personal kind = number_at(text.substr(at)); kind != Personal::no) {
            return kind;
        }
    }
    return Personal::no;
}

bool is_national_id(double number) {
    constexpr double kSixteenDigits = 1e15;  // a double is exact up to 9e15
    return number >= kSixteenDigits && number < kSixteenDigits * 10 &&
           is_built_like_nik(std::to_string(static_cast<int64_t>(number)));
}

const char* to_string(Personal kind) {
    switch (kind) {
        case Personal::national_id:
            return "national ids";
        case Personal::telephone:
            return "telephone numbers";
        case Personal::email:
            return "e-mail addresses";
        case Personal::no:
            break;
    }
    return "nothing personal";
}

}  // namespace pendopo
