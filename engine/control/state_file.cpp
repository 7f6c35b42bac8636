#include "engine/control/state_file.h"

#include <nlohmann/json.hpp>
#include <system_error>

#include "config/text_file.h"

namespace pendopo {
namespace {

constexpr const char* kFile = "wall-state.json";
constexpr int kVersion = 1;
constexpr size_t kMostBytes = size_t{1} << 20;  // of claims and steps there are few

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
    if (document.is_object() && document.value("version", nlohmann::json()) == kVersion) {
        if (document.contains("epoch")) {
            return WallMemory{*text};
        }
        if (const auto layout = document.find("layout");
            layout != document.end() && layout->is_string()) {
            return WallMemory{"", layout->get<std::string>()};
        }
    }
    return fail(ErrorCode::invalid,
                path + ": no state file of version " + std::to_string(kVersion));
}

Result<void> write_wall_memory(const std::filesystem::path& state_dir, const std::string& state) {
    std::error_code error;
    std::filesystem::create_directories(state_dir, error);
    if (error) {
        return fail(ErrorCode::io, "cannot make " + state_dir.string() + ": " + error.message());
    }
    return replace_file((state_dir / kFile).string(), state + "\n");
}

WallMemory StateMemory::recall() {
    auto memory = read_wall_memory(state_dir_);
    if (memory) {
        earlier_layout_ = memory->layout;
        return std::move(*memory);
    }
    reject(memory.error().message());
    return {};
}

void StateMemory::reject(const std::string& why) {
    problem_ =
        why + "; the wall began with its first layout, and the next command replaces the file";
    log_.warn("remembered state ignored: {}", problem_);
}

void StateMemory::remember(std::string state, MonotonicTime now, HowSoon how) {
    unwritten_ = std::move(state);
    if (how == HowSoon::at_once || !tried_at_ || now - *tried_at_ >= kLeastGap) {
        write(now);
    }
}

void StateMemory::tick(MonotonicTime now) {
    if (!unwritten_.empty() && (!failing_ || now - *tried_at_ >= kTryAgainEvery)) {
        write(now);
    }
}

void StateMemory::flush(MonotonicTime now) {
    if (!unwritten_.empty()) {
        write(now);
    }
}

void StateMemory::write(MonotonicTime now) {
    tried_at_ = now;
    const auto written = write_wall_memory(state_dir_, unwritten_);
    failing_ = !written;
    if (written) {
        if (!problem_.empty()) {
            log_.info("what was asked of the wall is remembered again");
        }
        unwritten_.clear();
        problem_.clear();
        return;
    }
    std::string problem = "what is asked of the wall will not be remembered over a restart: " +
                          written.error().message() +
                          "; free space there, or give wall.json another state_dir";
    if (problem_ != problem) {
        problem_ = std::move(problem);
        log_.warn("{}", problem_);
    }
}

}  // namespace pendopo
