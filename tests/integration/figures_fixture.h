#pragma once
// A wall with figures beside its cameras: the source "angka" and two cards of it, of which "angka"
// is shaped and "grafik" drawn. Each test names the layout that shows them.

#include <string>
#include <utility>
#include <vector>

#include "tests/integration/wall_fixture.h"

namespace pendopo::test {

class FiguresFixture : public WallFixture {
  protected:
    void SetUp() override {
        WallFixture::SetUp();
        write("angka.json", R"({"nilai": 21, "seri": [3, 1, 2]})");
        write("data.json", Json{{"version", 1},
                                {"sources", Json::array({{{"id", "angka"},
                                                          {"file", "angka.json"},
                                                          {"publisher", "BPKAD"},
                                                          {"every_seconds", 1}}})}}
                               .dump());
        write_card("angka", "number", {{"data", "nilai"}});
        write_card("grafik", "chart",
                   {{"option",
                     {{"xAxis", {{"type", "category"}}},
                      {"yAxis", Json::object()},
                      {"series", Json::array({{{"type", "bar"}, {"data", "@data.seri"}}})}}}});
    }
    void write_card(const std::string& id, const std::string& kind, Json more) {
        more.update(
            {{"version", 1}, {"id", id}, {"kind", kind}, {"title", id}, {"source", "angka"}});
        write("cards/" + id + ".json", more.dump());
    }

    // A tile of that card, as the state tells it.
    Json card(const std::string& id) const {
        const Json now = state();
        for (const Json& tile : now.value("tiles", Json::array())) {
            if (tile.at("card") == id) {
                return tile;
            }
        }
        return Json::object();
    }
    // The card's upper part: what it shows, without the line of provenance, whose words age.
    std::vector<uint8_t> pixels_of(const std::string& id) const {
        const Json tile = card(id);
        if (tile.empty()) {
            return {};
        }
        const Json& rect = tile.at("rect");
        const int left = tile.at("display") == "kanan" ? 3 * kOutput.width : 0;
        const auto seen =
            screen().screenshot({left + rect.at("x").get<int>(), rect.at("y"), rect.at("width"),
                                 rect.at("height").get<int>() * 3 / 4});
        return seen ? seen->bgra : std::vector<uint8_t>();
    }
    // Waits until the card stands still, and says what it shows.
    std::vector<uint8_t> settled(const std::string& id) const {
        std::vector<uint8_t> before;
        EXPECT_TRUE(wait_until(
            [&] {
                const auto now = pixels_of(id);
                return std::exchange(before, now) == now;
            },
            kPatience, Milliseconds(500)));
        return before;
    }
    bool becomes_other(const std::string& id, const std::vector<uint8_t>& than) const {
        return wait_until([&] { return pixels_of(id) != than; }, kPatience);
    }
};

}  // namespace pendopo::test
