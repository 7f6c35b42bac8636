#include "engine/script/script_worker.h"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <span>
#include <utility>

#include "engine/ipc/event_loop.h"
#include "engine/ipc/outbox.h"
#include "engine/ipc/shared_text.h"
#include "engine/sandbox/worker_sandbox.h"
#include "engine/script/job_guard.h"

namespace pendopo {
namespace {

constexpr Seconds kHealthEvery{1};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A file as it is on disk now: unlike a value it need not be sealed.
Result<std::string> read_file(int fd, const std::string& name, size_t limit) {
    std::string text;
    char part[64 * 1024];
    while (true) {
        const ssize_t got = ::pread(fd, part, sizeof part, static_cast<off_t>(text.size()));
        if (got < 0) {
            return fail_errno(name);
        }
        if (got == 0) {
            break;
        }
        text.append(part, static_cast<size_t>(got));
        if (text.size() > limit) {
            return fail(ErrorCode::exhausted, fmt::format("{}: longer than {} bytes", name, limit));
        }
    }
    if (text.starts_with(kByteOrderMark)) {
        text.erase(0, kByteOrderMark.size());
    }
    return text;
}

Result<void> send(Channel& channel, const FromScript& message, int fd = -1) {
    return fd < 0 ? channel.send(encode(message)) : channel.send(encode(message), {&fd, 1});
}

ScriptDone run_job(ScriptEngine& engine, const ScriptJob& job, const std::vector<UniqueFd>& fds,
                   UniqueFd& output) {
    const MonotonicTime began = Monotonic::now();
    auto text = read_job_texts(job, fds).and_then(
        [&](const ScriptTexts& texts) { return engine.run(job, texts); });
    auto shared = text.and_then([](const std::string& whole) { return share_text(whole); });
    ScriptDone done;
    done.id = job.id;
    if (shared) {
        output = std::move(*shared);
        done.notes = engine.notes();
    } else {
        done.error = shared.error().message();
    }
    done.took_ms = std::chrono::ceil<Milliseconds>(Monotonic::now() - began).count();
    return done;
}

}  // namespace

Result<ScriptTexts> read_job_texts(const ScriptJob& job, const std::vector<UniqueFd>& fds) {
    const size_t expected = 1 + job.sources.size() + job.files.size();
    if (fds.size() != expected) {
        return fail(ErrorCode::invalid,
                    fmt::format("job: {} texts came – expected {}: the card, {} values, {} files",
                                fds.size(), expected, job.sources.size(), job.files.size()));
    }
    constexpr size_t limit = ScriptEngine::kMaxInputBytes;
    ScriptTexts texts;
    auto fd = fds.begin();
    auto definition = read_shared_text((fd++)->get(), limit);
    if (!definition) {
        return fail(definition.error().within("card"));
    }
    texts.definition = std::move(*definition);
    for (const std::string& source : job.sources) {
        auto value = read_shared_text((fd++)->get(), limit);
        if (!value) {
            return fail(value.error().within("value of \"" + source + '"'));
        }
        texts.values.push_back(std::move(*value));
    }
    for (const std::string& name : job.files) {
        auto file = read_file((fd++)->get(), name, limit);
        if (!file) {
            return fail(file.error());
        }
        texts.files.push_back(std::move(*file));
    }
    return texts;
}

int run_script_worker(WorkerProcess process) {
    auto engine = ScriptEngine::create();
    if (!engine) {
        process.log.error("{}", engine.error().message());
        return 1;
    }
    // While a job runs, the channel is the guard's as soon as it has given the job up.
    std::atomic<uint64_t> job_id{0};
    std::atomic<int64_t> began_ns{0};
    JobGuard guard({}, [&](const std::string& reason) {
        process.log.warn("giving up job={} reason=\"{}\"", job_id.load(), reason);
        ScriptDone done;
        done.id = job_id;
        done.error = reason;
        done.took_ms =
            std::chrono::ceil<Milliseconds>(Monotonic::now() - from_ns(began_ns)).count();
        static_cast<void>(send(process.channel, done));
        ::_exit(kExitGivenUp);
    });
    enter_sandbox_or_end(process, {.role = SandboxRole::script});

    EventLoop loop;
    int status = 0;
    const auto end_unless = [&](const Result<void>& sent) {
        if (!sent && sent.error().code() == ErrorCode::unreachable) {
            loop.quit();
        }
    };
    Outbox outbox;  // an answer that control has no room for just now
    // One message a turn, so that health and the collector have theirs between jobs.
    const auto messages = loop.watch(process.channel.fd(), [&] {
        auto received = process.channel.receive();
        if (!received && received.error().code() == ErrorCode::unreachable) {
            return loop.quit();
        }
        if (received && !*received) {
            return;
        }
        auto message =
            received.and_then([](const auto& waiting) { return decode_to_script(waiting->text); });
        if (!message) {
            process.log.error("{}", message.error().message());
            status = 1;
            return loop.quit();
        }
        const auto& job = std::get<ScriptJob>(*message);
        job_id = job.id;
        began_ns = to_ns(Monotonic::now());
        UniqueFd output;
        guard.begin();
        ScriptDone done = run_job(**engine, job, (*received)->fds, output);
        while (!guard.finish()) {
            ::pause();  // the guard is ending the process
        }
        const int fd = output.get();
        const auto sent = outbox.send(process.channel, "done", encode(FromScript(done)),
                                      std::span(&fd, output ? 1 : 0));
        if (!sent) {
            process.log.warn("{}", sent.error().message());
            end_unless(sent);
        }
    });
    const auto health = loop.every(kHealthEvery, [&] {
        end_unless(outbox.flush(process.channel));
        end_unless(send(process.channel, WorkerHealth{}));
    });
    const auto stop = loop.watch(process.stop_fd.get(), [&] { loop.quit(); });
    end_unless(send(process.channel, ScriptReady{}));
    loop.run();
    return status;
}

}  // namespace pendopo
