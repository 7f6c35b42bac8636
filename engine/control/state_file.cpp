#include "engine/control/state_file.h"

#include <nlohmann/json.hpp>
#include <system_error>

#include "config/text_file.h"

namespace pendopo {
namespace {

constexpr const char* kFile = "wall-state.json";
constexpr int kVersion = 1;
constexpr size_t kMostBytes = 4096;  // our own file is below 200

}  // namespace

Result<WallMemory> read_wall_memory(const std::filesystem::path& state_dir) {
    const std::string path = (state_dir / kFile).string();
    const Result<std::string> text = read_text_file(path, FileAccess::any, kMostBytes);
    if (!text) {
        return text.error().code() == ErrorCode::not_found
                   ? Result<WallMemory>(WallMemory{})
                   : Result<WallMemory>(fail(text.error().within(path)));
    }
    const auto document = nlohmann::json::parse(*text, nullptr, false);
    if (document.is_object()) {
        const auto version = document.find("version");
        const auto layout = document.find("layout");
        if (version != document.end() && *version == kVersion && layout != document.end() &&
            layout->is_string()) {
            return WallMemory{layout->get<std::string>()};
        }
    }
    return fail(ErrorCode::invalid,
                path + ": no state file of version " + std::to_string(kVersion));
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

std::string LayoutMemory::recall() {
    auto memory = read_wall_memory(state_dir_);
    if (memory) {
        return std::move(memory->layout);
    }
    problem_ = memory.error().message() +
               "; the wall began with its first layout, and the next switch replaces the file";
    log_.warn("remembered layout ignored: {}", problem_);
    return {};
}

void LayoutMemory::remember(const std::string& layout, MonotonicTime now) {
    unwritten_ = layout;
    write(now);
}

void LayoutMemory::tick(MonotonicTime now) {
    if (!unwritten_.empty() && now - tried_at_ >= kTryAgainEvery) {
        write(now);
    }
}

void LayoutMemory::write(MonotonicTime now) {
    tried_at_ = now;
    const auto written = write_wall_memory(state_dir_, {unwritten_});
    if (written) {
        if (!problem_.empty()) {
            log_.info("the active layout is remembered again");
        }
        unwritten_.clear();
        problem_.clear();
        return;
    }
    std::string problem =
        "the active layout will not be remembered over a restart: " + written.error().message() +
        "; free space there, or give wall.json another state_dir";
    if (problem_ != problem) {
        problem_ = std::move(problem);
        log_.warn("{}", problem_);
    }
}

}  // namespace pendopo
