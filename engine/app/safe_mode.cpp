#include "engine/app/safe_mode.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>

namespace pendopo {

void SafeModeRule::crashed(const ControlCrash& crash) {
    if (crash.status.signal == SIGKILL && !crash.silent) {
        return;
    }
    crashes_.push_back(crash);
    while (crash.at - crashes_.front().at > kWithin || crashes_.size() > kCrashes) {
        crashes_.pop_front();
    }
    if (crashes_.size() < kCrashes || mode_ == SafeMode::crashes) {
        return;
    }
    const bool files = std::ranges::all_of(
        crashes_, [](const ControlCrash& each) { return each.status.signal == 0 && !each.lived; });
    mode_ = files ? SafeMode::files : SafeMode::crashes;
    reason_ = "control: " + (crash.silent ? "it hung" : crash.status.to_string());
}

void SafeModeRule::runs_by(SafeMode mode, const std::string& reason) {
    if (mode_ != mode) {
        *this = {};
        mode_ = mode;
        reason_ = reason;
    }
}

std::string safe_mode_notice(const std::string& language) {
    return language == "en" ? "This wall is in safe mode." : "Layar ini sedang dalam mode aman.";
}

std::string safe_mode_problem(SafeMode mode, const std::string& reason, bool has_good) {
    const char* shows_id = has_good ? "susunan terakhir yang baik" : "berkas yang ada";
    const char* shows_en = has_good ? "the last good configuration" : "the files that there are";
    if (mode == SafeMode::files) {
        return fmt::format(
            "Mode aman: berkas konfigurasi ditolak tiga kali dalam satu menit; dinding memakai {}. "
            "Perbaiki berkas yang disebut di bawah; mode aman berakhir begitu berkas itu baik. "
            "(Safe mode: the configuration was refused three times in a minute; the wall goes by "
            "{}. Mend the files named below; safe mode ends as soon as they are good.)",
            shows_id, shows_en);
    }
    return fmt::format(
        "Mode aman: program dinding berhenti sendiri tiga kali dalam satu menit ({0}); dinding "
        "memakai {1}, tanpa akselerasi perangkat keras. Periksa yang terakhir diubah dan simpan "
        "perbaikannya, atau mulai ulang layanan; itu mengakhiri mode aman. (Safe mode: a program "
        "of the wall ended by itself three times in a minute ({0}); the wall goes by {2}, without "
        "hardware acceleration. Look at what was changed last and save what mends it, or restart "
        "the service; either ends safe mode.)",
        reason, shows_id, shows_en);
}

}  // namespace pendopo
