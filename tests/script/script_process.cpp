#include "tests/script/script_process.h"

#include <poll.h>
#include <unistd.h>

#include <fstream>

#include "engine/ipc/shared_text.h"

namespace pendopo::test {

Result<ScriptProcess> ScriptProcess::start() {
    auto pair = Channel::create_pair();
    if (!pair) {
        return fail(pair.error());
    }
    auto child =
        ChildProcess::spawn(program_beside("pendopo-script"),
                            {"--name", "script", "--log-level", "error"}, pair->second.take_fd());
    if (!child) {
        return fail(child.error());
    }
    return ScriptProcess(std::move(pair->first), std::move(*child));
}

bool ScriptProcess::send(const std::string& message, const std::vector<int>& fds) {
    return channel_.send(message, fds).has_value();
}

bool ScriptProcess::send(const ScriptJob& job, const ScriptTexts& texts) {
    std::vector<UniqueFd> shared;
    std::vector<int> fds;
    const auto share = [&](const std::string& text) {
        shared.push_back(std::move(share_text(text).value()));
        fds.push_back(shared.back().get());
    };
    share(texts.definition);
    for (const std::string& value : texts.values) {
        share(value);
    }
    for (const std::string& file : texts.files) {
        share(file);
    }
    return send(encode(ToScript(job)), fds);
}

std::optional<FromScript> ScriptProcess::next(MonotonicTime deadline) {
    while (true) {
        const auto left = std::chrono::ceil<Milliseconds>(deadline - Monotonic::now());
        pollfd waiting{channel_.fd(), POLLIN, 0};
        if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
            return std::nullopt;
        }
        auto received = channel_.receive();
        if (!received) {
            return std::nullopt;
        }
        if (!*received) {
            continue;
        }
        fds_ = std::move((*received)->fds);
        auto message = decode_from_script((*received)->text);
        return message ? std::optional(std::move(*message)) : std::nullopt;
    }
}

std::optional<ScriptProcess::Answer> ScriptProcess::await_answer(Milliseconds patience) {
    auto done = await<ScriptDone>(patience);
    if (!done) {
        return std::nullopt;
    }
    Answer answer{std::move(*done), ""};
    if (!fds_.empty()) {
        answer.output = read_shared_text(fds_[0].get(), ScriptEngine::kMaxOutputBytes).value_or("");
    }
    return answer;
}

std::optional<ScriptProcess::Answer> ScriptProcess::run(const ScriptJob& job,
                                                        const ScriptTexts& texts) {
    return send(job, texts) ? await_answer() : std::nullopt;
}

std::optional<ExitStatus> ScriptProcess::await_exit(Milliseconds patience) {
    pollfd waiting{child_.exit_fd(), POLLIN, 0};
    ::poll(&waiting, 1, static_cast<int>(patience.count()));
    return child_.poll_exit();
}

size_t ScriptProcess::resident_bytes() const {
    std::ifstream statm("/proc/" + std::to_string(child_.pid()) + "/statm");
    size_t size = 0;
    size_t resident = 0;
    statm >> size >> resident;
    return resident * static_cast<size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace pendopo::test
