#include "engine/onvif/http_digest.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

using Headers = std::vector<std::string>;

// The examples of RFC 7616, 3.9.1, of which the second is here because SHA-256 comes first.
TEST(HttpDigest, TheExamplesOfTheRfc) {
    const std::string md5 =
        "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, "
        "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
        "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    std::string sha = md5;
    sha.replace(sha.find("MD5"), 3, "SHA-256");
    const std::string client_nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    const auto response = [&](const Headers& headers) {
        const auto challenge = read_digest_challenge(headers);
        const std::string header = digest_authorization(*challenge, "Mufasa", "Circle of Life",
                                                        "GET", "/dir/index.html", 1, client_nonce);
        const size_t at = header.find("response=\"") + 10;
        return header.substr(at, header.find('"', at) - at);
    };
    EXPECT_EQ(response({md5}), "8ca523f5e9506fed4657c9700eebdbec");
    const std::string by_sha = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
    EXPECT_EQ(response({md5, sha}), by_sha);
    EXPECT_EQ(response({"Basic realm=\"x\", " + sha}), by_sha);
}

TEST(HttpDigest, TheWholeHeader) {
    DigestChallenge challenge{"IP \"Camera\"", "abc", "",    DigestChallenge::Hash::md5,
                              false,           true,  false, ""};
    const std::string header =
        digest_authorization(challenge, "ad\\min", "p", "POST", "/x?y", 10, "0123");
    const std::string response = header.substr(header.find("response=\"") + 10, 32);
    EXPECT_EQ(response.find_first_not_of("0123456789abcdef"), response.npos);
    EXPECT_EQ(header,
              "Digest username=\"ad\\\\min\", realm=\"IP \\\"Camera\\\"\", nonce=\"abc\", "
              "uri=\"/x?y\", response=\"" +
                  response + "\", cnonce=\"0123\", qop=auth, nc=0000000a");
    // RFC 2069: no "qop", nothing of ours in it.
    challenge.qop_auth = false;
    const std::string old = digest_authorization(challenge, "a", "p", "POST", "/x", 1, "0123");
    EXPECT_EQ(old.find("nc="), old.npos);
    EXPECT_EQ(old.find("cnonce"), old.npos);
}

TEST(HttpDigest, WhatIsNotAnswered) {
    for (const char* header : {"", "Basic realm=\"x\"", "Digest realm=\"x\"", "Digest",
                               "Digest nonce=\"a\", algorithm=SHA-512-256",
                               "Digest nonce=\"a\", qop=\"auth-int\"", "Negotiate", ",,,=,"}) {
        EXPECT_EQ(read_digest_challenge({header}), std::nullopt) << header;
    }
    EXPECT_TRUE(read_digest_challenge({"digest NONCE=a , Stale=TRUE"})->stale);
    EXPECT_TRUE(read_digest_challenge({"Digest nonce=\"a\", algorithm=MD5-sess"})->session);
    EXPECT_EQ(read_digest_challenge({"Digest realm=\"a, b=\\\"c\\\"\", nonce=\"n\""})->realm,
              "a, b=\"c\"");
}

}  // namespace
}  // namespace pendopo
