// pendopo-cards: the process that draws labels, badges, placeholders, clocks and texts.
#include <malloc.h>

#include "engine/cards/cards_worker.h"

int main(int argc, char** argv) {
    ::mallopt(M_ARENA_MAX, 1);  // one thread draws; more arenas are only memory
    pendopo::give_way_to_video();
    return pendopo::run_cards_worker(pendopo::WorkerProcess::enter(argc, argv));
}
