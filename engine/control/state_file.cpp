#include "engine/control/state_file.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <system_error>

#include "config/text_file.h"

namespace pendopo {
namespace {

constexpr const char* kFile = "wall-state.json";
constexpr int kVersion = 1;
constexpr size_t kMostBytes = 4096;  // our own file is below 200

}  // namespace

WallMemory read_wall_memory(const std::filesystem::path& state_dir, const Log& log) {
    const std::filesystem::path path = state_dir / kFile;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        return {};
    }
    std::string text(kMostBytes + 1, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    const auto document = text.size() > kMostBytes
                              ? nlohmann::json(nlohmann::json::value_t::discarded)
                              : nlohmann::json::parse(text, nullptr, false);
    if (document.is_object()) {
        const auto version = document.find("version");
        const auto layout = document.find("layout");
        if (version != document.end() && *version == kVersion && layout != document.end() &&
            layout->is_string()) {
            return {layout->get<std::string>()};
        }
    }
    log.warn("remembered layout ignored file={} reason=\"not a version {} state file\"",
             path.string(), kVersion);
    return {};
}

Result<void> write_wall_memory(const std::filesystem::path& state_dir, const WallMemory& memory) {
    std::error_code error;
    std::filesystem::create_directories(state_dir, error);
    if (error) {
        return fail(ErrorCode::io, "cannot make " + state_dir.string() + ": " + error.message());
    }
    const nlohmann::ordered_json document = {{"version", kVersion}, {"layout", memory.layout}};
    return replace_file(
        (state_dir / kFile).string(),
        document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

}  // namespace pendopo
