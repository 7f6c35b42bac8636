#include "engine/script/job_guard.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

namespace pendopo {
namespace {

// A job may take this much longer or, at some gigabytes a second, grow this much further.
constexpr Milliseconds kLook{10};

Nanoseconds read_clock(clockid_t clock) {
    timespec now{};
    ::clock_gettime(clock, &now);
    return Seconds(now.tv_sec) + Nanoseconds(now.tv_nsec);
}

std::string in_seconds(Milliseconds time) {
    return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000);
}

}  // namespace

JobGuard::JobGuard(JobLimits limits, std::function<void(std::string)> give_up)
    : limits_(limits),
      give_up_(std::move(give_up)),
      statm_(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC)),
      thread_([this] { watch(); }) {}

JobGuard::~JobGuard() {
    {
        const std::lock_guard lock(mutex_);
        state_ = State::closing;
    }
    changed_.notify_one();
    thread_.join();
}

void JobGuard::begin() {
    {
        const std::lock_guard lock(mutex_);
        began_ = Monotonic::now();
        ::pthread_getcpuclockid(::pthread_self(), &cpu_clock_);
        cpu_began_ = read_clock(cpu_clock_);
        state_ = State::running;
    }
    changed_.notify_one();
}

bool JobGuard::finish() {
    const std::lock_guard lock(mutex_);
    if (state_ == State::given_up) {
        return false;
    }
    state_ = State::idle;
    return true;
}

size_t JobGuard::resident_bytes() const {
    char text[128] = {};
    if (::pread(statm_.get(), text, sizeof text - 1, 0) <= 0) {
        return 0;
    }
    char* after_size = nullptr;
    std::strtoull(text, &after_size, 10);
    return static_cast<size_t>(std::strtoull(after_size, nullptr, 10)) *
           static_cast<size_t>(::sysconf(_SC_PAGESIZE));
}

std::string JobGuard::too_much() const {
    if (read_clock(cpu_clock_) - cpu_began_ > limits_.cpu) {
        return fmt::format(
            "ran longer than {} – simplify the expression, or let the source "
            "deliver fewer rows",
            in_seconds(limits_.cpu));
    }
    if (Monotonic::now() - began_ > limits_.wall) {
        return fmt::format("not finished after {} – the machine is too busy for it",
                           in_seconds(limits_.wall));
    }
    if (resident_bytes() > limits_.resident_bytes) {
        return fmt::format(
            "needed more than {} MiB of memory – simplify the expression, or let "
            "the source deliver fewer rows",
            limits_.resident_bytes >> 20);
    }
    return "";
}

void JobGuard::watch() {
    std::unique_lock lock(mutex_);
    while (state_ != State::closing) {
        if (state_ != State::running) {
            changed_.wait(lock);
            continue;
        }
        if (std::string reason = too_much(); !reason.empty()) {
            state_ = State::given_up;
            lock.unlock();
            give_up_(std::move(reason));
            lock.lock();
        } else {
            changed_.wait_for(lock, kLook);
        }
    }
}

}  // namespace pendopo
