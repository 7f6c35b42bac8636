// pendopo-data: the process that fetches the figures.
#include <malloc.h>
#include <pthread.h>

#include <csignal>

#include "engine/data/data_worker.h"

int main(int argc, char** argv) {
    ::mallopt(M_ARENA_MAX, 2);   // many threads that rarely work at the same time
    ::signal(SIGPIPE, SIG_IGN);  // a server that hangs up is an error, not the end
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, 512 << 10);  // enough for TLS and deep JSON
    ::pthread_setattr_default_np(&attributes);
    ::pthread_attr_destroy(&attributes);
    pendopo::give_way_to_video();
    pendopo::die_first_without_memory();
    return pendopo::run_data_worker(pendopo::WorkerProcess::enter(argc, argv));
}
