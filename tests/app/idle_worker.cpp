// A worker that does nothing until it is told to end, for process_worker_test. Named "talker" it
// says one thing first.

#include <sys/socket.h>
#include <unistd.h>

#include <string_view>

int main(int argc, char** argv) {
    if (argc > 2 && std::string_view(argv[2]) == "talker") {
        ::send(3, "hello", 5, MSG_NOSIGNAL);
    }
    while (true) {
        ::pause();
    }
}
