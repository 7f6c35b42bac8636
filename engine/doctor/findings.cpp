#include "engine/doctor/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace pendopo {
namespace {

constexpr int64_t kMebibyte = int64_t{1} << 20;
constexpr int64_t kLeastMemory = 1024 * kMebibyte;  // sixteen cameras hold 320 MB of it
constexpr int64_t kLeastDisk = 512 * kMebibyte;     // logs, figures, the audit log's 64 MiB
constexpr int64_t kUdpBuffer = 2 * kMebibyte;       // a keyframe of a 4K camera, twice
constexpr int kFirstYear = 2025;                    // an earlier one is a clock without a battery
constexpr int kEthernet = 1500;

std::string joined(const std::vector<std::string>& all) {
    return fmt::format("{}", fmt::join(all, ", "));
}

class Findings {
  public:
    void bad(std::string id, LocalText what, LocalText what_to_do) {
        all_.push_back({std::move(id), Severity::bad, std::move(what), std::move(what_to_do)});
    }
    void warn(std::string id, LocalText what, LocalText what_to_do) {
        all_.push_back({std::move(id), Severity::warning, std::move(what), std::move(what_to_do)});
    }
    std::vector<Finding> take() {
        std::ranges::stable_sort(all_, {}, &Finding::severity);
        return std::move(all_);
    }

  private:
    std::vector<Finding> all_;
};

void judge_configuration(const WallNeeds& wall, Findings& add) {
    if (!wall.config_problem.empty()) {
        add.bad("configuration",
                {"Konfigurasi tidak dapat dibaca: " + wall.config_problem,
                 "The configuration cannot be read: " + wall.config_problem},
                {"Perbaiki; `pendopo check` menyebut setiap kesalahan dan tempatnya.",
                 "Mend it; `pendopo check` names every mistake and its place."});
    }
    for (const LocalText& text : wall.too_few_files) {
        add.bad("open_files", text,
                {"Naikkan batasnya: LimitNOFILE=524288 di unit systemd.",
                 "Raise the limit: LimitNOFILE=524288 in the systemd unit."});
    }
    if (!wall.certificate_warning.empty()) {
        add.warn("certificate", {wall.certificate_warning, wall.certificate_warning},
                 {"Ganti berkas sertifikat; dinding membacanya sendiri dalam 5 detik.",
                  "Replace the certificate's files; the wall reads them by itself within 5 s."});
    }
}

void judge_power(const MachineFacts& facts, Findings& add) {
    const double wanted = facts.wall.cores;
    const bool has_gpu = facts.graphics && !facts.graphics->software;
    if (facts.cores > 0 && !has_gpu && wanted > facts.cores * kUsableShareOfCores) {
        add.warn(
            "cores",
            {fmt::format("{} kamera sekaligus butuh kira-kira {:.1f} inti tanpa GPU; ada {:.1f}. "
                         "Gambar akan tersendat.",
                         facts.wall.cameras_at_once, wanted, facts.cores),
             fmt::format("{} cameras at once take about {:.1f} cores without a GPU; there are "
                         "{:.1f}. Pictures will stutter.",
                         facts.wall.cameras_at_once, wanted, facts.cores)},
            {"Pakai sub-stream 640×360, kurangi kamera per tata letak, atau tambah inti atau GPU.",
             "Use sub-streams of 640×360, fewer cameras a layout, or more cores or a GPU."});
    }
    if (facts.load && facts.cores > 0 && *facts.load > facts.cores &&
        facts.port != PortHolder::this_wall) {
        add.warn("busy",
                 {fmt::format("Mesin ini sudah sibuk: beban {:.1f} pada {:.1f} inti.", *facts.load,
                              facts.cores),
                  fmt::format("This machine is busy already: load {:.1f} on {:.1f} cores.",
                              *facts.load, facts.cores)},
                 {"Lihat dengan `top` apa yang berjalan, dan pindahkan ke mesin lain.",
                  "See with `top` what runs, and move it to another machine."});
    }
    if (facts.memory_bytes > 0 && facts.memory_bytes < kLeastMemory) {
        add.warn("memory",
                 {fmt::format("Memori hanya {} MB.", facts.memory_bytes / kMebibyte),
                  fmt::format("There are only {} MB of memory.", facts.memory_bytes / kMebibyte)},
                 {"Sediakan 1 GB; 16 kamera memakai 320 MB.",
                  "Have 1 GB; sixteen cameras take 320 MB."});
    }
}

void judge_screen(const MachineFacts& facts, Findings& add) {
    if (!facts.graphics_problem.empty()) {
        add.bad("graphics",
                {"OpenGL tidak dapat dipakai: " + facts.graphics_problem,
                 "OpenGL cannot be used: " + facts.graphics_problem},
                {"Pasang libgl1-mesa-dri, libegl1 dan libglx-mesa0 (`tools/setup runtime`).",
                 "Install libgl1-mesa-dri, libegl1 and libglx-mesa0 (`tools/setup runtime`)."});
    }
    if (facts.graphics && facts.graphics->software && facts.has_graphics_card) {
        add.warn("graphics_driver",
                 {"Ada kartu grafis, tetapi gambar dibuat oleh CPU (" + facts.graphics->renderer +
                      "): drivernya tidak bekerja.",
                  "There is a graphics card, but the CPU draws (" + facts.graphics->renderer +
                      "): its driver does not work."},
                 {"Setelah pembaruan driver mesin harus dinyalakan ulang; pengguna dinding harus "
                  "anggota grup video dan render.",
                  "After an update of the driver the machine has to be restarted; the wall's user "
                  "has to be in the groups video and render."});
    }
    if (!facts.has_display_server && facts.wall.outputs_named) {
        add.bad("display_server",
                {"Tidak ada server X yang menjawab: layar akan gelap, dinding hanya terlihat di "
                 "panel.",
                 "No X server answers: displays stay dark, the wall is seen in the panel only."},
                {"Nyalakan server X dan beri DISPLAY kepada layanan; atau jalankan dengan "
                 "--headless.",
                 "Start an X server and give the service its DISPLAY; or run with --headless."});
    } else if (facts.has_display_server && facts.outputs == 0) {
        add.bad("outputs",
                {"Server X tidak melihat satu pun layar.", "The X server sees no output at all."},
                {"Periksa kabel dan daya layar; `pendopo displays list` menyebut yang terlihat.",
                 "Look at cables and the displays' power; `pendopo displays list` names what is "
                 "seen."});
    } else if (facts.has_display_server && !facts.wall.unbound_displays.empty()) {
        const std::string names = joined(facts.wall.unbound_displays);
        add.bad(
            "output_missing",
            {"Layar tanpa keluaran: " + names + ".", "Displays without an output: " + names + "."},
            {"Bandingkan \"output\" di wall.json dengan `pendopo displays list`.",
             "Compare \"output\" in wall.json with `pendopo displays list`."});
    }
    if (facts.presentation_feedback == false) {
        add.warn("presentation_feedback",
                 {"Server X tidak memberi tahu kapan layar menampilkan gambar: pewaktu yang "
                  "mengatur laju, gerak dapat tersendat dan gambar terpotong.",
                  "The X server does not say when displays show pictures: a timer keeps the rate, "
                  "motion may stutter and pictures tear."},
                 {"Pakai driver yang mengenal Present: modesetting dari Xorg, dengan Mesa.",
                  "Use a driver that knows Present: Xorg's modesetting, with Mesa."});
    }
    if (!facts.disturbers.empty()) {
        const std::string names = joined(facts.disturbers);
        add.warn(
            "disturbers",
            {"Program ini dapat menutupi, mengunci, atau memulai ulang dinding: " + names + ".",
             "These programs may cover, lock or restart the wall: " + names + "."},
            {"Hentikan dan hapus dari sesi pengguna dinding.",
             "End them, and take them out of the session of the wall's user."});
    }
}

void judge_network(const MachineFacts& facts, Findings& add) {
    std::vector<std::string> unreachable;
    std::vector<std::string> exposed;
    std::vector<std::string> small;
    for (const RouteFacts& route : facts.routes) {
        if (!route.reachable) {
            unreachable.push_back(route.camera);
        } else if (route.with_gateway) {
            exposed.push_back(route.camera);
        }
        if (route.reachable && route.mtu != 0 && route.mtu < kEthernet) {
            small.push_back(fmt::format("{} ({})", route.camera, route.mtu));
        }
    }
    if (!unreachable.empty()) {
        const std::string names = joined(unreachable);
        add.bad("no_route",
                {"Tidak ada jalan jaringan ke kamera: " + names + ".",
                 "The network leads to these cameras nowhere: " + names + "."},
                {"Pasang alamat di jaringan kamera, atau rute ke sana (`ip route get ALAMAT`).",
                 "Give this machine an address in the cameras' network, or a route there (`ip "
                 "route get ADDRESS`)."});
    }
    if (!exposed.empty()) {
        const std::string names = joined(exposed);
        add.warn("cameras_beside_gateway",
                 {"Kamera ini berada di jaringan yang sama dengan gerbang internet: " + names +
                      ". Siapa pun di jaringan itu dapat mencapainya.",
                  "These cameras stand in the network of the internet gateway: " + names +
                      ". Whoever is in it can reach them."},
                 {"Beri kamera jaringan tersendiri (VLAN), dan dinding satu kaki di sana.",
                  "Give cameras a network of their own (a VLAN), and the wall a leg in it."});
    }
    if (!small.empty()) {
        const std::string names = joined(small);
        add.warn("mtu",
                 {"Paket ke kamera ini lebih kecil dari 1500 byte: " + names +
                      ". Gambar dari UDP dapat hilang sebagian.",
                  "Packets to these cameras are smaller than 1500 bytes: " + names +
                      ". Pictures by UDP may lose parts."},
                 {"Samakan MTU sepanjang jalan, atau pakai TCP.",
                  "Make the MTU the same all along the way, or use TCP."});
    }
    if (facts.wall.udp && facts.most_receive_buffer && *facts.most_receive_buffer < kUdpBuffer) {
        add.warn(
            "receive_buffer",
            {fmt::format("net.core.rmem_max hanya {} byte: kamera UDP kehilangan paket saat "
                         "gambar besar datang.",
                         *facts.most_receive_buffer),
             fmt::format("net.core.rmem_max is only {} bytes: cameras by UDP lose packets when "
                         "large pictures come.",
                         *facts.most_receive_buffer)},
            {"sysctl -w net.core.rmem_max=8388608, dan tulis di /etc/sysctl.d.",
             "sysctl -w net.core.rmem_max=8388608, and write it in /etc/sysctl.d."});
    }
    if (facts.port == PortHolder::another) {
        add.bad("port",
                {fmt::format("Porta {} dipakai program lain: panel dan API tidak dapat dibuka.",
                             facts.wall.port),
                 fmt::format("Another program has port {}: panel and API cannot be opened.",
                             facts.wall.port)},
                {"Hentikan program itu (`ss -ltnp`), atau ubah \"control\": {\"port\"} di "
                 "wall.json.",
                 "End that program (`ss -ltnp`), or change \"control\": {\"port\"} in wall.json."});
    }
}

void judge_clock(const MachineFacts& facts, Findings& add) {
    if (facts.year != 0 && facts.year < kFirstYear) {
        add.bad("clock_wrong",
                {fmt::format("Jam mesin menunjuk tahun {}: jadwal, umur angka, dan sertifikat "
                             "salah semua.",
                             facts.year),
                 fmt::format("The machine's clock says {}: schedules, ages of figures and "
                             "certificates are all wrong.",
                             facts.year)},
                {"Setel jam; ganti baterai bila salah lagi setelah listrik padam.",
                 "Set the clock; change its battery if it is wrong again after a power cut."});
    } else if (facts.clock_synchronised == false) {
        add.warn("clock_not_synchronised",
                 {"Jam mesin tidak disetel oleh server waktu: jadwal dan umur angka akan bergeser.",
                  "No time server keeps the machine's clock: schedules and ages will drift."},
                 {"Nyalakan: timedatectl set-ntp true (atau chrony), dan izinkan UDP 123 keluar.",
                  "Turn it on: timedatectl set-ntp true (or chrony), and let UDP 123 out."});
    }
    if (!facts.zone_data) {
        add.bad("zone_data",
                {"Data zona waktu tidak terpasang.", "The data of time zones is not installed."},
                {"Pasang paket tzdata.", "Install the package tzdata."});
    }
}

void judge_disk(const MachineFacts& facts, Findings& add) {
    if (!facts.state_folder) {
        return;
    }
    const FolderFacts& folder = *facts.state_folder;
    if (!folder.writable) {
        add.bad("state_folder",
                {"Tidak dapat menulis di " + folder.path +
                     ": setelah mati listrik dinding lupa apa yang ditampilkan dan siapa yang "
                     "boleh masuk.",
                 "Nothing can be written in " + folder.path +
                     ": after a power cut the wall forgets what it showed and who may come in."},
                {"Beri folder itu kepada pengguna dinding, atau ubah \"state_dir\" di wall.json.",
                 "Give that folder to the wall's user, or change \"state_dir\" in wall.json."});
        return;
    }
    if (folder.in_memory) {
        add.warn("state_in_memory",
                 {folder.path + " ada di memori dan hilang saat mesin dinyalakan ulang.",
                  folder.path + " is in memory and gone when the machine starts again."},
                 {"Pilih folder di disk: \"state_dir\" di wall.json.",
                  "Choose a folder on the disk: \"state_dir\" in wall.json."});
    }
    if (folder.free_bytes < kLeastDisk || folder.free_files == 0) {
        add.warn("disk",
                 {fmt::format("Disk hampir penuh: sisa {} MB di {}.", folder.free_bytes / kMebibyte,
                              folder.path),
                  fmt::format("The disk is nearly full: {} MB left at {}.",
                              folder.free_bytes / kMebibyte, folder.path)},
                 {"Kosongkan; batasi log: SystemMaxUse=200M di /etc/systemd/journald.conf.",
                  "Make room; bound the log: SystemMaxUse=200M in /etc/systemd/journald.conf."});
    }
}

void judge_system(const MachineFacts& facts, Findings& add) {
    if (!facts.landlock_problem.empty()) {
        add.bad("landlock",
                {"Kernel tidak dapat mengurung proses kamera (Landlock): " + facts.landlock_problem,
                 "The kernel cannot confine the camera processes (Landlock): " +
                     facts.landlock_problem},
                {"Pakai kernel Debian 12, atau tambah lsm=landlock,… di baris perintah kernel. "
                 "\"sandbox\": \"off\" menjalankan dinding tanpa pengaman itu.",
                 "Use Debian 12's kernel, or add lsm=landlock,… to its command line. \"sandbox\": "
                 "\"off\" runs the wall without that protection."});
    }
    if (!facts.seccomp) {
        add.bad("seccomp",
                {"Kernel tidak punya seccomp: proses kamera tidak dapat dikurung.",
                 "The kernel has no seccomp: camera processes cannot be confined."},
                {"Pakai kernel Debian 12.", "Use Debian 12's kernel."});
    }
    if (facts.as_root) {
        add.warn("root", {"Dinding akan berjalan sebagai root.", "The wall would run as root."},
                 {"Jalankan sebagai pengguna sendiri.", "Run it as a user of its own."});
    }
    if (facts.fonts_known && !facts.scripts_without_font.empty()) {
        const std::string names = joined(facts.scripts_without_font);
        add.warn("fonts",
                 {"Tidak ada huruf untuk: " + names + ". Teks itu tampil sebagai kotak.",
                  "There is no font for: " + names + ". Such text shows as boxes."},
                 {"Pasang fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji.",
                  "Install fonts-noto-core, fonts-noto-cjk, fonts-noto-color-emoji."});
    }
    if (!facts.utf8_locale) {
        add.warn("locale",
                 {"Bahasa sistem (LANG) bukan UTF-8: nama berkas dan pesan dapat rusak.",
                  "The system's locale (LANG) is not UTF-8: file names and messages may break."},
                 {"LANG=C.UTF-8 di unit systemd.", "LANG=C.UTF-8 in the systemd unit."});
    }
}

}  // namespace

std::vector<Finding> findings(const MachineFacts& facts) {
    Findings all;
    judge_configuration(facts.wall, all);
    judge_screen(facts, all);
    judge_power(facts, all);
    judge_network(facts, all);
    judge_clock(facts, all);
    judge_disk(facts, all);
    judge_system(facts, all);
    return all.take();
}

std::string findings_text(const std::vector<Finding>& all, std::string_view language) {
    const bool english = language == "en";
    if (all.empty()) {
        return english ? "● Nothing on this machine will hurt the wall.\n"
                       : "● Tidak ada yang akan mengganggu dinding di mesin ini.\n";
    }
    std::string text;
    for (const Finding& finding : all) {
        text += fmt::format("{} {}\n  {} {}\n", finding.severity == Severity::bad ? "■" : "▲",
                            finding.what.in(language),
                            english ? "Do:" : "Lakukan:", finding.what_to_do.in(language));
    }
    return text;
}

std::string findings_json(const std::vector<Finding>& all) {
    auto list = nlohmann::ordered_json::array();
    for (const Finding& finding : all) {
        list.push_back({{"id", finding.id},
                        {"severity", to_string(finding.severity)},
                        {"what", {{"id", finding.what.id}, {"en", finding.what.en}}},
                        {"do", {{"id", finding.what_to_do.id}, {"en", finding.what_to_do.en}}}});
    }
    const nlohmann::ordered_json document{{"findings", list}};
    return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace pendopo
