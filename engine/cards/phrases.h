#pragma once
// The sentences that cards say by themselves, Indonesian first.

#include <string>
#include <string_view>

namespace pendopo {

enum class Phrase {
    source,       // "Sumber: {}"
    period,       // "Periode: {}"
    updated,      // "Diperbarui {}"
    received,     // "Berkas diterima {}": a file's time says no more
    age_unknown,  // "Waktu pembaruan tidak diketahui"
    waiting,      // "Memuat data"
    no_data,      // "Data belum tersedia"
    unreadable,   // "Data tidak dapat ditampilkan"
    expired,      // "Data sudah kedaluwarsa"
    last_update,  // "Terakhir diperbarui {}"
    empty_list,   // "Tidak ada data untuk ditampilkan"
    no_picture,   // "Gambar tidak tersedia"
    old,          // "Data lama"
    failed,       // "Gagal diperbarui"
    rises,        // "Naik {}"
    falls,
    points,  // "{} persen poin"
    steady,
    ahead,         // "▲ {} poin di atas rencana"
    behind,        // "■ terlambat {} poin"
    on_plan,       // "● sesuai rencana"
    realised,      // "Realisasi"
    planned,       // "Rencana"
    absorbed,      // "Terserap"
    achieved,      // "Tercapai"
    network,       // "Jaringan: {}"
    password,      // "Sandi: {}"
    too_narrow,    // "Terlalu sempit untuk angkanya"
    since_before,  // "dari {}"
    before,        // "sebelumnya"
    target,        // "Target"
    of_target,     // "{} tercapai"
    reached,       // "tercapai"
    not_reached,   // "belum tercapai"
    under_camera,  // "Area ini dipantau kamera"
    operated_by,   // "Pengelola"
    contact,       // "Kontak"
    purpose,       // "Tujuan"
    recorded,      // "Rekaman disimpan oleh pengelola"
    not_recorded,  // "Tidak direkam di sini"
    same_scale,    // "Skala sama: {}"
    highest_first,
    lowest_first,
    is_higher,  // "{} lebih tinggi"
    is_lower,
    is_same,       // "Sama besar"
    called,        // "Nomor dipanggil"
    just_called,   // "Panggilan baru"
    earlier,       // "Sebelumnya"
    waiting_many,  // "{} menunggu"
    waiting_none,
    none_called,  // "Belum ada nomor yang dipanggil"
    closed,       // "Layanan tutup"
    step,         // "Langkah {}": "2/5"
};

// With "{}" replaced by `value`.
std::string say(Phrase phrase, std::string_view language, std::string_view value = "");

}  // namespace pendopo
