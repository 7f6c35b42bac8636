#include "engine/control/panel_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace pendopo {
namespace {

using testing::HasSubstr;
using testing::Not;
using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr PanelFile kScript{"/assets/a-1.js", "text/javascript", "\"12ab\"", "long", "short", true};
constexpr PanelFile kPage{"/", "text/html", "\"34cd\"", "page", "p", false};
constexpr PanelFile kIcon{"/icon.png", "image/png", "\"56ef\"", "picture", {}, false};

TEST(PanelFiles, WhatHasAHashInItsNameIsKept) {
    const HttpResponse script = panel_answer(kScript, "");
    EXPECT_EQ(script.body, "long");
    EXPECT_EQ(script.etag, "\"12ab\"");
    EXPECT_EQ(script.headers, (Headers{{"Cache-Control", "public, max-age=31536000, immutable"},
                                       {"Vary", "Accept-Encoding"}}));
    EXPECT_EQ(panel_answer(kPage, "").headers, (Headers{{"Vary", "Accept-Encoding"}}));
    EXPECT_EQ(panel_answer(kIcon, "gzip").headers, Headers{});
    EXPECT_EQ(panel_answer(kIcon, "gzip").body, "picture");
}

TEST(PanelFiles, PackedOnlyWhereItIsTaken) {
    const std::vector<std::pair<std::string, bool>> fields = {{"", false},
                                                              {"gzip", true},
                                                              {"gzip, deflate, br, zstd", true},
                                                              {"br;q=1.0 , gzip;q=0.8", true},
                                                              {"br, gzip;q=0", false},
                                                              {"gzip; q=0.000", false},
                                                              {"deflate", false},
                                                              {"notgzip, gzipped", false},
                                                              {",,", false}};
    for (const auto& [field, packed] : fields) {
        const HttpResponse answer = panel_answer(kPage, field);
        EXPECT_EQ(answer.body, packed ? "p" : "page") << field;
        EXPECT_EQ(answer.etag, packed ? "\"34cd-gzip\"" : "\"34cd\"") << field;
    }
}

// What Vite made: a page without inline code, which the content security policy would refuse, and
// files that it names.
TEST(PanelFiles, ThePageNamesFilesThatAreThere) {
    const PanelFile* page = find_panel_file("/");
    ASSERT_NE(page, nullptr);
    const std::string text(page->bytes);
    EXPECT_THAT(text, HasSubstr("</html>"));
    EXPECT_THAT(text, Not(HasSubstr("<style")));
    EXPECT_THAT(text, Not(HasSubstr("style=")));
    EXPECT_THAT(text, Not(HasSubstr("onclick=")));
    EXPECT_THAT(text, Not(HasSubstr("<script>")));
    size_t named = 0;
    for (const std::string_view attribute : {"src=\"", "href=\""}) {
        for (size_t at = text.find(attribute); at != std::string::npos;
             at = text.find(attribute, at + 1)) {
            const size_t begin = at + attribute.size();
            const std::string path = text.substr(begin, text.find('"', begin) - begin);
            EXPECT_NE(find_panel_file(path), nullptr) << path;
            ++named;
        }
    }
    EXPECT_GE(named, 5u);
}

TEST(PanelFiles, FirstLoadIsBelow200KilobytesPacked) {
    // What the page names comes with it; what technicians open, they fetch when they do.
    const std::string_view page = find_panel_file("/")->bytes;
    size_t bytes = 0;
    for (const PanelFile& file : panel_files()) {
        const bool shell = file.path == "/" || page.find(file.path) != std::string_view::npos;
        bytes += shell ? (file.packed.empty() ? file.bytes : file.packed).size() : 0;
        EXPECT_EQ(file.etag.size(), 18u) << file.path;
        EXPECT_EQ(file.forever, file.path.starts_with("/assets/")) << file.path;
    }
    EXPECT_LT(bytes, 200'000u);
    EXPECT_GT(bytes, 20'000u);
    EXPECT_EQ(find_panel_file("/manifest.webmanifest")->content_type, "application/manifest+json");
    EXPECT_EQ(find_panel_file("/sw.js")->content_type, "text/javascript; charset=utf-8");
}

}  // namespace
}  // namespace pendopo
