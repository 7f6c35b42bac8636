#include "engine/data/http_trust.h"

#include <memory>

namespace pendopo {
namespace {

std::string fingerprint_of(GTlsCertificate* certificate) {
    GByteArray* bytes = nullptr;
    g_object_get(certificate, "certificate", &bytes, nullptr);
    if (bytes == nullptr) {
        return "";
    }
    const std::unique_ptr<char, decltype(&g_free)> hex(
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len), g_free);
    g_byte_array_unref(bytes);
    return hex.get();
}

}  // namespace

bool HttpTrust::accept(GTlsCertificate* certificate, GTlsCertificateFlags errors) {
    const std::string seen = fingerprint_of(certificate);
    if (!pin_.empty()) {
        if (seen == pin_) {
            return true;
        }
        refusal_ =
            "the server shows another certificate than \"certificate_sha256\" allows; its "
            "SHA-256 is " +
            seen;
        return false;
    }
    const bool own = g_tls_certificate_get_issuer(certificate) == nullptr;
    if ((errors & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0) {
        refusal_ =
            own ? "no authority known here vouches for the server's certificate: it signed it "
                  "itself, or does not send the certificate between it and its authority"
                : "the authority behind the server's certificate is not known here";
        refusal_ += "; say \"ca_file\", or \"certificate_sha256\": \"" + seen +
                    "\" once you have "
                    "compared it with the server's";
    } else if ((errors & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0) {
        refusal_ = "the server's certificate is for another name than that in \"url\"";
    } else if ((errors & G_TLS_CERTIFICATE_EXPIRED) != 0) {
        refusal_ = "the server's certificate has expired; it must be renewed there";
    } else if ((errors & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0) {
        refusal_ = "the server's certificate is not valid yet; look at this machine's clock";
    } else {
        refusal_ = "the server's certificate is revoked or too weak";
    }
    return false;
}

}  // namespace pendopo
