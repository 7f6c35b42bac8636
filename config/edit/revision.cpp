#include "config/edit/revision.h"

#include <sodium.h>

#include "engine/base/check.h"

namespace pendopo {

std::string revision_of(std::string_view text) {
    CHECK(sodium_init() >= 0);
    unsigned char hash[16];
    static_assert(sizeof hash == crypto_generichash_BYTES_MIN);
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), nullptr, 0);
    char hex[2 * sizeof hash + 1];
    return sodium_bin2hex(hex, sizeof(hex), hash, sizeof hash);
}

}  // namespace pendopo
