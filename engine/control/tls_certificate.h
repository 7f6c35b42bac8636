#pragma once
// The pair of files with which the wall proves that it is itself: made here when nobody gave one,
// looked at when somebody did. Serving with them: tls_link.h.

#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/result.h"

namespace pendopo {

// Paths of PEM files.
struct TlsFiles {
    std::string certificate;  // with the certificates between it and its authority, if any
    std::string key;
};

struct TlsFacts {
    std::string name;                // the certificate's own: CN
    std::vector<std::string> names;  // and those it is good for: host names and addresses
    std::string fingerprint;         // SHA-256, "AB:CD:…", as browsers show it
    bool self_signed = false;
    WallTime begins;
    WallTime expires;
    int days_left = 0;    // negative: expired
    std::string warning;  // for people: expired, soon will, not yet good; "" when all is well
};

// What a pair says. Errors: not_found (no such file), invalid (no PEM, no key to this certificate),
// refused (others may open the key: config/text_file.h), exhausted (too large), io. One that has
// expired is a result with a warning: a wall that answers under a warning is better than none.
Result<TlsFacts> check_tls_files(const TlsFiles& files, WallTime now);

// How this machine may be called: localhost, 127.0.0.1, ::1, its host name and its addresses.
std::vector<std::string> machine_names();

// Makes a key (EC P-256) and a certificate signed by itself, good for ten years from yesterday on,
// into "wall.crt" and "wall.key" (0600) of `folder`, which is made when missing. What is there is
// replaced, each file whole or not at all; a stop between the two leaves a pair that
// check_tls_files refuses. Errors: io.
Result<TlsFiles> make_tls_certificate(const std::string& folder, const std::string& wall_name,
                                      const std::vector<std::string>& names, WallTime now);

}  // namespace pendopo
