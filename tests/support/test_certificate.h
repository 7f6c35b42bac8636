#pragma once
// Certificates for tests, signed by themselves.

#include <string>

#include "engine/base/clock.h"

namespace pendopo {

struct TestCertificate {
    std::string certificate;  // PEM
    std::string key;          // PEM
    std::string sha256;       // of the certificate, 64 hex digits
};

// For that DNS name or IP address. Good from yesterday until `days` from now; less than 0: expired.
TestCertificate make_certificate(const std::string& name, int days = 1);

}  // namespace pendopo
