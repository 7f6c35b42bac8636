// A worker that does nothing until it is told to end, for worker_test.

#include <unistd.h>

int main() {
    while (true) {
        ::pause();
    }
}
