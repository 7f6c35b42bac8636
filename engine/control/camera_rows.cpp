#include "engine/control/camera_rows.h"

#include <algorithm>
#include <utility>

#include "config/address_logins.h"
#include "config/camera_config.h"
#include "config/in_both.h"
#include "config/json_reader.h"
#include "config/problems.h"
#include "engine/base/audience.h"
#include "engine/control/csv_text.h"
#include "engine/text/plain_text.h"
#include "engine/text/text_encoding.h"

namespace pendopo {
namespace {

constexpr size_t kMostProblems = 200;
constexpr size_t kMostCameras = 2000;  // far beyond what one machine decodes
constexpr size_t kMostFields = 500'000;

// The columns' words, and others that people have for them.
struct ColumnWords {
    std::string_view word;
    std::array<std::string_view, 3> others{};
};
constexpr std::array<ColumnWords, kCameraColumns> kWords{{{"id", {"kode"}},
                                                          {"name", {"nama"}},
                                                          {"group", {"grup", "kelompok", "groups"}},
                                                          {"main", {"utama", "url", "rtsp"}},
                                                          {"sub", {"substream", "kedua"}},
                                                          {"login"},
                                                          {"audience", {"pemirsa"}},
                                                          {"transport"},
                                                          {"backend"},
                                                          {"user", {"username", "pengguna"}},
                                                          {"password", {"sandi", "kata sandi"}}}};

constexpr size_t index_of(CameraColumn column) {
    return static_cast<size_t>(column);
}

LocalText said(CsvFault fault) {
    switch (fault) {
        case CsvFault::none:
        case CsvFault::empty:
            break;
        case CsvFault::markup:
            return {"ini halaman web atau XML; seharusnya CSV",
                    "it is a web page or XML; expected CSV"};
        case CsvFault::title:
            return {
                "baris pertama tampaknya judul; seharusnya nama kolom, seperti "
                "\"id,name,group,main,sub,login\"",
                "the first line looks like a title; expected names of columns, like "
                "\"id,name,group,main,sub,login\""};
        case CsvFault::quote:
            return {
                "tanda kutip di baris ini atau sebelumnya tidak ditutup, atau ada di tengah sel",
                "a quote in or before this line does not close, or stands inside a cell"};
        case CsvFault::fields:
            return {"terlalu banyak sel", "too many cells"};
    }
    return {"kosong; seharusnya baris pertama seperti \"id,name,group,main,sub,login\"",
            "empty; expected a first line like \"id,name,group,main,sub,login\""};
}

}  // namespace

std::string_view word_of(CameraColumn column) {
    return kWords[index_of(column)].word;
}

void CameraRows::add(int line, int column, LocalText text) {
    if (problems_.size() < kMostProblems) {
        problems_.push_back({line, column, std::move(text)});
    }
}

int CameraRows::column_of(CameraColumn column) const {
    const auto at = columns_[index_of(column)];
    return at ? static_cast<int>(*at) + 1 : 0;
}

void CameraRows::refuse(int line, CameraColumn column, LocalText text) {
    add(line, column_of(column), std::move(text));
}

std::vector<CsvRow> CameraRows::read_table(std::string_view csv) {
    const std::string text = decode_text(csv, CsvFormat::Encoding::automatic, "").text;
    if (csv.starts_with("PK\x03\x04") || text.find('\0') != std::string::npos) {
        add(1, 0,
            {"bukan teks; simpan sebagai \"CSV UTF-8\", bukan buku kerja",
             "no text; save it as \"CSV UTF-8\", not as a workbook"});
        return {};
    }
    CsvRows table = read_csv_rows(text, {}, kMostFields);
    std::erase_if(table.rows, [](const CsvRow& row) {
        return std::ranges::all_of(row.cells,
                                   [](const std::string& cell) { return trimmed(cell).empty(); });
    });
    if (table.fault != CsvFault::none) {
        add(static_cast<int>(table.fault_line), 0, said(table.fault));
    } else if (table.rows.empty()) {
        add(0, 0, said(CsvFault::empty));
    } else if (table.rows.size() > kMostCameras + 1) {
        add(0, 0,
            in_both("{} baris; seharusnya paling banyak {} kamera",
                    "{} lines; expected at most {} cameras", table.rows.size() - 1, kMostCameras));
        return {};
    }
    return std::move(table.rows);
}

std::vector<CameraRow> CameraRows::read(std::string_view csv) {
    std::vector<CameraRow> rows;
    const std::vector<CsvRow> table = read_table(csv);
    if (table.empty() || !read_header(table.front())) {
        return rows;
    }
    for (size_t i = 1; i < table.size(); ++i) {
        if (auto row = read_row(table[i])) {
            rows.push_back(std::move(*row));
        }
    }
    return rows;
}

bool CameraRows::read_header(const CsvRow& header) {
    const int line = static_cast<int>(header.line);
    std::vector<std::string> words;
    for (const ColumnWords& each : kWords) {
        words.emplace_back(each.word);
    }
    for (size_t i = 0; i < header.cells.size(); ++i) {
        const std::string word = lower(trimmed(header.cells[i]));
        if (word.empty() || word.front() == '#') {
            continue;
        }
        const auto* const found = std::ranges::find_if(kWords, [&](const ColumnWords& each) {
            return word == each.word || std::ranges::find(each.others, word) != each.others.end();
        });
        const int column = static_cast<int>(i) + 1;
        if (found == kWords.end()) {
            add(line, column,
                in_both("kolom {} tidak dikenal; pilih {}, atau awali dengan \"#\" agar dilewati",
                        "unknown column {}; choose {}, or begin it with \"#\" to leave it out",
                        in_quotes(word), one_of(words)));
            continue;
        }
        auto& at = columns_[static_cast<size_t>(found - kWords.begin())];
        if (at) {
            add(line, column,
                in_both("kolom \"{}\" ada dua kali", "column \"{}\" stands here twice",
                        found->word));
        }
        at = i;
    }
    if (problems_.empty() && column_of(CameraColumn::id) == 0 &&
        column_of(CameraColumn::name) == 0) {
        add(line, 0,
            {"tidak ada kolom \"id\"; kamera dikenali darinya",
             "no column \"id\"; cameras are known by it"});
    }
    return problems_.empty();
}

// Empty: the table says nothing of it.
std::string CameraRows::cell(const CsvRow& row, CameraColumn column) const {
    const auto at = columns_[index_of(column)];
    return at && *at < row.cells.size() ? std::string(trimmed(row.cells[*at])) : "";
}

std::optional<CameraRow> CameraRows::read_row(const CsvRow& row) {
    const size_t problems = problems_.size();
    CameraRow camera;
    camera.line = static_cast<int>(row.line);
    camera.id = csv_value(cell(row, CameraColumn::id));
    camera.name = csv_value(cell(row, CameraColumn::name));
    camera.user = csv_value(cell(row, CameraColumn::user));
    camera.password = csv_value(cell(row, CameraColumn::password));
    if (!camera.id.empty() && !is_id(camera.id)) {
        refuse(camera.line, CameraColumn::id,
               in_both("{}: seharusnya huruf, angka, \"-\" dan \"_\", paling banyak 64",
                       "{}: expected letters, digits, \"-\" and \"_\", at most 64",
                       in_quotes(camera.id)));
        return std::nullopt;
    }
    take(row, CameraColumn::name, {}, camera);
    take_address(row, CameraColumn::main, camera);
    take_address(row, CameraColumn::sub, camera);
    take(row, CameraColumn::login, {}, camera);
    const auto login = camera.values.find("login");
    if (login != camera.values.end() && login->is_string() && !is_id(login->get<std::string>())) {
        refuse(camera.line, CameraColumn::login,
               {"seharusnya nama sebuah login: huruf, angka, \"-\" dan \"_\"",
                "expected the name of a login: letters, digits, \"-\" and \"_\""});
    }
    take(row, CameraColumn::audience, {kAudiences.begin(), kAudiences.end()}, camera);
    take(row, CameraColumn::transport, {"auto", "tcp", "udp"}, camera);
    take(row, CameraColumn::backend, {"auto", "gstreamer"}, camera);
    if (const std::string groups = cell(row, CameraColumn::group); !groups.empty()) {
        camera.groups =
            groups == "-" ? std::vector<std::string>{} : split_words(csv_value(groups), "|,;");
    }
    camera.good = problems_.size() == problems;
    return camera;
}

void CameraRows::take(const CsvRow& row, CameraColumn column, const std::vector<std::string>& words,
                      CameraRow& camera) {
    const std::string raw = cell(row, column);
    if (raw.empty()) {
        return;
    }
    const std::string key(word_of(column));
    const std::string value = csv_value(raw);
    if (raw == "-") {
        camera.values[key] = nullptr;
    } else if (!words.empty() && std::ranges::find(words, value) == words.end()) {
        refuse(camera.line, column,
               in_both("{}: seharusnya {}", "{}: expected {}", in_quotes(value), one_of(words)));
    } else {
        camera.values[key] = value;
    }
}

void CameraRows::take_address(const CsvRow& row, CameraColumn column, CameraRow& camera) {
    const std::string raw = cell(row, column);
    if (raw.empty()) {
        return;
    }
    const bool is_main = column == CameraColumn::main;
    camera.says_main = camera.says_main || is_main;
    const std::string key(word_of(column));
    if (raw == "-") {
        if (is_main) {
            refuse(camera.line, column,
                   {"kamera memerlukan alamat; kosongkan sel ini agar alamatnya tetap",
                    "a camera needs an address; leave the cell empty to keep it"});
        } else {
            camera.values[key] = nullptr;
        }
        return;
    }
    LoginApart apart = login_apart(csv_value(raw));
    if (LocalText wrong = check_camera_url(apart.url); !wrong.empty()) {
        refuse(camera.line, column, std::move(wrong));
        return;
    }
    camera.values[key] = apart.url;
    if (camera.user.empty() && !apart.user.empty()) {
        camera.user = std::move(apart.user);
        camera.password = std::move(apart.password);
    }
}

}  // namespace pendopo
