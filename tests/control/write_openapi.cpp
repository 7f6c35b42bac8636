// pendopo_openapi: prints GET /openapi.json without a wall, for tests/panel.

#include <cstdio>

#include "engine/control/api.h"
#include "engine/control/openapi.h"

int main() {
    const std::string document = pendopo::openapi_json(pendopo::Api::routes());
    return std::fwrite(document.data(), 1, document.size(), stdout) == document.size() ? 0 : 1;
}
