// pendopo-script: the process that runs the expressions and draws the charts of cards.
#include "engine/script/script_worker.h"

int main(int argc, char** argv) {
    pendopo::give_way_to_video();
    pendopo::die_first_without_memory();
    return pendopo::run_script_worker(pendopo::WorkerProcess::enter(argc, argv));
}
