#include "config/fingerprint.h"

namespace pendopo {

std::string read_fingerprint(const JsonNode& node, Problems& problems) {
    std::string digits;
    for (const char c : read_string(node, problems).value_or("")) {
        if (c != ':') {
            digits += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    const bool hex = digits.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (node.kind == JsonNode::Kind::string && (!hex || digits.size() != 64)) {
        report(node, problems,
               {"SHA-256 sertifikatnya, 64 angka heksadesimal",
                "the certificate's SHA-256, 64 hex digits"});
    }
    return digits;
}

}  // namespace pendopo
