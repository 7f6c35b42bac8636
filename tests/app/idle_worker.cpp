// A worker that does nothing until it is told to end, for process_worker_test. Named "talker" it
// says one thing first; named "late-reader" it also begins to read when it is sent SIGUSR1, and
// answers "read all" with the end of the plan that it read last.

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "engine/ipc/channel.h"

using namespace pendopo;

int main(int argc, char** argv) {
    const std::string_view name = argc > 2 ? argv[2] : "";
    sigset_t begin;
    ::sigemptyset(&begin);
    ::sigaddset(&begin, SIGUSR1);
    ::sigprocmask(SIG_BLOCK, &begin, nullptr);
    Channel channel(UniqueFd(3), ChannelSide::worker);
    if (name == "talker" || name == "late-reader") {
        static_cast<void>(channel.send("hello"));
    }
    int signal = 0;
    ::sigwait(&begin, &signal);
    std::string plan;
    while (const auto message = channel.receive()) {
        if (!*message) {
            pollfd waiting{channel.fd(), POLLIN, 0};
            ::poll(&waiting, 1, -1);
        } else if ((*message)->text == "read all") {
            static_cast<void>(channel.send(plan.substr(plan.rfind('x') + 1)));
        } else {
            plan = (*message)->text;
        }
    }
    while (true) {
        ::pause();
    }
}
