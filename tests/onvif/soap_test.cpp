#include "engine/onvif/soap.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(Soap, ThePasswordDigest) {
    const unsigned char nonce[] = {0x2c, 0xa0, 0xce, 0x4d, 0x3a, 0x4c, 0x2a, 0x6a,
                                   0x8e, 0x40, 0x6f, 0x3c, 0x4f, 0x4f, 0x0b, 0x4b};
    // Base64(SHA-1(nonce + created + password)), by another program.
    EXPECT_EQ(password_digest("userpassword", nonce, "2010-09-16T07:50:45Z"),
              "yvvWFfocWq+4PgVQKOzP1+O3jLI=");
}

TEST(Soap, UtcText) {
    EXPECT_EQ(utc_text(WallTime(Seconds(1'795'659'845))), "2026-11-26T02:24:05Z");
}

TEST(Soap, TheHeaderEscapesWhatPeopleType) {
    const unsigned char nonce[16] = {};
    const std::string header = security_header("a<&\"b", "p", nonce, "2026-11-26T00:00:00Z");
    EXPECT_NE(header.find("<Username>a&lt;&amp;&quot;b</Username>"), header.npos);
    EXPECT_EQ(header.find(">p<"), header.npos);
    const auto whole = read_xml_tree(soap_request("<x xmlns=\"urn:x\"/>", header));
    ASSERT_TRUE(whole) << whole.error().message();
    EXPECT_EQ(whole->text_at({"Header", "Security", "UsernameToken", "Username"}), "a<&\"b");
    EXPECT_NE(whole->find({"Body", "x"}), nullptr);
}

TEST(Soap, FaultsOfBothVersions) {
    const auto fault = [](const std::string& inside) {
        return *read_soap("<e:Envelope xmlns:e=\"x\" xmlns:t=\"y\"><e:Body><e:Fault>" + inside +
                          "</e:Fault></e:Body></e:Envelope>")
                    ->fault;
    };
    EXPECT_EQ(fault("<e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>t:NotAuthorized"
                    "</e:Value></e:Subcode></e:Code><e:Reason><e:Text>no</e:Text></e:Reason>"),
              (SoapFault{"NotAuthorized", "no"}));
    EXPECT_EQ(fault("<e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>t:InvalidArgVal"
                    "</e:Value><e:Subcode><e:Value>t:NoProfile</e:Value></e:Subcode></e:Subcode>"
                    "</e:Code>"),
              (SoapFault{"NoProfile", ""}));
    EXPECT_EQ(fault("<faultcode>e:Client</faultcode><faultstring>bad\nlogin</faultstring>"),
              (SoapFault{"Client", "bad login"}));
    EXPECT_EQ(fault(""), SoapFault{});
}

TEST(Soap, WhatIsNone) {
    EXPECT_EQ(read_soap("<!DOCTYPE html><HTML><body>x").error().message(),
              "a web page came instead of SOAP");
    EXPECT_EQ(read_soap("<html></html>").error().message(), "a web page came instead of SOAP");
    EXPECT_EQ(read_soap("<a/>").error().message(), "XML: got <a>; expected a SOAP envelope");
}

TEST(Soap, WordsOfDevicesAreCleaned) {
    EXPECT_EQ(cleaned("  a\x1b[31m\nb  "), "a [31m b");
    EXPECT_EQ(cleaned("ééé", 3), "é");
    EXPECT_EQ(cleaned("\xFFx"), "\xEF\xBF\xBDx");
    EXPECT_EQ(cleaned("   "), "");
}

}  // namespace
}  // namespace pendopo
