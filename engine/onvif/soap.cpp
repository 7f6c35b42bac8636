#include "engine/onvif/soap.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <glib.h>

#include <memory>

namespace pendopo {
namespace {

using Text = std::unique_ptr<char, decltype(&g_free)>;

std::string base64(std::span<const unsigned char> bytes) {
    return Text(g_base64_encode(bytes.data(), bytes.size()), g_free).get();
}

std::string_view without_prefix(std::string_view name) {
    const size_t colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

// SOAP 1.2: Code/Subcode/…/Subcode/Value and Reason/Text; SOAP 1.1: faultcode and faultstring.
SoapFault fault_of(const XmlElement& fault) {
    SoapFault read;
    const XmlElement* code = fault.child("Code");
    for (const XmlElement* at = code; at != nullptr; at = at->child("Subcode")) {
        if (at != code) {
            // The last one that says anything: the outer ones are kinds.
            const std::string value = cleaned(without_prefix(at->text_at({"Value"})), 60);
            read.subcode = value.empty() ? read.subcode : value;
        }
    }
    if (code == nullptr) {
        read.subcode = cleaned(without_prefix(fault.text_at({"faultcode"})), 60);
    }
    read.reason = fault.text_at({"Reason", "Text"});
    read.reason = cleaned(read.reason.empty() ? fault.text_at({"faultstring"}) : read.reason);
    return read;
}

}  // namespace

std::string utc_text(WallTime time) {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string password_digest(std::string_view password, std::span<const unsigned char> nonce,
                            std::string_view created) {
    const std::unique_ptr<GChecksum, decltype(&g_checksum_free)> sum(
        g_checksum_new(G_CHECKSUM_SHA1), g_checksum_free);
    const auto add = [&](const void* bytes, size_t size) {
        g_checksum_update(sum.get(), static_cast<const guchar*>(bytes), static_cast<gssize>(size));
    };
    add(nonce.data(), nonce.size());
    add(created.data(), created.size());
    add(password.data(), password.size());
    unsigned char digest[20];
    gsize size = sizeof digest;
    g_checksum_get_digest(sum.get(), digest, &size);
    return base64({digest, size});
}

std::string security_header(std::string_view user, std::string_view password,
                            std::span<const unsigned char> nonce, std::string_view created) {
    return fmt::format(
        R"(<Security s:mustUnderstand="1" xmlns="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><UsernameToken><Username>{}</Username><Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest">{}</Password><Nonce EncodingType="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary">{}</Nonce><Created xmlns="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">{}</Created></UsernameToken></Security>)",
        xml_escaped(user), password_digest(password, nonce, created), base64(nonce), created);
}

std::string soap_request(std::string_view body, std::string_view header) {
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">{}<s:Body>{}</s:Body></s:Envelope>)",
        header.empty() ? "" : fmt::format("<s:Header>{}</s:Header>", header), body);
}

Result<SoapAnswer> read_soap(std::string_view text) {
    auto document = read_xml_tree(text);
    if (!document) {
        // The first thing people type into a browser answers here too.
        const std::string start = cleaned(text.substr(0, 400), 400);
        const bool page = g_strstr_len(Text(g_ascii_strdown(start.c_str(), -1), g_free).get(), -1,
                                       "<html") != nullptr;
        return page ? fail(ErrorCode::invalid, "a web page came instead of SOAP")
                    : fail(document.error());
    }
    const XmlElement* body = document->name == "Envelope" ? document->child("Body") : nullptr;
    if (body == nullptr) {
        return document->name == "html" || document->name == "HTML"
                   ? fail(ErrorCode::invalid, "a web page came instead of SOAP")
                   : fail(ErrorCode::invalid, "XML: got <" + cleaned(document->name, 40) +
                                                  ">; expected a SOAP envelope");
    }
    SoapAnswer answer;
    if (const XmlElement* fault = body->child("Fault")) {
        answer.fault = fault_of(*fault);
    } else if (!body->children.empty()) {
        answer.body = body->children.front();
    }
    return answer;
}

std::string cleaned(std::string_view text, size_t most) {
    std::string out(text.substr(0, most + 1));
    for (char& c : out) {
        c = static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    }
    if (out.size() > most) {
        size_t end = most;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) {
            --end;
        }
        out.resize(end);
    }
    // Bytes that are no UTF-8 would break the message that carries them.
    const Text valid(g_utf8_make_valid(out.c_str(), static_cast<gssize>(out.size())), g_free);
    std::string result = valid.get();
    const size_t first = result.find_first_not_of(' ');
    return first == result.npos ? ""
                                : result.substr(first, result.find_last_not_of(' ') - first + 1);
}

}  // namespace pendopo
