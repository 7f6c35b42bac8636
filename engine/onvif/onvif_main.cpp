// pendopo-onvif: the process that looks for cameras and asks them for their streams.
#include "engine/onvif/onvif_worker.h"

int main(int argc, char** argv) {
    pendopo::give_way_to_video();
    pendopo::die_first_without_memory();
    return pendopo::run_onvif_worker(pendopo::WorkerProcess::enter(argc, argv));
}
