#include "engine/control/state_file.h"

#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "config/text_file.h"
#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr const char* kFile = "wall-state.json";
constexpr int kVersion = 1;
constexpr size_t kMostBytes = size_t{1} << 20;  // of claims and steps there are few

// What replace_file() left of a control that was killed while it wrote: they would become many.
void remove_half_files(const std::filesystem::path& state_dir) {
    const std::string beginning = "." + std::string(kFile) + ".";
    std::error_code ignored;
    std::vector<std::filesystem::path> half;
    for (std::filesystem::directory_iterator entry(state_dir, ignored), end; entry != end;
         entry.increment(ignored)) {
        if (entry->path().filename().string().starts_with(beginning)) {
            half.push_back(entry->path());
        }
    }
    for (const std::filesystem::path& path : half) {
        std::filesystem::remove(path, ignored);
    }
}

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

StateMemory::StateMemory(EventLoop& loop, const Clock& clock, std::filesystem::path state_dir,
                         Log log, Write write)
    : loop_(loop),
      clock_(clock),
      state_dir_(std::move(state_dir)),
      log_(std::move(log)),
      write_(std::move(write)) {}

StateMemory::~StateMemory() {
    flush();
}

WallMemory StateMemory::recall() {
    remove_half_files(state_dir_);
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

void StateMemory::remember(std::string state, HowSoon how) {
    unwritten_ = std::move(state);
    urgent_ = urgent_ || how == HowSoon::at_once;
    if (under_way_ == 0) {
        write_next();
    }
}

// As soon as the gap allows.
void StateMemory::write_next() {
    const Nanoseconds since = clock_.now() - begun_;
    if (thread_ == nullptr || urgent_ || since >= kLeastGap) {
        write();
    } else {
        next_ =
            loop_.after(std::chrono::ceil<Milliseconds>(kLeastGap - since), [this] { write(); });
    }
}

void StateMemory::flush() {
    ending_ = true;
    if (!unwritten_.empty()) {
        write();
    }
}

void StateMemory::write() {
    next_.reset();
    urgent_ = false;
    if (thread_ == nullptr) {
        // At the end one may be under way while the newest waits.
        thread_ = std::make_unique<JobThread>(loop_, 2, JobThread::AtEnd::finish);
    }
    begun_ = clock_.now();
    ++under_way_;
    const bool taken = thread_->take(
        [this, folder = state_dir_, state = std::exchange(unwritten_, {}), write = write_] {
            return [this, state, written = write(folder, state)] { wrote(state, written); };
        });
    CHECK(taken);
}

void StateMemory::wrote(const std::string& state, const Result<void>& written) {
    --under_way_;
    if (written) {
        if (!problem_.empty()) {
            log_.info("what was asked of the wall is remembered again");
        }
        problem_.clear();
    } else {
        std::string problem = "what is asked of the wall will not be remembered over a restart: " +
                              written.error().message() +
                              "; free space there, or give wall.json another state_dir";
        if (problem_ != problem) {
            problem_ = std::move(problem);
            log_.warn("{}", problem_);
        }
        if (unwritten_.empty() && under_way_ == 0) {
            unwritten_ = state;
        }
    }
    if (unwritten_.empty() || under_way_ > 0 || ending_) {
        return;  // at the end whoever destroys this tries once more
    }
    if (written) {
        write_next();
    } else {
        next_ = loop_.after(kTryAgainEvery, [this] { write(); });
    }
}

}  // namespace pendopo
