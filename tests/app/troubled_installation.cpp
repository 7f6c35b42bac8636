#include "tests/app/troubled_installation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <iterator>

namespace pendopo::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kWall = R"({"version": 1, "language": "id", "displays": [
  {"id": "kiri", "size": [640, 360]}, {"id": "kanan", "size": [640, 360]}],
  "first_layout": "beranda", "state_dir": "state"})";

constexpr const char* kData = R"({"version": 1, "sources": [
  {"id": "apbd", "file": "apbd.csv", "publisher": "BPKAD"},
  {"id": "dinas", "file": "dinas.csv"}]})";

std::string cameras() {
    std::string list;
    for (int number = 1; number <= 6; ++number) {
        list += fmt::format(
            R"({}{{"id": "cam-{}", "main": {{"url": "rtsp://192.0.2.{}/main", "size": [1280, 720]}},
                "sub": {{"url": "rtsp://192.0.2.{}/sub", "size": [320, 180]}}}})",
            number > 1 ? ", " : "", number, number, number);
    }
    return R"({"version": 1, "cameras": [)" + list + "]}";
}

std::string card(const std::string& id, const std::string& more) {
    return fmt::format(R"({{"version": 1, "id": "{}", "title": "T", {}}})", id, more);
}
std::string layout(const std::string& id, const std::string& left, const std::string& right) {
    return fmt::format(R"({{"version": 1, "id": "{}", "displays": {{)"
                       R"("kiri": {{"grid": "2x2", "tiles": [{}]}},)"
                       R"("kanan": {{"grid": "2x2", "tiles": [{}]}}}}}})",
                       id, left, right);
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

// Edits that leave good JSON: what a person may mean, or mean by mistake.
struct Edit {
    const char* from;
    const char* to;
};
constexpr Edit kEdits[] = {
    {R"("id": "angka")", R"("id": "angka-baru")"},
    {R"("id": "grafik")", R"("id": "angka")"},
    {R"("id": "dua")", R"("id": "teks")"},
    {R"("title": "T")", R"("title": "Judul")"},
    {R"("card": "angka")", R"("card": "teks")"},
    {R"("data": "apbd + dinas")", R"("data": "dinas")"},
    {R"("id": "beranda")", R"("id": "depan")"},
    {R"("camera": "cam-1")", R"("camera": "cam-6")"},
    {R"("id": "cam-3")", R"("id": "cam-7")"},
    {R"("id": "cam-2", )", R"("id": "cam-2", "audience": "staff", )"},
    {"192.0.2.4", "192.0.2.44"},
    {R"("id": "dinas")", R"("id": "opd")"},
    {R"("publisher": "BPKAD")", R"("publisher": "BPKAD", "audience": "staff")"},
    {R"({"id": "kanan", "size": [640, 360]})", R"({"id": "kanan", "size": [800, 600]})"},
    {R"("first_layout": "beranda")", R"("first_layout": "giliran")"},
    {R"("language": "id")", R"("language": "en")"},
    {R"("displays": [)", R"("theme": "light", "displays": [)"},
};

}  // namespace

const std::vector<std::string>& TroubledInstallation::layouts() {
    static const std::vector<std::string> ids{"beranda", "penuh", "giliran"};
    return ids;
}

TroubledInstallation::TroubledInstallation() {
    good_ = {
        {"wall.json", kWall},
        {"cameras.json", cameras()},
        {"data.json", kData},
        {"apbd.csv", "opd;pagu\nA;1\n"},
        {"dinas.csv", "opd;pagu\nA;1\n"},
        {"cards/angka.json", card("angka", R"("kind": "number", "source": "apbd")")},
        {"cards/dua.json", card("dua", R"("kind": "number", "sources": ["apbd", "dinas"],
                                          "data": "apbd + dinas")")},
        {"cards/grafik.json", card("grafik", R"("kind": "chart", "source": "dinas",
                           "option": {"series": [{"type": "bar"}]})")},
        {"cards/peta.json", card("peta", R"("kind": "chart", "source": "apbd", "data": "$",
                                            "option": {"series": [{"type": "pie"}]})")},
        {"cards/teks.json", card("teks", R"("kind": "number", "source": "dinas", "data": "$")")},
        {"cards/foto.json", card("foto", R"("kind": "image", "files": ["foto.png"])")},
        {"cards/foto.png", "not read by control"},
        {"layouts/beranda.json",
         layout("beranda", R"({"camera": "cam-1"}, {"camera": "cam-2"}, {"card": "angka"},
                              {"card": "grafik"})",
                R"({"camera": "cam-3"}, {"card": "dua"}, {"card": "foto"}, {"camera": "cam-1"})")},
        {"layouts/penuh.json",
         layout("penuh", R"({"camera": "cam-4"}, {"card": "teks"})",
                R"({"camera": "cam-5"}, {"card": "grafik"}, {"card": "angka"})")},
        {"layouts/giliran.json",
         layout("giliran", R"({"cameras": ["cam-1", "cam-5", "cam-6"], "tour_seconds": 3})",
                R"({"card": "peta"}, {"card": "teks"}, {"card": "clock"})")},
    };
    for (const auto& [name, text] : good_) {
        put(name, text);
    }
}

// Renamed over, or written in place; either way with times of its own, since a step of the test is
// shorter than what a file system tells apart.
void TroubledInstallation::put(const std::string& name, const std::string& text) {
    const fs::path file = folder_.path() / name;
    if (++edits_ % 2 == 0) {
        folder_.write(name + ".part", text);
        fs::rename(folder_.path() / (name + ".part"), file);
    } else {
        folder_.write(name, text);
    }
    const timespec times[2] = {{edits_, 0}, {edits_, 0}};
    ::utimensat(AT_FDCWD, file.c_str(), times, 0);
}

void TroubledInstallation::clear(const std::string& name) {
    std::error_code ignored;
    fs::remove_all(folder_.path() / name, ignored);
}

std::string TroubledInstallation::hurt(std::minstd_rand& random) {
    const auto file = std::next(good_.begin(), static_cast<long>(random() % good_.size()));
    const auto& [name, good] = *file;
    const fs::path path = folder_.path() / name;
    const auto kind = random() % 11;
    const uint64_t at = random();
    std::string text = good;
    std::error_code ignored;
    if (kind >= 8) {  // an edit of good sense, wherever it fits
        const Edit& edit = kEdits[at % std::size(kEdits)];
        for (const auto& [other, other_text] : good_) {
            if (other_text.find(edit.from) != std::string::npos) {
                std::string changed = other_text;
                replace_all(changed, edit.from, edit.to);
                clear(other);
                put(other, changed);
            }
        }
        return fmt::format("edit {} to {}", edit.from, edit.to);
    }
    if (kind == 7) {
        const char* folder = at % 2 == 0 ? "cards" : "layouts";
        clear(std::string(folder) + ".old");
        fs::rename(folder_.path() / folder, folder_.path() / (std::string(folder) + ".old"),
                   ignored);
        return std::string("move the folder ") + folder;
    }
    clear(name);
    switch (kind) {
        case 0:
        case 1:
            return "remove " + name;
        case 2:
            put(name + ".json", good);  // another name: read too, where a folder is read
            return "rename " + name;
        case 3:
            put(name, text.substr(0, at % text.size()));
            return "truncate " + name;
        case 4:
            text[at % text.size()] = static_cast<char>(text[at % text.size()] ^ (1 << at % 7));
            put(name, text);
            return "flip a bit of " + name;
        case 5:
            put(name, "");
            return "empty " + name;
        default:
            fs::create_directories(path, ignored);
            return "make a folder of " + name;
    }
}

std::string TroubledInstallation::change_audience(std::minstd_rand& random) {
    static constexpr const char* kSubjects[] = {"cam-1", "cam-2", "cam-3", "cam-4", "cam-5",
                                                "cam-6", "apbd",  "dinas", "kiri",  "kanan"};
    static constexpr const char* kAudiences[] = {"public", "staff", "restricted"};
    const char* subject = kSubjects[random() % std::size(kSubjects)];
    const char* audience = kAudiences[random() % std::size(kAudiences)];
    audience_[subject] = audience;
    for (const char* name : {"wall.json", "cameras.json", "data.json"}) {
        std::string text = good_.at(name);
        for (const auto& [id, said] : audience_) {
            replace_all(text, fmt::format(R"({{"id": "{}", )", id),
                        fmt::format(R"({{"id": "{}", "audience": "{}", )", id, said));
        }
        clear(name);
        put(name, text);
    }
    return fmt::format("{} is for {}", subject, audience);
}

std::string TroubledInstallation::mend(std::minstd_rand& random) {
    const auto file = std::next(good_.begin(), static_cast<long>(random() % good_.size()));
    clear(file->first);
    put(file->first, file->second);
    return "mend " + file->first;
}

void TroubledInstallation::mend_all() {
    audience_.clear();
    for (const char* folder : {"cards", "layouts"}) {
        clear(std::string(folder) + ".old");
    }
    for (const auto& [name, text] : good_) {
        clear(name + ".json");
        if (!fs::is_regular_file(folder_.path() / name) || folder_.read(name) != text) {
            clear(name);
            put(name, text);
        }
    }
}

void TroubledInstallation::nudge() {
    put("nudge", "");
}

}  // namespace pendopo::test
