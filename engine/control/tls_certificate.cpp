#include "engine/control/tls_certificate.h"

#include <arpa/inet.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <ifaddrs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include "config/text_file.h"

namespace pendopo {
namespace {

constexpr int kYears = 10;
constexpr int kSoonDays = 30;              // when a warning is due
constexpr size_t kMostBytes = 256 * 1024;  // of a file; chains have ten thousand
constexpr size_t kMostNames = 64;
constexpr std::chrono::hours kDay{24};

struct FreeCertificate {
    void operator()(gnutls_x509_crt_t certificate) const { gnutls_x509_crt_deinit(certificate); }
};
struct FreePlainKey {
    void operator()(gnutls_x509_privkey_t key) const { gnutls_x509_privkey_deinit(key); }
};
using Certificate = std::unique_ptr<gnutls_x509_crt_int, FreeCertificate>;
using Key = std::unique_ptr<gnutls_x509_privkey_int, FreePlainKey>;

Certificate new_certificate() {
    gnutls_x509_crt_t certificate = nullptr;
    gnutls_x509_crt_init(&certificate);
    return Certificate(certificate);
}
Key new_key() {
    gnutls_x509_privkey_t key = nullptr;
    gnutls_x509_privkey_init(&key);
    return Key(key);
}

gnutls_datum_t datum(const std::string& text) {
    return {reinterpret_cast<unsigned char*>(const_cast<char*>(text.data())),
            static_cast<unsigned>(text.size())};
}
std::string taken(gnutls_datum_t& text) {
    std::string copy(reinterpret_cast<const char*>(text.data), text.size);
    gnutls_free(text.data);
    return copy;
}

Result<std::string> read_file(const char* what, const std::string& path, FileAccess access) {
    auto text = read_text_file(path, access, kMostBytes);
    if (text) {
        return text;
    }
    const bool missing = text.error().code() == ErrorCode::not_found;
    return fail(text.error().code(), std::string(what) + " " + path + ": " +
                                         (missing ? "no such file" : text.error().message()));
}

// The bytes of an IPv4 or IPv6 address; empty for a host name.
std::string address_bytes(const std::string& name) {
    std::array<char, sizeof(in6_addr)> bytes{};
    if (::inet_pton(AF_INET, name.c_str(), bytes.data()) == 1) {
        return {bytes.data(), sizeof(in_addr)};
    }
    if (::inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1) {
        return {bytes.data(), bytes.size()};
    }
    return {};
}

std::string common_name(gnutls_x509_crt_t certificate) {
    std::array<char, 256> name{};
    size_t size = name.size();
    return gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0,
                                         name.data(), &size) == 0
               ? std::string(name.data(), size)
               : std::string();
}

std::vector<std::string> alternative_names(gnutls_x509_crt_t certificate) {
    std::vector<std::string> names;
    for (unsigned i = 0; i < kMostNames; ++i) {
        std::array<char, 512> name{};
        size_t size = name.size();
        const int kind =
            gnutls_x509_crt_get_subject_alt_name(certificate, i, name.data(), &size, nullptr);
        if (kind == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE) {
            break;
        }
        if (kind == GNUTLS_SAN_DNSNAME) {
            names.emplace_back(name.data(), size);
        } else if (kind == GNUTLS_SAN_IPADDRESS) {
            std::array<char, INET6_ADDRSTRLEN> text{};
            ::inet_ntop(size == sizeof(in_addr) ? AF_INET : AF_INET6, name.data(), text.data(),
                        text.size());
            names.emplace_back(text.data());
        }
    }
    return names;
}

std::string fingerprint_of(gnutls_x509_crt_t certificate) {
    std::array<unsigned char, 32> digest{};
    size_t size = digest.size();
    gnutls_x509_crt_get_fingerprint(certificate, GNUTLS_DIG_SHA256, digest.data(), &size);
    std::string text;
    for (const unsigned char byte : digest) {
        constexpr char kHex[] = "0123456789ABCDEF";
        text += text.empty() ? "" : ":";
        text += {kHex[byte >> 4], kHex[byte & 15]};
    }
    return text;
}

// Whether the two are of one pair.
bool belong_together(gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key) {
    std::array<unsigned char, 64> of_certificate{};
    std::array<unsigned char, 64> of_key{};
    size_t size = of_certificate.size();
    size_t key_size = of_key.size();
    return gnutls_x509_crt_get_key_id(certificate, GNUTLS_KEYID_USE_SHA256, of_certificate.data(),
                                      &size) == 0 &&
           gnutls_x509_privkey_get_key_id(key, GNUTLS_KEYID_USE_SHA256, of_key.data(), &key_size) ==
               0 &&
           size == key_size && of_certificate == of_key;
}

std::string warning_of(const TlsFiles& files, const TlsFacts& facts, WallTime now) {
    const std::string days = std::to_string(std::abs(facts.days_left));
    if (now < facts.begins) {
        return "certificate " + files.certificate +
               ": not good yet; is the clock of this machine right?";
    }
    if (now >= facts.expires) {
        return "certificate " + files.certificate + ": expired " + days +
               " days ago; browsers warn, replace it";
    }
    if (facts.days_left < kSoonDays) {
        return "certificate " + files.certificate + ": expires in " + days +
               " days; replace it before";
    }
    return {};
}

}  // namespace

Result<TlsFacts> check_tls_files(const TlsFiles& files, WallTime now) {
    auto certificate_text = read_file("certificate", files.certificate, FileAccess::any);
    if (!certificate_text) {
        return fail(std::move(certificate_text.error()));
    }
    auto key_text = read_file("key", files.key, FileAccess::owner_only);
    if (!key_text) {
        return fail(std::move(key_text.error()));
    }
    const Certificate certificate = new_certificate();
    const gnutls_datum_t certificate_bytes = datum(*certificate_text);
    if (gnutls_x509_crt_import(certificate.get(), &certificate_bytes, GNUTLS_X509_FMT_PEM) != 0) {
        return fail(ErrorCode::invalid,
                    "certificate " + files.certificate +
                        ": no PEM certificate; expected \"-----BEGIN CERTIFICATE-----\"");
    }
    const Key key = new_key();
    const gnutls_datum_t key_bytes = datum(*key_text);
    const int read =
        gnutls_x509_privkey_import2(key.get(), &key_bytes, GNUTLS_X509_FMT_PEM, nullptr, 0);
    if (read == GNUTLS_E_DECRYPTION_FAILED) {
        return fail(ErrorCode::invalid, "key " + files.key +
                                            ": it is locked by a password; give the wall an "
                                            "unlocked one that only it can read");
    }
    if (read != 0) {
        return fail(ErrorCode::invalid,
                    "key " + files.key + ": no PEM key; expected \"-----BEGIN PRIVATE KEY-----\"");
    }
    if (!belong_together(certificate.get(), key.get())) {
        return fail(ErrorCode::invalid,
                    "key " + files.key + ": it is not the key of certificate " + files.certificate);
    }
    TlsFacts facts;
    facts.name = common_name(certificate.get());
    facts.names = alternative_names(certificate.get());
    facts.fingerprint = fingerprint_of(certificate.get());
    facts.self_signed = gnutls_x509_crt_check_issuer(certificate.get(), certificate.get()) != 0;
    facts.begins = std::chrono::system_clock::from_time_t(
        gnutls_x509_crt_get_activation_time(certificate.get()));
    facts.expires = std::chrono::system_clock::from_time_t(
        gnutls_x509_crt_get_expiration_time(certificate.get()));
    facts.days_left = static_cast<int>((facts.expires - now) / kDay);
    facts.warning = warning_of(files, facts, now);
    return facts;
}

std::vector<std::string> machine_names() {
    std::vector<std::string> names = {"localhost", "127.0.0.1", "::1"};
    const auto add = [&](const char* name) {
        if (*name != '\0' && std::ranges::find(names, name) == names.end() &&
            names.size() < kMostNames) {
            names.emplace_back(name);
        }
    };
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) == 0) {
        add(host.data());
    }
    ifaddrs* all = nullptr;
    if (::getifaddrs(&all) != 0) {
        return names;
    }
    for (const ifaddrs* each = all; each != nullptr; each = each->ifa_next) {
        std::array<char, INET6_ADDRSTRLEN> text{};
        const int family = each->ifa_addr != nullptr ? each->ifa_addr->sa_family : AF_UNSPEC;
        if (family == AF_INET) {
            const auto* address = reinterpret_cast<const sockaddr_in*>(each->ifa_addr);
            ::inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size());
        } else if (family == AF_INET6) {
            const auto* address = reinterpret_cast<const sockaddr_in6*>(each->ifa_addr);
            if (!IN6_IS_ADDR_LINKLOCAL(&address->sin6_addr)) {
                ::inet_ntop(AF_INET6, &address->sin6_addr, text.data(), text.size());
            }
        }
        add(text.data());
    }
    ::freeifaddrs(all);
    return names;
}

Result<TlsFiles> make_tls_certificate(const std::string& folder, const std::string& wall_name,
                                      const std::vector<std::string>& names, WallTime now) {
    const Key key = new_key();
    const Certificate certificate = new_certificate();
    std::array<unsigned char, 16> serial{};
    gnutls_rnd(GNUTLS_RND_NONCE, serial.data(), serial.size());
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7F) | 0x40);  // positive, as long as said
    const std::string name = wall_name.empty() ? "Pendopo" : wall_name.substr(0, 64);  // X.520
    const std::time_t yesterday = std::chrono::system_clock::to_time_t(now - kDay);
    const std::time_t last = std::chrono::system_clock::to_time_t(now + kDay * 365 * kYears);
    int failed = gnutls_x509_privkey_generate(key.get(), GNUTLS_PK_ECDSA,
                                              GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);
    const auto also = [&](int code) { failed = failed != 0 ? failed : code; };
    also(gnutls_x509_crt_set_version(certificate.get(), 3));
    also(gnutls_x509_crt_set_serial(certificate.get(), serial.data(), serial.size()));
    also(gnutls_x509_crt_set_activation_time(certificate.get(), yesterday));
    also(gnutls_x509_crt_set_expiration_time(certificate.get(), last));
    also(gnutls_x509_crt_set_dn_by_oid(certificate.get(), GNUTLS_OID_X520_COMMON_NAME, 0,
                                       name.data(), static_cast<unsigned>(name.size())));
    for (const std::string& each : names) {
        const std::string address = address_bytes(each);
        const std::string& bytes = address.empty() ? each : address;
        also(gnutls_x509_crt_set_subject_alt_name(
            certificate.get(), address.empty() ? GNUTLS_SAN_DNSNAME : GNUTLS_SAN_IPADDRESS,
            bytes.data(), static_cast<unsigned>(bytes.size()), GNUTLS_FSAN_APPEND));
    }
    also(gnutls_x509_crt_set_basic_constraints(certificate.get(), 0, -1));
    also(gnutls_x509_crt_set_key_usage(certificate.get(), GNUTLS_KEY_DIGITAL_SIGNATURE));
    also(gnutls_x509_crt_set_key_purpose_oid(certificate.get(), GNUTLS_KP_TLS_WWW_SERVER, 0));
    also(gnutls_x509_crt_set_key(certificate.get(), key.get()));
    also(gnutls_x509_crt_sign2(certificate.get(), certificate.get(), key.get(), GNUTLS_DIG_SHA256,
                               0));
    gnutls_datum_t certificate_text{};
    gnutls_datum_t key_text{};
    also(gnutls_x509_crt_export2(certificate.get(), GNUTLS_X509_FMT_PEM, &certificate_text));
    also(gnutls_x509_privkey_export2_pkcs8(key.get(), GNUTLS_X509_FMT_PEM, nullptr,
                                           GNUTLS_PKCS_PLAIN, &key_text));
    const std::string made_certificate = taken(certificate_text);
    const std::string made_key = taken(key_text);
    if (failed != 0) {
        return fail(ErrorCode::io,
                    std::string("cannot make a certificate: ") + gnutls_strerror(failed));
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const TlsFiles files{folder + "/wall.crt", folder + "/wall.key"};
    if (auto written = replace_file(files.key, made_key, 0600); !written) {
        return fail(std::move(written.error()));
    }
    if (auto written = replace_file(files.certificate, made_certificate, 0600); !written) {
        return fail(std::move(written.error()));
    }
    return files;
}

}  // namespace pendopo
