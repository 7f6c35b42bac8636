#include "tests/support/source_folder.h"

namespace pendopo::test {

std::string source_folder() {
    return PENDOPO_SOURCE_DIR;
}

}  // namespace pendopo::test
