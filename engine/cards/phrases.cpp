#include "engine/cards/phrases.h"

#include <algorithm>
#include <array>

namespace pendopo {
namespace {

struct Row {
    Phrase phrase;
    std::string_view indonesian;
    std::string_view english;
};
constexpr std::array<Row, 54> kRows{{
    {Phrase::source, "Sumber: {}", "Source: {}"},
    {Phrase::period, "Periode: {}", "Period: {}"},
    {Phrase::updated, "Diperbarui {}", "Updated {}"},
    {Phrase::received, "Berkas diterima {}", "File received {}"},
    {Phrase::age_unknown, "Waktu pembaruan tidak diketahui", "Time of update not known"},
    {Phrase::waiting, "Memuat data", "Loading data"},
    {Phrase::no_data, "Data belum tersedia", "No data yet"},
    {Phrase::unreadable, "Data tidak dapat ditampilkan", "The data cannot be shown"},
    {Phrase::expired, "Data sudah kedaluwarsa", "The data has expired"},
    {Phrase::last_update, "Terakhir diperbarui {}", "Last updated {}"},
    {Phrase::empty_list, "Tidak ada data untuk ditampilkan", "There is nothing to show"},
    {Phrase::no_picture, "Gambar tidak tersedia", "The picture is not available"},
    {Phrase::old, "Data lama", "Old data"},
    {Phrase::failed, "Gagal diperbarui", "Update failed"},
    {Phrase::rises, "Naik {}", "Up {}"},
    {Phrase::falls, "Turun {}", "Down {}"},
    {Phrase::points, "{} persen poin", "{} percentage points"},
    {Phrase::ahead, "▲ {} poin di atas rencana", "▲ {} points ahead of plan"},
    {Phrase::behind, "■ terlambat {} poin", "■ {} points behind plan"},
    {Phrase::on_plan, "● sesuai rencana", "● on plan"},
    {Phrase::realised, "Realisasi", "Done"},
    {Phrase::planned, "Rencana", "Planned"},
    {Phrase::absorbed, "Terserap", "Spent"},
    {Phrase::achieved, "Tercapai", "Reached"},
    {Phrase::network, "Jaringan: {}", "Network: {}"},
    {Phrase::password, "Sandi: {}", "Password: {}"},
    {Phrase::too_narrow, "Terlalu sempit untuk angkanya", "Too narrow for its figures"},
    {Phrase::steady, "Tetap", "Unchanged"},
    {Phrase::since_before, "dari {}", "from {}"},
    {Phrase::before, "sebelumnya", "before"},
    {Phrase::target, "Target", "Target"},
    {Phrase::of_target, "{} tercapai", "{} reached"},
    {Phrase::reached, "tercapai", "reached"},
    {Phrase::not_reached, "belum tercapai", "not reached yet"},
    {Phrase::under_camera, "Area ini dipantau kamera", "Cameras are in use here"},
    {Phrase::operated_by, "Pengelola", "Operator"},
    {Phrase::contact, "Kontak", "Contact"},
    {Phrase::purpose, "Tujuan", "Purpose"},
    {Phrase::recorded, "Gambar direkam oleh pengelola", "Pictures are recorded by the operator"},
    {Phrase::not_recorded, "Gambar tidak direkam di sini", "Nothing is recorded here"},
    {Phrase::same_scale, "Skala sama: {}", "One scale: {}"},
    {Phrase::highest_first, "Tertinggi dahulu", "Highest first"},
    {Phrase::lowest_first, "Terendah dahulu", "Lowest first"},
    {Phrase::is_higher, "{} lebih tinggi", "{} higher"},
    {Phrase::is_lower, "{} lebih rendah", "{} lower"},
    {Phrase::is_same, "Sama besar", "The same"},
    {Phrase::called, "Nomor dipanggil", "Now serving"},
    {Phrase::just_called, "Panggilan baru", "New call"},
    {Phrase::earlier, "Sebelumnya", "Before"},
    {Phrase::waiting_many, "{} menunggu", "{} waiting"},
    {Phrase::waiting_none, "Tidak ada yang menunggu", "Nobody is waiting"},
    {Phrase::none_called, "Belum ada nomor yang dipanggil", "No number has been called yet"},
    {Phrase::closed, "Layanan tutup", "Closed"},
    {Phrase::step, "Langkah {}", "Step {}"},
}};

}  // namespace

std::string say(Phrase phrase, std::string_view language, std::string_view value) {
    const Row& row = *std::ranges::find(kRows, phrase, &Row::phrase);
    std::string text(language == "en" ? row.english : row.indonesian);
    if (const size_t at = text.find("{}"); at != std::string::npos) {
        text.replace(at, 2, value);
    }
    return text;
}

}  // namespace pendopo
