#include "decoders/probe/probe_words.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace pendopo {
namespace {

struct Row {
    ProbeCause cause;
    std::string_view text_id;
    std::string_view text_en;
    std::string_view advice_id;
    std::string_view advice_en;
};

using enum ProbeCause;

// What people are told of each cause.
constexpr Row kRows[] = {
    {unknown, "Pemeriksaan berhenti tanpa sebab yang dikenal.",
     "The check ended for no reason that is known here.", "Coba sekali lagi.", "Try once more."},
    {bad_address, "Ini bukan alamat kamera yang utuh.", "This is not a whole camera address.",
     "Tulis seperti rtsp://192.0.2.10:554/jalur, tanpa spasi.",
     "Write it like rtsp://192.0.2.10:554/path, without blanks."},
    {other_scheme, "Alamat ini tidak dimulai dengan rtsp:// atau rtsps://.",
     "This address does not begin with rtsp:// or rtsps://.",
     "Pakai alamat RTSP kamera, misalnya rtsp://192.0.2.10/jalur. Alamat http:// adalah halaman "
     "web kamera; cari alamat RTSP di pengaturannya, atau pakai pencarian ONVIF.",
     "Use the camera's RTSP address, like rtsp://192.0.2.10/path. An http:// address is the "
     "camera's web page; look for the RTSP address in its settings, or use ONVIF discovery."},
    {login_in_address, "Alamat ini memuat nama pengguna atau kata sandi.",
     "This address carries a user name or password.",
     "Hapus bagian itu dari alamat, dan isi pengguna dan kata sandi di tempatnya sendiri.",
     "Take it out of the address, and give user and password in their own places."},
    {name_unknown, "Nama {host} tidak dikenal di jaringan ini.",
     "The name {host} is not known in this network.",
     "Periksa ejaannya, atau pakai alamat IP kamera.",
     "Check its spelling, or use the camera's IP address."},
    {port_closed, "{host} ada, tetapi tidak ada yang mendengarkan di port {port}.",
     "{host} is there, but nothing listens on port {port}.",
     "Periksa port RTSP di pengaturan kamera (biasanya 554), dan bahwa RTSP dihidupkan di sana.",
     "Check the RTSP port in the camera's settings (554 as a rule), and that RTSP is switched on "
     "there."},
    {no_route, "Tidak ada jalan dari mesin ini ke {host}.",
     "There is no way from this machine to {host}.",
     "Periksa alamat IP-nya, kabel dan listrik kamera, dan apakah mesin ini berada di jaringan "
     "(VLAN) kamera itu.",
     "Check the IP address, the camera's cable and power, and whether this machine is in the "
     "camera's network (VLAN)."},
    {host_silent, "{host} tidak menjawab di port {port} dalam {seconds} detik.",
     "{host} does not answer on port {port} within {seconds} s.",
     "Periksa alamat IP, listrik dan kabel kamera; lalu firewall di antaranya.",
     "Check the IP address, the camera's power and cable; then firewalls in between."},
    {web_port, "Port {port} adalah milik server web (HTTP), bukan RTSP.",
     "Port {port} is a web server's (HTTP), not RTSP.",
     "Pakai port RTSP kamera, biasanya 554. Port 80, 8000 atau 8080 adalah untuk halaman web dan "
     "ONVIF.",
     "Use the camera's RTSP port, 554 as a rule. Ports 80, 8000 or 8080 are for web pages and "
     "ONVIF."},
    {not_rtsp, "Yang menjawab di port {port} tidak berbicara RTSP.",
     "What answers on port {port} does not speak RTSP.",
     "Pakai port RTSP kamera, biasanya 554. Bila port ini memang terenkripsi, tulis rtsps://.",
     "Use the camera's RTSP port, 554 as a rule. If this port is encrypted, write rtsps://."},
    {rtsp_silent, "Port {port} terbuka, tetapi tidak menjawab RTSP dalam {seconds} detik.",
     "Port {port} is open, but does not answer RTSP within {seconds} s.",
     "Periksa bahwa ini port RTSP (biasanya 554; 8000, 37777 dan 34567 adalah port perekam untuk "
     "programnya sendiri), lalu nyalakan ulang kamera bila ia macet.",
     "Check that this is the RTSP port (554 as a rule; 8000, 37777 and 34567 are recorders' ports "
     "for their own programs), then restart the camera in case it hangs."},
    {hung_up, "Kamera menutup sambungan tanpa menjawab.",
     "The camera closed the connection without an answer.",
     "Periksa daftar alamat yang diizinkan (IP filter) dan batas jumlah penonton di kamera; "
     "tunggu semenit, lalu coba lagi.",
     "Check the camera's list of allowed addresses (IP filter) and its limit of viewers; wait a "
     "minute, then try again."},
    {no_tls, "Port {port} tidak berbicara TLS, jadi rtsps:// tidak bisa di sini.",
     "Port {port} does not speak TLS, so rtsps:// cannot be had here.",
     "Pakai port RTSPS kamera (biasanya 322), hidupkan RTSPS di kamera, atau tulis rtsp://.",
     "Use the camera's RTSPS port (322 as a rule), switch RTSPS on in the camera, or write "
     "rtsp://."},
    {certificate_unknown, "Sertifikat kamera tidak dijamin oleh siapa pun yang dikenal mesin ini.",
     "Nobody that this machine knows vouches for the camera's certificate.",
     "Bandingkan sidik SHA-256 ini dengan yang ada di halaman kamera: {certificate}. Bila sama, "
     "isi sebagai \"certificate_sha256\".",
     "Compare this SHA-256 fingerprint with the one on the camera's own pages: {certificate}. If "
     "they are the same, set it as \"certificate_sha256\"."},
    {certificate_changed, "Kamera menunjukkan sertifikat lain daripada yang ditentukan.",
     "The camera shows another certificate than the one that is expected.",
     "Bila kamera memang diganti atau disetel ulang, isi \"certificate_sha256\" yang baru: "
     "{certificate}. Bila tidak, cari tahu siapa yang menjawab di {host}.",
     "If the camera was replaced or reset, set the new \"certificate_sha256\": {certificate}. If "
     "not, find out who answers at {host}."},
    {redirected, "Kamera menyuruh ke alamat lain, yang tidak diikuti.",
     "The camera sends us to another address, which is not followed.",
     "Pakai alamat tujuannya langsung, atau cantumkan host itu di \"redirect_hosts\" bila memang "
     "benar.",
     "Use the address it leads to, or list that host in \"redirect_hosts\" if it is right."},
    {login_needed, "Kamera meminta pengguna dan kata sandi, dan tidak ada yang diisi.",
     "The camera asks for a user and a password, and none is given.",
     "Isi pengguna dan kata sandi kamera.", "Give the camera's user and password."},
    {wrong_login, "Kamera menolak pengguna atau kata sandi ini.",
     "The camera refuses this user or password.",
     "Periksa keduanya (huruf besar, tata letak papan ketik). Beberapa merek punya pengguna "
     "tersendiri untuk RTSP atau ONVIF. Jangan dicoba berulang-ulang: banyak kamera mengunci akun "
     "setelah lima kali salah, dan kamera yang penuh penonton juga menjawab begini.",
     "Check both (capitals, keyboard layout). Some makes have a user of its own for RTSP or ONVIF. "
     "Do not try again and again: many cameras lock the account after five wrong tries, and one "
     "at its limit of viewers answers the same."},
    {basic_only, "Kamera hanya menawarkan login Basic, yang mengirim kata sandi secara terbuka.",
     "The camera offers only a Basic login, which sends the password in clear.",
     "Ganti autentikasi RTSP di kamera ke digest (atau digest/basic), atau pakai rtsps://; atau "
     "izinkan dengan \"basic\": true bila jaringannya tepercaya.",
     "Switch RTSP authentication in the camera to digest (or digest/basic), or use rtsps://; or "
     "allow it with \"basic\": true where the network can be trusted."},
    {login_unsupported, "Kamera meminta cara login yang tidak dikenal di sini.",
     "The camera asks for a kind of login that is not known here.",
     "Ganti autentikasi RTSP di kamera ke digest.",
     "Switch RTSP authentication in the camera to "
     "digest."},
    {path_unknown, "Kamera menjawab, tetapi tidak mengenal jalur ini (jawaban {status}).",
     "The camera answers, but does not know this path (answer {status}).",
     "Coba salah satu jalur yang biasa untuk merek itu, atau ambil alamatnya lewat ONVIF. "
     "Perekam: periksa nomor salurannya.",
     "Try one of the paths that are usual for its make, or get the address by ONVIF. Of a "
     "recorder, check the channel's number."},
    {forbidden, "Kamera melarang pengguna ini melihat video (jawaban 403).",
     "The camera forbids this user to see the video (answer 403).",
     "Beri pengguna itu hak melihat langsung (live view) untuk saluran ini; periksa juga daftar "
     "alamat yang diizinkan, dan apakah akunnya terkunci.",
     "Give that user the right of live view for this channel; check the list of allowed addresses, "
     "too, and whether the account is locked."},
    {session_limit, "Kamera sudah penuh: batas penontonnya tercapai (jawaban 453).",
     "The camera is full: its limit of viewers is reached (answer 453).",
     "Tutup penonton lain (perekam, ponsel), tunggu semenit, atau pakai sub-stream; atau ambil "
     "gambar dari perekam sebagai ganti dari kamera.",
     "Close other viewers (recorder, phones), wait a minute, or use the sub-stream; or take the "
     "picture from the recorder instead of the camera."},
    {busy, "Kamera sedang sibuk atau baru menyala (jawaban 503).",
     "The camera is busy, or is just starting (answer 503).",
     "Tunggu semenit, lalu coba lagi. Bila tetap begitu, kurangi penontonnya atau nyalakan ulang.",
     "Wait a minute, then try again. If it stays so, let fewer watch it, or restart it."},
    {camera_error, "Kamera sendiri gagal (jawaban {status}).",
     "The camera itself failed (answer {status}).",
     "Nyalakan ulang kamera; periksa jalur dan saluran; sering kali batas penonton juga dijawab "
     "begini.",
     "Restart the camera; check path and channel; the limit of viewers is often answered like "
     "this, "
     "too."},
    {bad_answer, "Jawaban kamera tidak masuk akal (jawaban {status}).",
     "The camera's answer makes no sense (answer {status}).",
     "Periksa jalur, perbarui firmware kamera, atau coba cara \"transport\" lain.",
     "Check the path, update the camera's firmware, or try another \"transport\"."},
    {no_video, "Di jalur ini tidak ada video.", "There is no video at this path.",
     "Mungkin hanya suara atau data. Pilih jalur main atau sub kamera, dan hidupkan videonya.",
     "Perhaps it is sound or data only. Choose the camera's main or sub path, and switch its video "
     "on."},
    {codec_unsupported, "Kamera mengirim {codecs}, yang tidak dibuka di sini.",
     "The camera sends {codecs}, which is not unpacked here.",
     "Ganti kompresi videonya ke H.264 atau H.265. (MPEG-4, MPEG-2, H.263, VP8 dan VP9 ditampilkan "
     "dinding lewat jalan kedua; pemeriksaan ini tidak mengukurnya.)",
     "Switch its video compression to H.264 or H.265. (MPEG-4, MPEG-2, H.263, VP8 and VP9 are "
     "shown by the wall's second back end; this check does not measure them.)"},
    {udp_only, "Kamera tidak mau mengirim lewat TCP.", "The camera does not send over TCP.",
     "Pakai \"transport\": \"udp\" atau \"auto\"; atau hidupkan RTP over RTSP (TCP) di kamera. "
     "Bila kamera memakai multicast, matikan.",
     "Use \"transport\": \"udp\" or \"auto\"; or switch RTP over RTSP (TCP) on in the camera. If "
     "it uses multicast, switch that off."},
    {tcp_only, "Kamera tidak mau mengirim lewat UDP.", "The camera does not send over UDP.",
     "Pakai \"transport\": \"tcp\" atau \"auto\".", "Use \"transport\": \"tcp\" or \"auto\"."},
    {no_transport, "Kamera tidak mau mengirim lewat TCP maupun UDP.",
     "The camera sends neither over TCP nor over UDP.",
     "Matikan multicast dan SRTP di kamera; periksa batas penontonnya.",
     "Switch multicast and SRTP off in the camera; check its limit of viewers."},
    {multicast, "Kamera hanya mengirim multicast.", "The camera sends multicast only.",
     "Setel RTP kamera ke unicast. (Dinding menerima multicast lewat jalan kedua; pemeriksaan ini "
     "tidak mengukurnya.)",
     "Set the camera's RTP to unicast. (The wall receives multicast by its second back end; this "
     "check does not measure it.)"},
    {no_packet, "Kamera setuju memutar, tetapi tidak mengirim apa pun dalam {seconds} detik.",
     "The camera agreed to play, but sent nothing within {seconds} s.",
     "Nyalakan ulang kamera; coba \"transport\": \"udp\"; periksa apakah videonya hidup dan batas "
     "penontonnya belum tercapai.",
     "Restart the camera; try \"transport\": \"udp\"; check that its video is on and its limit of "
     "viewers is not reached."},
    {no_udp_packet, "Kamera setuju mengirim lewat UDP, tetapi tidak ada paket yang sampai.",
     "The camera agreed to send over UDP, but no packet arrives.",
     "Ada firewall atau NAT di antaranya? Buka, atau pakai \"transport\": \"tcp\".",
     "A firewall or NAT in between? Open it, or use \"transport\": \"tcp\"."},
    {no_keyframe,
     "Video mengalir, tetapi tidak ada gambar kunci (I-frame) dalam {seconds} detik, jadi belum "
     "ada yang bisa ditampilkan.",
     "Video flows, but no key picture (I-frame) came within {seconds} s, so nothing can be shown "
     "yet.",
     "Setel jarak I-frame ke 2 detik (50 gambar pada 25 per detik) dan matikan smart codec "
     "(H.264+, "
     "H.265+, Smart Stream, Zipstream); atau coba dengan kesabaran lebih lama.",
     "Set the I-frame interval to 2 s (50 pictures at 25 a second) and switch the smart codec off "
     "(H.264+, H.265+, Smart Stream, Zipstream); or try with more patience."},
    {damaged, "Gambar-gambarnya sampai dalam keadaan rusak.", "The pictures arrive damaged.",
     "Periksa kabel dan jaringan; pakai \"transport\": \"tcp\"; turunkan laju bit; perbarui "
     "firmware kamera.",
     "Check cable and network; use \"transport\": \"tcp\"; lower the bit rate; update the camera's "
     "firmware."},
    {too_large, "Gambarnya {size}, lebih besar dari batas {max_pixels} piksel.",
     "The picture is {size}, larger than the limit of {max_pixels} pixels.",
     "Turunkan resolusi kamera, pakai sub-stream, atau naikkan \"max_pixels\".",
     "Lower the camera's resolution, use the sub-stream, or raise \"max_pixels\"."},
    {no_decoder, "Gambar kamera ini tidak bisa dibuka di sini.",
     "This camera's pictures cannot be decoded here.",
     "Ganti kompresinya ke H.264 profil Main atau High, 8 bit 4:2:0.",
     "Switch its compression to H.264, Main or High profile, 8 bits 4:2:0."},
    {stream_ended, "Kamera mengakhiri aliran videonya.", "The camera ended its stream.",
     "Biasanya batas penonton, atau kamera menyala ulang. Tunggu semenit, lalu coba lagi.",
     "As a rule it is the limit of viewers, or the camera restarts. Wait a minute, then try "
     "again."},
    {step_silent, "Kamera mulai menjawab, lalu diam selama {seconds} detik.",
     "The camera began to answer, then was silent for {seconds} s.",
     "Nyalakan ulang kamera; periksa jaringan (kabel, MTU, VPN) di antaranya.",
     "Restart the camera; check the network in between (cable, MTU, VPN)."},
    {cancelled, "Dibatalkan.", "Cancelled.", "", ""},
};

struct WarningRow {
    ProbeWarning warning;
    std::string_view id;
    std::string_view en;
};
using enum ProbeWarning;
constexpr WarningRow kWarnings[] = {
    {no_login_asked, "Kamera ini tidak meminta kata sandi: siapa pun di jaringan bisa menontonnya.",
     "This camera asks for no password: anybody on the network can watch it."},
    {basic_in_clear, "Kata sandi dikirim secara terbuka (Basic). Pakai digest atau rtsps://.",
     "The password is sent in clear (Basic). Use digest or rtsps://."},
    {password_in_path,
     "Kamera ini menerima kata sandi di dalam alamat, yang bisa tercatat di tempat lain.",
     "This camera takes its password within the address, which others may log."},
    {udp_was_needed, "Kamera hanya mengirim lewat UDP; firewall dan jaringan buruk lebih terasa.",
     "The camera sends over UDP only; firewalls and bad networks are felt more."},
    {was_redirected,
     "Kamera mengalihkan ke alamat lain; tulis alamat tujuannya langsung bila tetap.",
     "The camera redirects to another address; write that one directly if it stays."},
    {long_group,
     "Gambar kunci jarang ({amount}). Setel jarak I-frame ke 2 detik dan matikan smart codec "
     "(H.264+, H.265+), agar gambar segera muncul kembali setelah gangguan.",
     "Key pictures are rare ({amount}). Set the I-frame interval to 2 s and switch the smart codec "
     "off (H.264+, H.265+), so that the picture is soon back after a disturbance."},
    {clock_wrong, "Jam kamera meleset {amount}. Setel NTP di kamera.",
     "The camera's clock is wrong by {amount}. Set NTP in the camera."},
    {larger_than_tile,
     "Aliran ini ({amount}) lebih besar dari yang dipakai sebuah kotak pada dinding; isi juga "
     "sub-stream sekitar 640x360 agar dinding tetap ringan.",
     "This stream ({amount}) is larger than a tile of a wall needs; set a sub-stream of about "
     "640x360 besides, so that the wall has less to do."},
    {narrow_samples,
     "Gambar {amount} tampak terjepit dan kamera tidak menyebutkan bentuknya; isi "
     "\"sample_aspect\" bila orang tampak kurus.",
     "The picture of {amount} looks squeezed and the camera does not say its shape; set "
     "\"sample_aspect\" if people look thin."},
    {damaged_pictures, "{amount} gambar rusak di jalan; periksa jaringan, atau pakai TCP.",
     "{amount} pictures were damaged on the way; check the network, or use TCP."},
    {costly,
     "Membuka gambarnya memakan {amount} satu inti prosesor; turunkan resolusi atau laju gambar, "
     "atau pakai sub-stream.",
     "Decoding it takes {amount} of one processor core; lower its resolution or rate, or use the "
     "sub-stream."},
    {slow, "Hanya {amount} gambar per detik.", "Only {amount} pictures a second."},
};

std::string filled(std::string_view text, const ProbePlace& place) {
    return fmt::format(fmt::runtime(fmt::string_view(text.data(), text.size())),
                       fmt::arg("host", place.host), fmt::arg("port", place.port),
                       fmt::arg("status", place.status), fmt::arg("certificate", place.certificate),
                       fmt::arg("codecs", place.codecs), fmt::arg("size", place.size),
                       fmt::arg("max_pixels", place.max_pixels),
                       fmt::arg("seconds", place.seconds));
}

// What to type instead stands before all other advice.
BothTexts found_text(const ProbePlace& place) {
    BothTexts found;
    if (place.other_port != 0) {
        found.id =
            fmt::format("Port {} di alamat ini berbicara RTSP: pakai port itu. ", place.other_port);
        found.en =
            fmt::format("Port {} of this address speaks RTSP: use that one. ", place.other_port);
    }
    if (!place.found_paths.empty()) {
        const std::string paths = fmt::format("{}", fmt::join(place.found_paths, ", "));
        found.id += fmt::format("Di kamera ini ada video di jalur {}. ", paths);
        found.en += fmt::format("This camera has video at the path {}. ", paths);
    }
    return found;
}

std::string with_amount(std::string_view text, const std::string& amount) {
    return fmt::format(fmt::runtime(fmt::string_view(text.data(), text.size())),
                       fmt::arg("amount", amount));
}

}  // namespace

ProbeWords words_for(ProbeCause cause, const ProbePlace& place) {
    const Row* row = std::ranges::find(kRows, cause, &Row::cause);
    if (row == std::end(kRows)) {
        row = kRows;
    }
    const BothTexts found = found_text(place);
    return {filled(row->text_id, place), filled(row->text_en, place),
            found.id + filled(row->advice_id, place), found.en + filled(row->advice_en, place)};
}

BothTexts words_for(ProbeWarning warning, const BothTexts& amount) {
    const WarningRow* row = std::ranges::find(kWarnings, warning, &WarningRow::warning);
    if (row == std::end(kWarnings)) {
        return {};
    }
    return {with_amount(row->id, amount.id), with_amount(row->en, amount.en)};
}

BothTexts number_text(double value, int decimals) {
    const std::string en = fmt::format("{:.{}f}", value, decimals);
    std::string id = en;
    std::ranges::replace(id, '.', ',');
    return {id, en};
}

BothTexts duration_text(int64_t ms) {
    struct Unit {
        int64_t ms;
        const char* id;
        const char* en;
        const char* en_many;
    };
    static constexpr std::array<Unit, 5> kUnits{
        Unit{int64_t{365} * 86'400'000, "tahun", "year", "years"},
        {86'400'000, "hari", "day", "days"},
        {3'600'000, "jam", "hour", "hours"},
        {60'000, "menit", "minute", "minutes"},
        {1'000, "detik", "s", "s"}};
    ms = std::abs(ms);
    if (ms < 1'000) {
        return {fmt::format("{} ms", ms), fmt::format("{} ms", ms)};
    }
    const auto* unit = std::ranges::find_if(kUnits, [&](const Unit& one) { return ms >= one.ms; });
    const double value = double(ms) / double(unit->ms);
    const bool whole = value >= 10 || ms % unit->ms == 0;
    const BothTexts number = number_text(value, whole ? 0 : 1);
    return {number.id + " " + unit->id,
            number.en + " " + (number.en == "1" ? unit->en : unit->en_many)};
}

}  // namespace pendopo
