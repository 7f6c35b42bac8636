#pragma once
// A wall with figures beside its cameras: the source "angka" and two cards of it, of which "angka"
// is shaped and "grafik" drawn. Each test names the layout that shows them.

#include <string>

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
};

}  // namespace pendopo::test
