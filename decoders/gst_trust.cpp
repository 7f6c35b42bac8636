#include "decoders/gst_trust.h"

#include <fmt/format.h>

namespace pendopo {
namespace {

struct NoAuthorities {
    GTlsDatabase parent;
};
struct NoAuthoritiesClass {
    GTlsDatabaseClass parent;
};
G_DEFINE_TYPE(NoAuthorities, no_authorities, G_TYPE_TLS_DATABASE)

GTlsCertificateFlags vouch_for_none(GTlsDatabase* /*self*/, GTlsCertificate* /*chain*/,
                                    const gchar* /*purpose*/, GSocketConnectable* /*identity*/,
                                    GTlsInteraction* /*interaction*/,
                                    GTlsDatabaseVerifyFlags /*flags*/,
                                    GCancellable* /*cancellable*/, GError** /*error*/) {
    return G_TLS_CERTIFICATE_UNKNOWN_CA;
}
void no_authorities_class_init(NoAuthoritiesClass* type) {
    G_TLS_DATABASE_CLASS(type)->verify_chain = vouch_for_none;
}
void no_authorities_init(NoAuthorities* /*self*/) {}

std::string words_for(GTlsCertificateFlags wrong) {
    struct Row {
        GTlsCertificateFlags flag;
        const char* words;
    };
    std::string text;
    for (const Row& row : {Row{G_TLS_CERTIFICATE_UNKNOWN_CA, "no authority known here signed it"},
                           Row{G_TLS_CERTIFICATE_BAD_IDENTITY, "it is for another name"},
                           Row{G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet"},
                           Row{G_TLS_CERTIFICATE_EXPIRED, "it has expired"},
                           Row{G_TLS_CERTIFICATE_REVOKED, "it was revoked"},
                           Row{G_TLS_CERTIFICATE_INSECURE, "its algorithm is weak"}}) {
        if ((wrong & row.flag) != 0) {
            text += text.empty() ? "" : ", ";
            text += row.words;
        }
    }
    return text.empty() ? "it is broken" : text;
}

}  // namespace

TlsDatabasePtr no_authorities() {
    return TlsDatabasePtr(G_TLS_DATABASE(g_object_new(no_authorities_get_type(), nullptr)));
}

std::string fingerprint_of(GTlsCertificate* certificate) {
    GByteArray* der = nullptr;
    g_object_get(certificate, "certificate", &der, nullptr);
    if (der == nullptr) {
        return {};
    }
    gchar* hex = g_compute_checksum_for_data(G_CHECKSUM_SHA256, der->data, der->len);
    std::string text = hex;
    g_free(hex);
    g_byte_array_unref(der);
    return text;
}

Result<void> judge_certificate(GTlsCertificate* certificate, GTlsCertificateFlags wrong,
                               const std::string& certificate_sha256) {
    const std::string fingerprint = fingerprint_of(certificate);
    if (!certificate_sha256.empty()) {
        if (fingerprint == certificate_sha256) {
            return {};
        }
        return fail(ErrorCode::invalid,
                    fmt::format("rtsps: another certificate than expected, its SHA-256 is {}; if "
                                "the camera has a new one, set \"certificate_sha256\" to that",
                                fingerprint));
    }
    return fail(ErrorCode::invalid,
                fmt::format("rtsps: the certificate is not trusted: {}; its SHA-256 is {}; if the "
                            "camera itself shows the same, set \"certificate_sha256\" to that",
                            words_for(wrong), fingerprint));
}

}  // namespace pendopo
