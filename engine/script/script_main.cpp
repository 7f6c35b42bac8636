// pendopo-script: the process that runs the expressions and draws the charts of cards.
#include "engine/script/script_worker.h"

int main(int argc, char** argv) {
    return pendopo::run_script_worker(pendopo::WorkerProcess::enter(argc, argv));
}
