#include "engine/doctor/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

namespace pendopo {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Of a machine on which nothing hurts a wall of sixteen cameras.
MachineFacts good_machine() {
    MachineFacts facts;
    facts.wall.cameras_at_once = 16;
    facts.wall.cores = 0.77;
    facts.wall.udp = true;
    facts.wall.outputs_named = true;
    facts.cores = 2;
    facts.load = 0.4;
    facts.memory_bytes = int64_t{4} << 30;
    facts.graphics = {"llvmpipe (LLVM 15.0.6, 256 bits)", true};
    facts.has_display_server = true;
    facts.outputs = 4;
    facts.routes = {{"lobi", true, 1500, false}};
    facts.most_receive_buffer = 4 << 20;
    facts.clock_synchronised = true;
    facts.year = 2026;
    facts.state_folder = {"/var/lib/pendopo", true, false, int64_t{20} << 30, 1'000'000};
    facts.fonts_known = true;
    return facts;
}

std::vector<std::string> ids(const std::vector<Finding>& all) {
    std::vector<std::string> names;
    for (const Finding& finding : all) {
        names.push_back(finding.id);
    }
    return names;
}

TEST(FindingsTest, AGoodMachineHasNone) {
    EXPECT_THAT(ids(findings(good_machine())), IsEmpty());
}

TEST(FindingsTest, WhatIsNotKnownIsNotSaid) {
    EXPECT_THAT(ids(findings(MachineFacts{})), IsEmpty());
}

struct Case {
    std::string id;
    Severity severity;
    std::function<void(MachineFacts&)> change;
    std::string says;  // in English
};
const std::vector<Case> kCases = {
    {"configuration", Severity::bad,
     [](auto& f) { f.wall.config_problem = "wall.json:3:1: expected ','"; },
     "cannot be read: wall.json:3:1"},
    {"open_files", Severity::bad,
     [](auto& f) {
         f.wall.too_few_files = {{"kontrol perlu 5000 berkas", "control needs 5000 open files"}};
     },
     "control needs 5000 open files"},
    {"certificate", Severity::warning,
     [](auto& f) { f.wall.certificate_warning = "expires in 5 days"; }, "expires in 5 days"},
    {"cores", Severity::warning,
     [](auto& f) {
         f.wall.cameras_at_once = 64;
         f.wall.cores = 1.8;
     },
     "64 cameras at once take about 1.8 cores without a GPU; there are 2.0."},
    {"busy", Severity::warning, [](auto& f) { f.load = 2.5; }, "load 2.5 on 2.0 cores"},
    {"memory", Severity::warning, [](auto& f) { f.memory_bytes = 512 << 20; }, "512 MB"},
    {"graphics", Severity::bad, [](auto& f) { f.graphics_problem = "no EGL"; }, "no EGL"},
    {"graphics_driver", Severity::warning, [](auto& f) { f.has_graphics_card = true; },
     "the CPU draws (llvmpipe"},
    {"display_server", Severity::bad, [](auto& f) { f.has_display_server = false; },
     "No X server answers"},
    {"outputs", Severity::bad, [](auto& f) { f.outputs = 0; }, "no output at all"},
    {"output_missing", Severity::bad,
     [](auto& f) {
         f.wall.unbound_displays = {"kiri", "kanan"};
     },
     "Displays without an output: kiri, kanan."},
    {"presentation_feedback", Severity::warning, [](auto& f) { f.presentation_feedback = false; },
     "a timer keeps the rate"},
    {"disturbers", Severity::warning, [](auto& f) { f.disturbers = {"xscreensaver"}; },
     "xscreensaver"},
    {"no_route", Severity::bad,
     [](auto& f) {
         f.routes.push_back({"pasar", false, 0, false});
     },
     "nowhere: pasar."},
    {"cameras_beside_gateway", Severity::warning,
     [](auto& f) {
         f.routes.push_back({"pasar", true, 1500, true});
     },
     "gateway: pasar."},
    {"mtu", Severity::warning, [](auto& f) { f.routes[0].mtu = 1400; }, "lobi (1400)"},
    {"receive_buffer", Severity::warning, [](auto& f) { f.most_receive_buffer = 212'992; },
     "212992 bytes"},
    {"port", Severity::bad, [](auto& f) { f.port = PortHolder::another; }, "has port 7600"},
    {"clock_wrong", Severity::bad, [](auto& f) { f.year = 1970; }, "clock says 1970"},
    {"clock_not_synchronised", Severity::warning, [](auto& f) { f.clock_synchronised = false; },
     "No time server"},
    {"zone_data", Severity::bad, [](auto& f) { f.zone_data = false; }, "not installed"},
    {"state_folder", Severity::bad, [](auto& f) { f.state_folder->writable = false; },
     "/var/lib/pendopo"},
    {"state_in_memory", Severity::warning, [](auto& f) { f.state_folder->in_memory = true; },
     "in memory"},
    {"disk", Severity::warning, [](auto& f) { f.state_folder->free_bytes = 100 << 20; },
     "100 MB left"},
    {"disk", Severity::warning, [](auto& f) { f.state_folder->free_files = 0; }, "nearly full"},
    {"landlock", Severity::bad, [](auto& f) { f.landlock_problem = "Linux 5.10"; }, "Linux 5.10"},
    {"seccomp", Severity::bad, [](auto& f) { f.seccomp = false; }, "no seccomp"},
    {"root", Severity::warning, [](auto& f) { f.as_root = true; }, "as root"},
    {"fonts", Severity::warning,
     [](auto& f) {
         f.scripts_without_font = {"Javanese", "emoji"};
     },
     "Javanese, emoji"},
    {"locale", Severity::warning, [](auto& f) { f.utf8_locale = false; }, "not UTF-8"},
};

TEST(FindingsTest, EachFactHasItsFinding) {
    for (const Case& each : kCases) {
        MachineFacts facts = good_machine();
        each.change(facts);
        const auto all = findings(facts);
        ASSERT_EQ(ids(all), std::vector<std::string>{each.id});
        EXPECT_EQ(all[0].severity, each.severity) << each.id;
        EXPECT_THAT(all[0].what.en, HasSubstr(each.says));
        for (const LocalText* text : {&all[0].what, &all[0].what_to_do}) {
            EXPECT_FALSE(text->id.empty() || text->en.empty()) << each.id;
        }
    }
}

TEST(FindingsTest, WhatIsNoTroubleOfThisWallIsNotSaid) {
    MachineFacts facts = good_machine();
    facts.wall.udp = false;
    facts.most_receive_buffer = 212'992;
    facts.load = 3.0;  // the wall's own
    facts.port = PortHolder::this_wall;
    EXPECT_THAT(ids(findings(facts)), IsEmpty());
    facts.graphics = {"Mesa Intel(R) UHD Graphics 730", false};  // measured is what the CPU takes
    facts.has_graphics_card = true;
    facts.wall.cameras_at_once = 64;
    facts.wall.cores = 1.8;
    EXPECT_THAT(ids(findings(facts)), IsEmpty());
    facts.wall.outputs_named = false;  // it is to be headless
    facts.has_display_server = false;
    EXPECT_THAT(ids(findings(facts)), IsEmpty());
}

TEST(FindingsTest, TheBadOnesComeFirst) {
    MachineFacts facts = good_machine();
    facts.as_root = true;
    facts.clock_synchronised = false;
    facts.seccomp = false;
    EXPECT_THAT(ids(findings(facts)), ElementsAre("seccomp", "clock_not_synchronised", "root"));
}

TEST(FindingsTest, AreSaidInBothLanguages) {
    MachineFacts facts = good_machine();
    facts.seccomp = false;
    facts.as_root = true;
    const auto all = findings(facts);
    EXPECT_EQ(findings_text(all, "en"),
              "■ The kernel has no seccomp: camera processes cannot be confined.\n"
              "  Do: Use Debian 12's kernel.\n"
              "▲ The wall would run as root.\n"
              "  Do: Run it as a user of its own.\n");
    EXPECT_THAT(findings_text(all, "id"), HasSubstr("Lakukan: Pakai kernel Debian 12.\n"));
    EXPECT_EQ(findings_text({}, "en"), "● Nothing on this machine will hurt the wall.\n");
    const auto document = nlohmann::json::parse(findings_json(all));
    ASSERT_EQ(document["findings"].size(), 2U);
    EXPECT_EQ(document["findings"][0]["id"], "seccomp");
    EXPECT_EQ(document["findings"][0]["severity"], "bad");
    EXPECT_EQ(document["findings"][1]["do"]["en"], "Run it as a user of its own.");
}

}  // namespace
}  // namespace pendopo
