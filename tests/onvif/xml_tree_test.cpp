#include "engine/onvif/xml_tree.h"

#include <gtest/gtest.h>

namespace pendopo {
namespace {

TEST(XmlTree, PrefixesAreGone) {
    const auto root = read_xml_tree(
        "\n <?xml version=\"1.0\"?><s:A xmlns:s=\"urn:x\" s:k=\"v &amp; w\"><b> eins &lt;<c/> zwei"
        "</b><b><![CDATA[<drei>]]></b></s:A>\n");
    ASSERT_TRUE(root) << root.error().message();
    EXPECT_EQ(root->name, "A");
    EXPECT_EQ(root->name_space, "urn:x");
    EXPECT_EQ(root->attribute("k"), "v & w");
    EXPECT_EQ(root->attribute("none"), "");
    EXPECT_EQ(root->text_at({"b"}), "eins < zwei");
    EXPECT_EQ(root->all("b").size(), 2u);
    EXPECT_EQ(root->all("b")[1]->text, "<drei>");
    EXPECT_NE(root->find({"b", "c"}), nullptr);
    EXPECT_EQ(root->find({"b", "d"}), nullptr);
    EXPECT_NE(root->below("c"), nullptr);
}

TEST(XmlTree, WhatIsRefused) {
    const auto error = [](const std::string& text) {
        const auto root = read_xml_tree(text, {200, 4, 8});
        return root ? "good" : root.error().message();
    };
    EXPECT_EQ(error(""), "XML: there is no element");
    EXPECT_EQ(error("404 not found"), "XML: there is no element");
    EXPECT_TRUE(error("<a>").starts_with("XML: line 1: "));
    EXPECT_TRUE(error("<a></b>").starts_with("XML: line 1: "));
    EXPECT_TRUE(error("<a>&nbsp;</a>").starts_with("XML: line 1: "));
    EXPECT_TRUE(error("<a>\xFF</a>").starts_with("XML: line 1: "));
    EXPECT_EQ(error("<a><b><c><d><e/></d></c></b></a>"), "XML: deeper than 4 elements");
    EXPECT_EQ(error("<a><b/><b/><b/><b/><b/><b/><b/><b/></a>"), "XML: more than 8 elements");
    EXPECT_EQ(error("<a>" + std::string(300, 'x') + "</a>"), "XML: more than 200 bytes");
    EXPECT_EQ(error("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"),
              "XML: a DTD, which no device needs; refused");
    EXPECT_EQ(error("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"),
              "XML: a DTD, which no device needs; refused");
    EXPECT_EQ(error(std::string("<a/>\0\0", 6)), "good");
}

TEST(XmlTree, EscapedTextReadsAsItWas) {
    const std::string text = "a<b>&\"c\"\n\té";
    const auto root =
        read_xml_tree("<a k=\"" + xml_escaped(text) + "\">" + xml_escaped(text) + "</a>");
    ASSERT_TRUE(root);
    EXPECT_EQ(root->text, text);
    EXPECT_EQ(root->attribute("k"), text);
    EXPECT_EQ(xml_escaped("a\x01"), "a?");
}

}  // namespace
}  // namespace pendopo
