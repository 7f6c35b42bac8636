#include "decoders/ingest_worker.h"

int main(int argc, char** argv) {
    return pendopo::run_ingest_worker(argc, argv);
}
