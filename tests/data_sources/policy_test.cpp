#include "engine/data/policy.h"

#include <gtest/gtest.h>

#include <utility>

#include "engine/data/column_reader.h"
#include "engine/data/personal.h"

namespace pendopo {
namespace {

constexpr const char* kNik = "3510014101900001";  // built like one, of nobody

std::string applied(const std::string& text, const SourceConfig& source = {}) {
    Value read = *parse_value(text);
    ValueReading reading;
    if (const auto done = read_columns(read, source, {}, reading); !done) {
        return "error: " + done.error().message();
    }
    auto value = apply_policy(std::move(read), source);
    return value ? write_value(*value) : "error: " + value.error().message();
}

SourceConfig with(std::map<std::string, ColumnRule> columns, const char* audience = "staff") {
    SourceConfig source;
    source.columns = std::move(columns);
    source.audience = audience;
    return source;
}

TEST(Policy, RulesApplyWhereverAColumnStands) {
    const SourceConfig source = with({{"nama", ColumnRule::initials},
                                      {"nik", ColumnRule::drop},
                                      {"telepon", ColumnRule::mask},
                                      {"nilai", ColumnRule::number},
                                      {"tanggal", ColumnRule::date},
                                      {"kode", ColumnRule::text}});
    EXPECT_EQ(applied(R"([{"nama":"Siti Aminah","nik":"3510","telepon":"081234567890",
                          "nilai":"12","tanggal":"31/10/2026","kode":"01","lain":{"nik":1}}])",
                      source),
              R"([{"nama":"S. A.","telepon":"••••••••••90","nilai":12,"tanggal":"2026-10-31",)"
              R"("kode":"01","lain":{}}])");
    EXPECT_EQ(applied(R"({"meta":{"nama":"A B"},"rows":[[{"nik":1,"nilai":"x"}]]})", source),
              R"({"meta":{"nama":"A. B."},"rows":[[{"nilai":null}]]})");
    EXPECT_EQ(
        applied(R"({"nama":{"depan":"Siti"},"nilai":[1],"tanggal":5,"telepon":null})", source),
        R"({"nama":"","nilai":null,"tanggal":null,"telepon":null})");
    EXPECT_EQ(applied(R"({"kode":{"nik":1,"b":2}})", source), R"({"kode":{"b":2}})");
}

TEST(Policy, FormsThatHide) {
    const struct {
        const char* text;
        const char* initials;
        const char* masked;
    } cases[] = {
        {"Siti Aminah", "S. A.", "•••••••••ah"},
        {"  éva  ", "é.", "•••••  "},
        {"", "", ""},
        {"ab", "a.", "••"},
        {"abcd", "a.", "••••"},
        {"abcde", "a.", "•••de"},
        {"a b c d e f", "a. b. c. d.", "••••••••• f"},
        {"12345678901234567890", "1.", "••••••••••••••90"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(initials_of(c.text), c.initials) << c.text;
        EXPECT_EQ(masked(c.text), c.masked) << c.text;
    }
}

TEST(Personal, Names) {
    for (const char* name : {"nik",
                             "NIK",
                             "No. KTP",
                             "no_kk",
                             "nama",
                             "Name",
                             "nama_lengkap",
                             "namaPenerima",
                             "NAMA PESERTA",
                             "alamat",
                             "alamat_rumah",
                             "Telepon",
                             "no_hp",
                             "Nomor HP",
                             "no telp",
                             "email",
                             "e-mail",
                             "tanggal lahir",
                             "tgl_lahir",
                             "NPWP",
                             "nisn",
                             "Nomor Telepon",
                             "nama_kepala_keluarga",
                             "whatsapp",
                             "date of birth"}) {
        EXPECT_TRUE(is_personal_name(name)) << name;
    }
    for (const char* name : {"nama_kecamatan", "namaOpd", "nilai", "kecamatan", "jumlah_kk", "no",
                             "nomor", "kode_rekening", "nama_kegiatan", "unik", "teknik", "label",
                             "value", "Pagu Anggaran", "", "wajib_ktp", "nominal", "nikah"}) {
        EXPECT_FALSE(is_personal_name(name)) << name;
    }
}

TEST(Personal, Texts) {
    const struct {
        const char* text;
        Personal expected;
    } cases[] = {
        {kNik, Personal::national_id},
        {"NIK 3510014101900001.", Personal::national_id},
        {"351001-410190-0001", Personal::national_id},
        {"3510 0141 0190 0001", Personal::national_id},
        {"9999999999999999", Personal::national_id},  // 16 digits together: to the safe side
        {"081234567890", Personal::telephone},
        {"0812-3456-7890", Personal::telephone},
        {"+62 812 3456 7890", Personal::telephone},
        {"(+62) 81234567890", Personal::telephone},
        {"6281234567890", Personal::telephone},
        {"(0333) 421234", Personal::telephone},
        {"0333-421234", Personal::telephone},
        {"hub. 0333 421234 jam kerja", Personal::telephone},
        {"siti@example.go.id", Personal::email},
        {"<a+b@x.co>", Personal::email},
        {"3510014101900001 081234567890", Personal::national_id},  // two in one field
        {"RT 02 081234567890", Personal::telephone},
        {"12 0812-3456-7890", Personal::telephone},
        {"x93510014101900001", Personal::national_id},  // longer, and still to the safe side
        {"Rp 1.081.234.567", Personal::no},
        {"1,081,234,567", Personal::no},
        {"2026-10-31", Personal::no},
        {"08-02-2026 10:00", Personal::no},
        {"08/02/2026", Personal::no},
        {"1.234.567.890.123.456", Personal::no},  // digits in groups: an amount
        {"1234567", Personal::no},
        {"35.10.01.2001", Personal::no},  // a village's code
        {"Rp 12.500.000.000", Personal::no},
        {"15 unit @ Rp 20 juta", Personal::no},
        {"@bupati", Personal::no},
        {"", Personal::no},
        {"Kecamatan Glagah", Personal::no},
        {"(", Personal::no},
        {"+", Personal::no},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(personal_text(c.text), c.expected) << c.text;
    }
    EXPECT_TRUE(is_national_id(3510014101900001));
    EXPECT_FALSE(is_national_id(3510019901900001));  // day 99
    EXPECT_FALSE(is_national_id(351001410190000));   // 15 digits
    EXPECT_FALSE(is_national_id(-3510014101900001));
}

TEST(Policy, ThePublicIsRefusedWhatLooksPersonal) {
    const std::string tail =
        " and has no rule; add it to \"columns\" as \"drop\", \"mask\" or \"initials\", or as "
        "\"text\" when nothing in it is personal";
    const struct {
        std::string text;
        std::string expected;
    } cases[] = {
        {R"([{"nama":"Siti","nilai":1}])",
         "error: refused for the public: column \"nama\" may hold personal data" + tail},
        {R"({"a":{"b":[{"keterangan":"hub. 081234567890"}]}})",
         "error: refused for the public: column \"keterangan\" holds what looks like telephone "
         "numbers" +
             tail},
        {R"({"x":[3510014101900001]})",
         "error: refused for the public: column \"x\" holds what looks like national ids" + tail},
        {R"({"x":3510014101900001.0})",
         "error: refused for the public: column \"x\" holds what looks like national ids" + tail},
        {R"(["siti@example.id"])",
         "error: refused for the public: the value holds what looks like e-mail addresses" + tail},
        {R"({"3510014101900001":{"nilai":1}})",
         "error: refused for the public: the name of a column holds what looks like national ids; "
         "let the source name its columns by what they are"},
        {R"([{"kecamatan":"Glagah","nilai":12500000000}])",
         R"([{"kecamatan":"Glagah","nilai":12500000000}])"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(applied(c.text), c.expected);
        if (c.expected.starts_with("error")) {  // a rule or another audience is a decision
            EXPECT_EQ(c.expected.find("Siti"), std::string::npos);
            EXPECT_EQ(applied(c.text, with({}, "staff")), write_value(*parse_value(c.text)));
        }
    }
    EXPECT_EQ(applied(R"([{"nama":"Glagah"}])", with({{"nama", ColumnRule::text}}, "public")),
              R"([{"nama":"Glagah"}])");
    EXPECT_EQ(applied(R"([{"nama":"Siti A"}])", with({{"nama", ColumnRule::initials}}, "public")),
              R"([{"nama":"S. A."}])");
    EXPECT_EQ(applied(R"([{"nik":"3510014101900001","n":1}])",
                      with({{"nik", ColumnRule::drop}}, "public")),
              R"([{"n":1}])");
}

SourceConfig aggregated(AggregateRule rule, std::string rows = "") {
    SourceConfig source;
    source.aggregate = std::move(rule);
    source.rows = std::move(rows);
    return source;
}

TEST(Aggregate, SumsGroupsAndJoinsSmallOnes) {
    const std::string rows =
        R"([{"k":"A","n":1,"nik":1},{"k":"B","n":2.5},{"k":"A","n":3},{"k":"A","n":null},)"
        R"({"k":"C","n":7},{"k":"B","n":1},{"k":"B","n":"n/a"},{"k":"D","n":1},{"k":"D"}])";
    EXPECT_EQ(applied(rows, aggregated({{"k"}, {"n"}, "jumlah", 3})),
              R"([{"k":"A","n":4,"jumlah":3},{"k":"B","n":3.5,"jumlah":3},)"
              R"({"k":"lainnya","n":8,"jumlah":3}])");
    EXPECT_EQ(applied(rows, aggregated({{"k"}, {}, "", 1})),
              R"([{"k":"A"},{"k":"B"},{"k":"C"},{"k":"D"}])");
    // The others are too few alone: the next smallest joins them.
    EXPECT_EQ(applied(R"([{"k":"A"},{"k":"A"},{"k":"A"},{"k":"B"},{"k":"B"},{"k":"C"}])",
                      aggregated({{"k"}, {}, "n", 2})),
              R"([{"k":"A","n":3},{"k":"lainnya","n":3}])");
    EXPECT_EQ(applied(R"([{"k":"A"},{"k":"B"}])", aggregated({{"k"}, {}, "n", 3})), "[]");
    EXPECT_EQ(applied("[]", aggregated({{"k"}, {"n"}, "n2", 3})), "[]");
}

TEST(Aggregate, RowsMayStandElsewhere) {
    EXPECT_EQ(applied(R"({"periode":"Okt","rows":[{"k":1,"n":9223372036854775807},{"k":1,"n":1}]})",
                      aggregated({{"k"}, {"n"}, "c", 1}, "/rows")),
              R"({"periode":"Okt","rows":[{"k":1,"n":9.223372036854776e+18,"c":2}]})");
    EXPECT_EQ(applied(R"({"rows":[]})", aggregated({{"k"}, {}, "", 1})),
              "error: there is no array of objects at the top; say with \"rows\" where it is");
    EXPECT_EQ(applied(R"({"rows":[1]})", aggregated({{"k"}, {}, "", 1}, "/rows")),
              "error: there is no array of objects at \"/rows\"");
    EXPECT_EQ(applied(R"([{"k":1}])", aggregated({{"k"}, {"m"}, "", 1})),
              "error: no row has the column \"m\" that \"aggregate\" names");
}

TEST(Aggregate, NoFigureIsMissingInASumWithoutAWord) {
    const SourceConfig source = aggregated({{"k"}, {"n"}, "", 1});
    EXPECT_EQ(applied(R"([{"k":"A","n":1},{"k":"A","n":"5"}])", source),
              "error: column \"n\", which \"aggregate\" sums, holds a text in row 2 of the value; "
              "give it the rule \"number\"");
    EXPECT_EQ(applied(R"([{"k":"A","n":true}])", source),
              "error: column \"n\", which \"aggregate\" sums, holds no number in row 1 of the "
              "value; give it the rule \"number\"");
    EXPECT_EQ(applied(R"([{"k":"A","n":18446744073709551615},{"k":"A","n":1}])", source),
              R"([{"k":"A","n":1.8446744073709552e+19}])");
}

}  // namespace
}  // namespace pendopo
