#include "engine/onvif/onvif_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace pendopo {
namespace {

constexpr Seconds kMinute{60};
constexpr Seconds kHour{3600};
constexpr Seconds kDay{86400};

// Where the makes hide their switch. The first whose word stands in the make's name.
struct Switch {
    std::string_view make;  // small letters
    std::string_view id;
    std::string_view en;
};
constexpr Switch kSwitches[] = {
    {"hikvision",
     "Hikvision: Configuration → Network → Advanced Settings → Integration Protocol → centang "
     "\"Enable ONVIF\", lalu tambahkan pengguna ONVIF di situ juga (bukan pengguna web)",
     "Hikvision: Configuration → Network → Advanced Settings → Integration Protocol → tick "
     "\"Enable ONVIF\", and add an ONVIF user there as well (web users do not count)"},
    {"dahua",
     "Dahua: Setting → Network → Access Platform → ONVIF → On; kata sandi ONVIF mengikuti "
     "pengguna di System → Account → ONVIF User",
     "Dahua: Setting → Network → Access Platform → ONVIF → On; its passwords are those of System "
     "→ Account → ONVIF User"},
    {"tp-link",
     "Tapo: aplikasi Tapo → kamera → Pengaturan → Pengaturan lanjutan → Akun kamera; buat akun "
     "di situ dan pakai akun itu",
     "Tapo: Tapo app → camera → Settings → Advanced Settings → Camera Account; make one there and "
     "use it"},
    {"axis", "Axis: System → ONVIF → tambahkan akun ONVIF; akun web tidak berlaku",
     "Axis: System → ONVIF → add an ONVIF account; web accounts do not count"},
    {"reolink",
     "Reolink: Pengaturan → Jaringan → Lanjutan → Pengaturan port → nyalakan ONVIF dan RTSP",
     "Reolink: Settings → Network → Advanced → Port Settings → switch on ONVIF and RTSP"},
};

const Switch* switch_of(const std::string& make) {
    std::string small = make;
    std::transform(small.begin(), small.end(), small.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto* const found =
        std::find_if(std::begin(kSwitches), std::end(kSwitches),
                     [&](const Switch& each) { return small.find(each.make) != small.npos; });
    return found == std::end(kSwitches) ? nullptr : found;
}

BothWords how_to_switch_on(const std::string& make) {
    if (const Switch* known = switch_of(make)) {
        return {std::string(known->id) + ".", std::string(known->en) + "."};
    }
    return {
        "Nyalakan ONVIF di menu kamera, biasanya di Jaringan → Protokol integrasi atau Jaringan "
        "→ Platform, dan buat pengguna ONVIF. " +
            std::string(kSwitches[0].id) + ".",
        "Switch ONVIF on in the camera's menu, usually at Network → Integration protocol or "
        "Network → Platform, and make an ONVIF user. " +
            std::string(kSwitches[0].en) + "."};
}

std::string said(const std::string& detail) {
    return detail.empty() ? "" : " (" + detail + ")";
}

// What a SOAP fault's subcode means (ONVIF Core, 5.8.2).
BothWords words_of_fault(const std::string& detail, const std::string& host) {
    const std::string code = detail.substr(0, detail.find(':'));
    if (code == "ActionNotSupported" || code == "ActionNotImplemented" ||
        code == "OptionalActionNotImplemented" || code == "NotSupported") {
        return {
            fmt::format("Kamera di {} tidak mengenal permintaan ini{}. Perbarui firmware-nya, "
                        "atau isi alamat RTSP sendiri dari daftar merek.",
                        host, said(detail)),
            fmt::format("The camera at {} does not know this request{}. Update its firmware, or "
                        "enter the RTSP address yourself, from the list of makes.",
                        host, said(detail))};
    }
    if (code == "OutofMemory" || code == "OutOfMemory" || code == "ConnectionProblem" ||
        code == "MaxConnections" || code == "TooManySessions") {
        return {
            fmt::format("Kamera di {} sedang kewalahan{}. Tutup perekam atau aplikasi lain yang "
                        "memakainya, atau nyalakan ulang kameranya, lalu coba lagi.",
                        host, said(detail)),
            fmt::format("The camera at {} is overloaded{}. Close other recorders or apps that "
                        "use it, or restart it, then try again.",
                        host, said(detail))};
    }
    if (code == "WellFormed" || code == "TagMismatch" || code == "Tag" || code == "Namespace" ||
        code == "MissingAttr" || code == "InvalidArgs" || code == "InvalidArgVal") {
        return {fmt::format("Kamera di {} menolak bentuk permintaan{}. Perbarui firmware-nya, atau "
                            "isi alamat RTSP sendiri dari daftar merek.",
                            host, said(detail)),
                fmt::format("The camera at {} refuses the form of the request{}. Update its "
                            "firmware, or enter the RTSP address yourself, from the list of makes.",
                            host, said(detail))};
    }
    return {
        fmt::format("Kamera di {} menjawab dengan kesalahan{}. Coba lagi; bila tetap, isi alamat "
                    "RTSP sendiri dari daftar merek.",
                    host, said(detail)),
        fmt::format("The camera at {} answers with a fault{}. Try again; if it stays, enter the "
                    "RTSP address yourself, from the list of makes.",
                    host, said(detail))};
}

BothWords words_of_password(const OnvifFailure& failure, const std::string& host,
                            const std::string& make, std::optional<Seconds> skew) {
    BothWords words =
        failure.no_login
            ? BothWords{fmt::format("Kamera di {} meminta nama pengguna dan kata sandi ONVIF. Isi "
                                    "keduanya.",
                                    host),
                        fmt::format("The camera at {} wants an ONVIF user name and password. Enter "
                                    "both.",
                                    host)}
            : BothWords{fmt::format("Kamera di {} menolak nama pengguna atau kata sandi. Periksa "
                                    "huruf besar dan kecil; pengguna ONVIF sering terpisah dari "
                                    "pengguna web.",
                                    host),
                        fmt::format("The camera at {} refuses the user name or password. Check "
                                    "capitals; ONVIF users are often apart from web users.",
                                    host)};
    if (const Switch* known = switch_of(make); known != nullptr && !failure.no_login) {
        words.append({std::string(known->id) + ".", std::string(known->en) + "."});
    }
    if (!skew && !failure.no_login) {
        words.append(
            {"Jam kamera tidak diketahui; jam yang salah juga membuat login ditolak.",
             "The camera does not tell its time; a wrong clock makes it refuse logins too."});
    }
    return words;
}

}  // namespace

void BothWords::append(const BothWords& more) {
    id += (id.empty() || more.id.empty() ? "" : " ") + more.id;
    en += (en.empty() || more.en.empty() ? "" : " ") + more.en;
}

BothWords duration_words(Seconds duration) {
    const Seconds size = std::chrono::abs(duration);
    if (size < 2 * kHour) {
        const auto minutes = std::max<int64_t>(1, (size + kMinute / 2) / kMinute);
        return {fmt::format("{} menit", minutes),
                fmt::format("{} minute{}", minutes, minutes == 1 ? "" : "s")};
    }
    if (size < 2 * kDay) {
        const int64_t hours = (size + kHour / 2) / kHour;
        return {fmt::format("{} jam", hours), fmt::format("{} hours", hours)};
    }
    const int64_t days = (size + kDay / 2) / kDay;
    return {fmt::format("{} hari", days), fmt::format("{} days", days)};
}

BothWords words_of_clock(Seconds skew) {
    if (std::chrono::abs(skew) < kMinute) {
        return {};
    }
    const BothWords by = duration_words(skew);
    const bool ahead = skew > Seconds(0);
    return {fmt::format("Jam kamera {} {} dari jam komputer ini. Nyalakan NTP dan pilih zona waktu "
                        "yang benar di menu waktu kamera.",
                        ahead ? "lebih cepat" : "terlambat", by.id),
            fmt::format("The camera's clock is {} {} this computer's. Switch on NTP and choose the "
                        "right time zone in the camera's time menu.",
                        by.en, ahead ? "ahead of" : "behind")};
}

BothWords words_of_corrected_address(const std::string& host) {
    return {fmt::format("Kamera menyebut alamat lain untuk dirinya; dipakai {}.", host),
            fmt::format("The camera tells another address for itself; {} is used.", host)};
}

BothWords words_of_missing_streams(size_t missing) {
    return {
        fmt::format("{} aliran tidak sempat atau tidak dapat ditanyakan.", missing),
        fmt::format("{} {} could not be asked for.", missing, missing == 1 ? "stream" : "streams")};
}

BothWords words_of_failure(const OnvifFailure& failure, const std::string& host,
                           const std::string& make, std::optional<Seconds> skew) {
    switch (failure.problem) {
        case OnvifProblem::none:
            return {};
        case OnvifProblem::unreachable:
            return {fmt::format("Tidak ada yang menjawab di {}. Periksa alamatnya, kabel dan daya "
                                "kamera, dan apakah komputer ini di jaringan yang sama.",
                                host),
                    fmt::format("Nobody answers at {}. Check the address, the camera's cable and "
                                "power, and whether this computer is in the same network.",
                                host)};
        case OnvifProblem::timed_out:
            return {
                fmt::format("{} menerima sambungan tetapi tidak menjawab pada waktunya. Nyalakan "
                            "ulang kameranya, lalu coba lagi.",
                            host),
                fmt::format("{} takes the connection and does not answer in time. Restart the "
                            "camera, then try again.",
                            host)};
        case OnvifProblem::not_onvif: {
            BothWords words{
                fmt::format("{} menjawab, tetapi bukan dengan ONVIF{}; mungkin ONVIF dimatikan.",
                            host, said(failure.detail)),
                fmt::format("{} answers, but not in ONVIF{}; ONVIF may be switched off.", host,
                            said(failure.detail))};
            words.append(how_to_switch_on(make));
            return words;
        }
        case OnvifProblem::wrong_password:
            return words_of_password(failure, host, make, skew);
        case OnvifProblem::clock_differs: {
            BothWords words = words_of_clock(skew.value_or(Seconds(0)));
            words.append(
                {"Login ditolak mungkin karena itu: betulkan jamnya dan coba lagi. Bila "
                 "tetap ditolak, nama pengguna atau kata sandinya salah.",
                 "The login may be refused because of that: correct the clock and try "
                 "again. If it is still refused, the user name or password is wrong."});
            return words;
        }
        case OnvifProblem::locked:
            return {
                fmt::format("Kamera di {} mengunci login karena terlalu banyak percobaan yang "
                            "salah{}. Tunggu 30 menit atau nyalakan ulang kameranya, lalu coba "
                            "dengan kata sandi yang benar.",
                            host, said(failure.detail)),
                fmt::format("The camera at {} has locked the login after too many wrong ones{}. "
                            "Wait 30 minutes or restart the camera, then try the right "
                            "password.",
                            host, said(failure.detail))};
        case OnvifProblem::no_rights:
            return {
                fmt::format("Login benar, tetapi pengguna ini tidak boleh membaca aliran di {}{}. "
                            "Beri hak operator atau administrator ONVIF di menu pengguna kamera.",
                            host, said(failure.detail)),
                fmt::format("The login is good, but this user may not read the streams of {}{}. "
                            "Give it the ONVIF role operator or administrator in the camera's "
                            "user menu.",
                            host, said(failure.detail))};
        case OnvifProblem::no_profile:
            return {
                fmt::format("Kamera di {} tidak punya profil video. Buat satu di menu kamera "
                            "(Media atau ONVIF profile), atau kembalikan setelan pabriknya.",
                            host),
                fmt::format("The camera at {} has no video profile. Make one in its menu (Media "
                            "or ONVIF profile), or restore its factory settings.",
                            host)};
        case OnvifProblem::fault:
            return words_of_fault(failure.detail, host);
        case OnvifProblem::bad_answer:
        case OnvifProblem::failed:
            break;
    }
    return {fmt::format("Jawaban {} tidak dapat dibaca{}. Perbarui firmware kameranya, atau isi "
                        "alamat RTSP sendiri dari daftar merek.",
                        host, said(failure.detail)),
            fmt::format("The answer of {} cannot be read{}. Update the camera's firmware, or enter "
                        "the RTSP address yourself, from the list of makes.",
                        host, said(failure.detail))};
}

BothWords words_of_search(const Error& error) {
    switch (error.code()) {
        case ErrorCode::invalid:
        case ErrorCode::exhausted:
            return {"Alamat untuk dicari tidak dapat dipakai: " + error.message() + ".",
                    "The addresses to search cannot be used: " + error.message() + "."};
        case ErrorCode::unreachable:
            return {
                "Komputer ini tidak tersambung ke jaringan mana pun. Periksa kabel dan alamat "
                "jaringannya, atau cari dengan alamat.",
                "This computer is in no network. Check its cable and network address, or search "
                "by address."};
        default:
            return {"Pencarian gagal: " + error.message() + ".",
                    "The search failed: " + error.message() + "."};
    }
}

}  // namespace pendopo
