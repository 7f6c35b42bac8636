#include "engine/onvif/ws_discovery.h"

#include <gtest/gtest.h>

#include "engine/onvif/device_search.h"
#include "engine/onvif/xml_tree.h"

namespace pendopo {
namespace {

std::string matches(const std::string& inside) {
    return "<?xml version=\"1.0\"?><SOAP-ENV:Envelope xmlns:SOAP-ENV=\"e\" xmlns:wsdd=\"d\" "
           "xmlns:wsa=\"a\" xmlns:dn=\"n\" xmlns:tds=\"t\"><SOAP-ENV:Body><wsdd:ProbeMatches>" +
           inside + "</wsdd:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>";
}

std::string match(const std::string& xaddrs, const std::string& scopes = "",
                  const std::string& types = "dn:NetworkVideoTransmitter tds:Device") {
    return "<wsdd:ProbeMatch><wsa:EndpointReference><wsa:Address>urn:uuid:1234</wsa:Address>"
           "</wsa:EndpointReference><wsdd:Types>" +
           types + "</wsdd:Types><wsdd:Scopes>" + scopes + "</wsdd:Scopes><wsdd:XAddrs>" + xaddrs +
           "</wsdd:XAddrs><wsdd:MetadataVersion>10</wsdd:MetadataVersion></wsdd:ProbeMatch>";
}

std::string service_at(const std::string& xaddrs, const std::string& sender = "192.168.1.64") {
    const auto read = read_probe_matches(matches(match(xaddrs)), sender);
    return read && read->size() == 1 ? read->front().device.service_url : "none";
}

TEST(WsDiscovery, TheQuestionIsXmlAndHasItsId) {
    for (const ProbeFor what : {ProbeFor::cameras, ProbeFor::devices}) {
        const auto probe = read_xml_tree(probe_message("urn:uuid:7", what));
        ASSERT_TRUE(probe) << probe.error().message();
        EXPECT_EQ(probe->text_at({"Header", "MessageID"}), "urn:uuid:7");
        EXPECT_EQ(probe->find({"Body", "Probe", "Types"})->text,
                  what == ProbeFor::cameras ? "dn:NetworkVideoTransmitter" : "tds:Device");
    }
}

TEST(WsDiscovery, WhatADeviceSaysOfItself) {
    const auto read = read_probe_matches(
        matches(match("http://192.168.1.64/onvif/device_service http://[fe80::1]/onvif/x",
                      "onvif://www.onvif.org/type/video_encoder\n "
                      "onvif://www.onvif.org/name/HIKVISION%20DS-2CD2143G2-I "
                      "onvif://www.onvif.org/hardware/DS-2CD2143G2-I "
                      "onvif://www.onvif.org/location/city/Banyuwangi_Kota")),
        "192.168.1.64");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 1u);
    const ProbeMatch& one = read->front();
    EXPECT_EQ(one.endpoint, "urn:uuid:1234");
    EXPECT_EQ(one.device.address, "192.168.1.64");
    EXPECT_EQ(one.device.service_url, "http://192.168.1.64/onvif/device_service");
    EXPECT_EQ(one.device.name, "HIKVISION DS-2CD2143G2-I");
    EXPECT_EQ(one.device.hardware, "DS-2CD2143G2-I");
    EXPECT_EQ(one.device.location, "Banyuwangi Kota");
    EXPECT_EQ(one.device.scopes.size(), 4u);
}

TEST(WsDiscovery, TheSendersAddressIsTheOneUsed) {
    EXPECT_EQ(service_at("http://10.0.0.9/a http://192.168.1.64:8000/b"),
              "http://192.168.1.64:8000/b");
    EXPECT_EQ(service_at("http://[2001:db8::7]:81/a http://192.168.1.64/b"),
              "http://192.168.1.64/b");
    EXPECT_EQ(service_at("http://169.254.1.1:8080/onvif/device_service"),
              "http://192.168.1.64:8080/onvif/device_service");
    EXPECT_EQ(service_at("http://:80/onvif/device_service"),
              "http://192.168.1.64/onvif/device_service");
    EXPECT_EQ(service_at(""), "http://192.168.1.64/onvif/device_service");
    EXPECT_EQ(service_at("http://192.168.1.64/a", "fe80::1%eth0"), "http://[fe80::1%25eth0]/a");
}

TEST(WsDiscovery, PrintersAndNonsenseAreLeftOut) {
    const std::string printer = match("http://192.168.1.9/ws", "", "wprt:PrintDeviceType");
    EXPECT_TRUE(read_probe_matches(matches(printer), "192.168.1.9")->empty());
    EXPECT_TRUE(read_probe_matches(matches(""), "192.168.1.9")->empty());
    EXPECT_EQ(read_probe_matches("<a/>", "192.168.1.9").error().message(),
              "no ProbeMatches in what 192.168.1.9 answers");
    EXPECT_FALSE(read_probe_matches("M-SEARCH * HTTP/1.1", "192.168.1.9"));
}

ProbeMatch heard(const std::string& endpoint, const std::string& address) {
    ProbeMatch one;
    one.endpoint = endpoint;
    one.device.address = address;
    one.device.service_url = "http://" + address + "/onvif/device_service";
    return one;
}

std::vector<std::string> told(std::vector<DeviceFound> devices) {
    std::vector<std::string> addresses;
    for (const DeviceFound& device : devices) {
        addresses.push_back(device.address);
    }
    return addresses;
}

TEST(FoundDevices, EachIsToldOnce) {
    using Addresses = std::vector<std::string>;
    FoundDevices found;
    EXPECT_EQ(told(found.add({heard("a", "10.0.0.1")})), Addresses{"10.0.0.1"});
    EXPECT_EQ(told(found.add({heard("a", "10.0.0.1"), heard("b", "10.0.0.2")})),
              Addresses{"10.0.0.2"});
    // Clones that all call themselves the same are devices of their own.
    EXPECT_EQ(told(found.add({heard("a", "10.0.0.3")})), Addresses{"10.0.0.3"});
    EXPECT_EQ(told(found.add({heard("", "10.0.0.4"), heard("", "10.0.0.4")})),
              Addresses{"10.0.0.4"});
    // One known by IPv4 is not told again, one that has IPv6 only at the end.
    EXPECT_EQ(told(found.add({heard("a", "fe80::1%eth0"), heard("z", "fe80::2%eth0")})),
              Addresses{});
    EXPECT_EQ(told(found.rest()), Addresses{"fe80::2%eth0"});
    EXPECT_EQ(told(found.rest()), Addresses{});
}

}  // namespace
}  // namespace pendopo
