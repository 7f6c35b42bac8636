#pragma once
// Which certificate rtspsrc takes from a camera: one that an authority of this machine vouches for
// by its name, or exactly the one that is configured. Included only by gst_*.cpp.

#include <gio/gio.h>

#include <memory>
#include <string>

#include "engine/base/result.h"

namespace pendopo {

struct GObjectUnref {
    void operator()(void* object) const { g_object_unref(object); }
};
using TlsDatabasePtr = std::unique_ptr<GTlsDatabase, GObjectUnref>;

// A database that vouches for nobody, so that every certificate is asked about: GLib asks only
// about those that it does not trust, and a configured certificate must be looked for in all.
TlsDatabasePtr no_authorities();

// SHA-256 of a certificate, 64 hex digits.
std::string fingerprint_of(GTlsCertificate* certificate);

// Asked about a certificate that is not trusted otherwise. Errors: invalid, with what to set.
Result<void> judge_certificate(GTlsCertificate* certificate, GTlsCertificateFlags wrong,
                               const std::string& certificate_sha256);

}  // namespace pendopo
