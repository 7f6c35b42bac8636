#include "engine/data/earthquake.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "config/zone_time.h"
#include "tests/support/source_folder.h"

namespace pendopo {
namespace {

WallTime utc(int hour, int minute, int second = 0) {
    return Zone("UTC").first({2026, 11, 25}, hour * 3600 + minute * 60 + second);
}

const EarthquakeAlarm kLimits{"gempa", -8.21, 114.37, 5, 300, 30};

struct Quake {
    const char* time = "2026-11-25T03:42:11+00:00";
    const char* place = "-8.51,114.10";
    const char* magnitude = "5.6";
};

std::string quake(const Quake& q, const std::string& more = "") {
    return fmt::format(
        R"({{"Tanggal":"25 Nov 2026","Jam":"10:42:11 WIB","DateTime":"{}","Coordinates":"{}",
            "Magnitude":"{}","Kedalaman":"10 km","Wilayah":"43 km BaratDaya BANYUWANGI-JATIM"{}}})",
        q.time, q.place, q.magnitude, more);
}
std::string file(const std::string& quakes) {
    return R"({"Infogempa":{"gempa":)" + quakes + "}}";
}

TEST(Earthquake, ReadsWhatBmkgPublishes) {
    const std::string automatic = file(R"({"Tanggal":"25 Nov 2026","Jam":"10:42:11 WIB",
        "DateTime":"2026-11-25T03:42:11+00:00","Coordinates":"-8.51,114.10","Lintang":"8.51 LS",
        "Bujur":"114.10 BT","Magnitude":"5.6","Kedalaman":"10 km",
        "Wilayah":"Pusat gempa berada di laut 43 km baratdaya Banyuwangi",
        "Potensi":"Tidak berpotensi tsunami","Dirasakan":"III Banyuwangi","Shakemap":"x.jpg"})");
    const auto one = read_earthquakes(automatic);
    ASSERT_TRUE(one);
    ASSERT_EQ(one->size(), 1u);
    const Earthquake& first = one->front();
    EXPECT_EQ(first.at, utc(3, 42, 11));
    EXPECT_DOUBLE_EQ(first.latitude, -8.51);
    EXPECT_DOUBLE_EQ(first.longitude, 114.10);
    EXPECT_DOUBLE_EQ(first.magnitude, 5.6);
    EXPECT_EQ(first.text,
              "Gempa M 5,6 · 43 km barat daya Banyuwangi · 10.42 WIB · Tidak berpotensi tsunami");
    EXPECT_EQ(first.event, "2026-11-25T03:42:11+00:00 -8.51,114.10");
}

TEST(Earthquake, TextsForPeople) {
    const struct {
        const char* region;
        const char* more;
        const char* text;
    } rows[] = {
        {"43 km BaratDaya BANYUWANGI-JATIM", "",
         "Gempa M 5,6 · 43 km barat daya Banyuwangi-Jatim · 10.42 WIB"},
        {"120 km TimurLaut MALUKUBRTDAYA", "",
         "Gempa M 5,6 · 120 km timur laut Malukubrtdaya · 10.42 WIB"},
        {"9 km Tenggara KUPANG-NTT", R"(,"Dirasakan":"II Kupang")",
         "Gempa M 5,6 · 9 km tenggara Kupang-NTT · 10.42 WIB"},
        {"Pusat gempa berada di darat 5 km barat laut Kab. Bandung",
         R"(,"Potensi":"Gempa ini dirasakan untuk diteruskan pada masyarakat")",
         "Gempa M 5,6 · 5 km barat laut Kab. Bandung · 10.42 WIB"},
        {"", R"(,"Potensi":"BERPOTENSI TSUNAMI")", "Gempa M 5,6 · 10.42 WIB · BERPOTENSI TSUNAMI"},
    };
    for (const auto& [region, more, text] : rows) {
        const auto found = read_earthquakes(file(fmt::format(
            R"({{"Jam":"10:42:11 WIB","DateTime":"2026-11-25T03:42:11Z","Coordinates":"0,0",
                "Magnitude":5.6,"Wilayah":"{}"{}}})",
            region, more)));
        ASSERT_TRUE(found) << region;
        EXPECT_EQ(found->at(0).text, text);
    }
}

TEST(Earthquake, ReadsOddForms) {
    const struct {
        const char* members;
        double latitude, longitude, magnitude;
    } rows[] = {
        {R"("Coordinates":"-6.12, 105.4","Magnitude":"5,6")", -6.12, 105.4, 5.6},
        {R"("Lintang":"6.12 LS","Bujur":"105.40 BT","Magnitude":"5.6 SR")", -6.12, 105.4, 5.6},
        {R"("Lintang":"1.5 LU","Bujur":"170 BB","Magnitude":5)", 1.5, -170, 5},
    };
    for (const auto& [members, latitude, longitude, magnitude] : rows) {
        const auto found = read_earthquakes(
            file(std::string("[{\"DateTime\":\"2026-11-25T10:42:11+07:00\",") + members + "}]"));
        ASSERT_TRUE(found) << members;
        EXPECT_DOUBLE_EQ(found->at(0).latitude, latitude);
        EXPECT_DOUBLE_EQ(found->at(0).longitude, longitude);
        EXPECT_DOUBLE_EQ(found->at(0).magnitude, magnitude);
        EXPECT_EQ(found->at(0).at, utc(3, 42, 11));
    }
}

TEST(Earthquake, LeavesOutWhatSaysTooLittle) {
    const std::string good = quake({});
    for (const Quake& bad :
         {Quake{"yesterday"}, Quake{"2026-11-25T25:00:00+00:00"},
          Quake{"2026-02-30T03:42:11+00:00"}, Quake{.place = "here"}, Quake{.place = "-91,114"},
          Quake{.place = "1,"}, Quake{.magnitude = "strong"}, Quake{.magnitude = "-1"},
          Quake{.magnitude = "nan"}, Quake{.magnitude = "99"}}) {
        const auto found = read_earthquakes(file("[" + quake(bad) + ",7,null," + good + "]"));
        ASSERT_TRUE(found);
        EXPECT_EQ(found->size(), 1u) << bad.time << bad.place << bad.magnitude;
        const auto none = read_earthquakes(file(quake(bad)));
        ASSERT_FALSE(none);
        EXPECT_EQ(none.error().message(),
                  "no earthquake in it; expected BMKG's /Infogempa/gempa with \"DateTime\", "
                  "\"Coordinates\" and \"Magnitude\"");
    }
    for (const char* text : {"", "[]", "{\"Infogempa\":7}", "<html>"}) {
        EXPECT_FALSE(read_earthquakes(text)) << text;
    }
}

TEST(Earthquake, Distances) {
    EXPECT_NEAR(distance_km(-6.2, 106.8, -6.2, 106.8), 0, 1e-9);
    EXPECT_NEAR(distance_km(0, 0, 0, 180), 20015.1, 0.1);
    EXPECT_NEAR(distance_km(-6.175, 106.827, -7.257, 112.752), 664, 3);  // Jakarta, Surabaya
    EXPECT_NEAR(distance_km(0, 179.9, 0, -179.9), 22.24, 0.01);
}

TEST(EarthquakeWatch, HoldsItsLimits) {
    const struct {
        Quake quake;
        WallTime now;
        bool raised;
    } rows[] = {
        {{}, utc(3, 45), true},
        {{.magnitude = "5.0"}, utc(3, 45), true},
        {{.magnitude = "4.9"}, utc(3, 45), false},
        {{.place = "-6.20,106.80"}, utc(3, 45), false},  // 860 km away
        {{}, utc(4, 12, 11), true},
        {{}, utc(4, 12, 12), false},  // more than 30 minutes ago
        {{}, utc(3, 41, 30), true},   // our clock is behind
        {{}, utc(3, 40), false},      // from the future
    };
    for (const auto& [q, now, raised] : rows) {
        EarthquakeWatch watch;
        const auto found = watch.look(file(quake(q)), kLimits, now);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->has_value(), raised) << q.magnitude << " " << q.place;
    }
}

TEST(EarthquakeWatch, TellsEachOnce) {
    EarthquakeWatch watch;
    const auto raised = [&](const std::string& text) {
        const auto found = watch.look(text, kLimits, utc(3, 50));
        return found && *found;
    };
    EXPECT_FALSE(raised(file(quake({.magnitude = "4.8"}))));
    EXPECT_TRUE(raised(file(quake({.magnitude = "5.1"}))));  // corrected upwards
    EXPECT_FALSE(raised(file(quake({.magnitude = "5.4"}))));
    EXPECT_FALSE(raised(file(quake({"2026-11-25T03:42:14+00:00", "-8.60,114.02", "5.3"}))));
    // Another event: later, or elsewhere; the newest is told first, the rest with the next value.
    const std::string list =
        file("[" + quake({}) + "," + quake({.time = "2026-11-25T03:46:00+00:00"}) + "," +
             quake({.time = "2026-11-25T03:48:00+00:00"}) + "]");
    EXPECT_TRUE(raised(list));
    EXPECT_TRUE(raised(list));
    EXPECT_FALSE(raised(list));
}

TEST(EarthquakeWatch, TheSampleOfTheLoungeIsTooOldToRing) {
    std::ifstream stream(test::source_folder() + "/config/lounge/figures/gempa.json");
    const std::string sample{std::istreambuf_iterator<char>(stream), {}};
    const auto quakes = read_earthquakes(sample);
    ASSERT_TRUE(quakes);
    EXPECT_EQ(quakes->at(0).text,
              "Gempa M 5,6 · 43 km barat daya Banyuwangi (contoh) · 10.42 WIB · "
              "Tidak berpotensi tsunami");
    EarthquakeWatch watch;
    const auto found = watch.look(sample, kLimits, utc(3, 50));
    ASSERT_TRUE(found);
    EXPECT_FALSE(*found);
}

}  // namespace
}  // namespace pendopo
