#include "engine/app/sandbox_problems.h"

#include <fmt/format.h>

#include <map>

namespace pendopo {

std::vector<std::string> sandbox_problems(std::span<const Worker* const> workers,
                                          SandboxMode sandbox) {
    std::vector<std::string> lines;
    if (sandbox == SandboxMode::off) {
        lines.emplace_back(
            "Proses kerja berjalan tanpa kotak pasir, karena wall.json berisi \"sandbox\": "
            "\"off\": kamera yang jahat dapat membaca berkas di mesin ini. Hapus kunci itu dan "
            "mulai ulang dinding. (The workers run without their sandbox, because wall.json says "
            "\"sandbox\": \"off\": a hostile camera may read this machine's files. Take the key "
            "out and start the wall anew.)");
    }
    std::map<std::string, std::string> roles;  // by reason
    for (const Worker* worker : workers) {
        if (!worker->refusal().empty()) {
            std::string& names = roles[worker->refusal()];
            names += (names.empty() ? "" : ", ") + worker->role();
        }
    }
    for (const auto& [reason, names] : roles) {
        lines.push_back(fmt::format(
            "{0}: tidak berjalan, karena kotak pasirnya tidak dapat dipasang. Perbaiki kernelnya; "
            "jika tidak bisa, tulis \"sandbox\": \"off\" di wall.json dan mulai ulang dinding. "
            "({0}: does not run, because its sandbox cannot be entered: {1}. Give the machine what "
            "it lacks; where that cannot be, write \"sandbox\": \"off\" into wall.json and start "
            "the wall anew.)",
            names, reason));
    }
    return lines;
}

}  // namespace pendopo
