#include "tests/support/test_certificate.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <array>
#include <ctime>

#include "engine/base/check.h"

namespace pendopo {
namespace {

constexpr time_t kDay = 24 * 3600;

std::string taken(gnutls_datum_t& text) {
    std::string copy(reinterpret_cast<const char*>(text.data), text.size);
    gnutls_free(text.data);
    return copy;
}

}  // namespace

TestCertificate make_certificate(const std::string& name, int days) {
    gnutls_x509_privkey_t key = nullptr;
    gnutls_x509_crt_t certificate = nullptr;
    gnutls_x509_privkey_init(&key);
    gnutls_x509_crt_init(&certificate);
    CHECK(gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
                                       GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) == 0);
    const time_t now = ::time(nullptr);
    const unsigned char serial = 1;
    gnutls_x509_crt_set_version(certificate, 3);
    gnutls_x509_crt_set_serial(certificate, &serial, 1);
    gnutls_x509_crt_set_activation_time(certificate, now - 3 * kDay);
    gnutls_x509_crt_set_expiration_time(certificate, now + days * kDay);
    gnutls_x509_crt_set_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name.data(),
                                  unsigned(name.size()));
    in_addr address{};
    if (::inet_pton(AF_INET, name.c_str(), &address) == 1) {
        gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS, &address,
                                             sizeof address, 0);
    } else {
        gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, name.data(),
                                             unsigned(name.size()), 0);
    }
    gnutls_x509_crt_set_basic_constraints(certificate, 1, -1);
    gnutls_x509_crt_set_key(certificate, key);
    CHECK(gnutls_x509_crt_sign2(certificate, certificate, key, GNUTLS_DIG_SHA256, 0) == 0);

    TestCertificate made;
    gnutls_datum_t text{};
    CHECK(gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM, &text) == 0);
    made.certificate = taken(text);
    CHECK(gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &text) == 0);
    made.key = taken(text);
    std::array<unsigned char, 32> digest{};
    size_t size = digest.size();
    gnutls_x509_crt_get_fingerprint(certificate, GNUTLS_DIG_SHA256, digest.data(), &size);
    for (const unsigned char byte : digest) {
        made.sha256 += fmt::format("{:02x}", byte);
    }
    gnutls_x509_crt_deinit(certificate);
    gnutls_x509_privkey_deinit(key);
    return made;
}

}  // namespace pendopo
