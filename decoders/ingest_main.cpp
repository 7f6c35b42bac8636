#include "decoders/ingest_worker.h"
#include "decoders/rtsp_source.h"

int main(int argc, char** argv) {
    return pendopo::run_ingest_worker(argc, argv, pendopo::SandboxRole::ingest,
                                      pendopo::make_source);
}
