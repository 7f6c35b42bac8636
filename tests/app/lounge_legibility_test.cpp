// Every text that the lounge's layouts put on a display is measured while it is drawn, with its own
// figures: no letter is smaller, fainter or cut. Every layout, both themes, both languages,
// displays of three sizes and one that hangs upright.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "config/text_file.h"
#include "engine/app/composer.h"
#include "engine/app/drawn_style.h"
#include "engine/app/model_loader.h"
#include "engine/cards/card_scale.h"
#include "engine/data/data_source.h"
#include "engine/data/shape.h"
#include "engine/script/script_engine.h"
#include "tests/app/card_texts.h"
#include "tests/support/source_folder.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::IsEmpty;

constexpr int64_t kNowMs = 1'795'490'000'000;  // 24 November 2026
const WallTime kNow{Milliseconds(kNowMs)};
const Instant kInstant{from_ns(5'000'000'000'000), kNow};

struct Hall {
    const char* name;
    PixelSize size;
    double width_mm, height_mm;
    int rotation = 0;
};
constexpr Hall kHalls[] = {{"55 inch 1080p", {1920, 1080}, 1210, 680},
                           {"65 inch 1080p", {1920, 1080}, 1430, 804},
                           {"55 inch 2160p", {3840, 2160}, 1210, 680},
                           {"55 inch 1080p, upright", {1920, 1080}, 680, 1210, 90}};

class LoungeLegibility : public testing::Test {
  protected:
    static ScriptEngine& engine() {
        static const auto kEngine = ScriptEngine::create().value();
        return *kEngine;
    }

    // The lounge as it would hang there.
    LoadedModel lounge(const Hall& hall, const std::string& theme, const std::string& language) {
        const fs::path lounge = fs::path(test::source_folder()) / "config/lounge";
        fs::copy(lounge, folder_ / "lounge",
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        std::ofstream(folder_ / "lounge/theme.json") << builtin_theme(theme).value();
        std::ifstream file(lounge / "wall.json");
        nlohmann::json wall = nlohmann::json::parse(file);
        for (auto& display : wall["displays"]) {
            display["size"] = {hall.size.width, hall.size.height};
            display["size_mm"] = {hall.width_mm, hall.height_mm};
            display["rotation"] = hall.rotation;
        }
        wall["language"] = language;
        wall["theme"] = "theme.json";
        std::ofstream(folder_ / "lounge/wall.json") << wall;
        auto loaded = load_model(folder_ / "lounge/wall.json", nullptr);
        EXPECT_TRUE(loaded) << to_string(loaded.error());
        return std::move(*loaded);
    }

    // Figures of the sources that are files, as the data worker shapes them.
    void read_figures(const WallModel& model) {
        const Stop stop = Stop::create().value();
        for (const SourceConfig& source : model.data.sources) {
            const auto from = make_data_source(
                source, fs::path(model.data_path).parent_path().string(), std::nullopt);
            const auto fetched = from->fetch({stop, Monotonic::now() + Seconds(10)});
            ASSERT_TRUE(fetched) << source.id << ": " << fetched.error().message();
            const auto shaped = shape(*fetched, source, model.config.timezone, kNowMs);
            ASSERT_TRUE(shaped) << source.id << ": " << shaped.error().message();
            values_[source.id] = shaped->text;
            SourceReport& report = reports_.sources[source.id];
            report.id = source.id;
            report.state = SourceState::good;
            report.revision = 1;
            report.updated_ms = kNowMs - 2 * 3600'000;
            report.age_by = shaped->age_by;
            report.fetched_ms = kNowMs;
            report.period = shaped->period;
        }
    }

    // All that the wall asks for within a minute and a half: also every step of its stories.
    std::vector<CardItem> items_of(Wall& wall) {
        std::vector<CardItem> items;
        for (const Seconds later : {0s, 15s, 30s, 45s, 60s, 75s, 90s}) {
            const Instant now{kInstant.now + later, kInstant.wall_now + later};
            wall.advance(now);
            for (CardItem& item : compose(wall, reports_, RenderPath::copy, now).cards.items) {
                if (later == 0s || item.kind == CardKind::card) {
                    items.push_back(std::move(item));
                }
            }
        }
        return items;
    }

    // A card's shaped value or drawing, as the script worker makes it.
    std::string value_of(const CardItem& item, const InstalledCard& card, const WallModel& model) {
        const CardConfig& config = card.config;
        if (!config.has_value()) {
            return "";
        }
        ScriptTexts texts{config.definition, {}, {}};
        for (const std::string& source : config.sources) {
            texts.values.push_back(values_.at(source));
        }
        if (!config.is_drawing() && config.data.empty()) {
            return texts.values.front();
        }
        ScriptJob job;
        job.output = config.is_drawing() ? ScriptOutput::svg : ScriptOutput::value;
        job.sources = config.sources;
        job.size =
            card_areas(config, model.config.language, item.size, item.font_px, theme_of(model))
                .content.size();
        job.font_px = item.font_px;
        job.language = model.config.language;
        job.theme = model.theme;
        if (config.is_drawing()) {
            for (const std::string& name : config.files) {
                const fs::path path = fs::path(card.path).parent_path() / name;
                job.files.push_back(name);
                texts.files.push_back(read_text_file(path.lexically_normal().string()).value());
            }
        }
        const auto made = engine().run(job, texts);
        EXPECT_TRUE(made) << item.text << ": " << made.error().message();
        return made.value_or("");
    }

    void check(const Hall& hall, const std::string& theme_name, const std::string& language) {
        const LoadedModel loaded = lounge(hall, theme_name, language);
        const WallModel& model = *loaded.model;
        read_figures(model);
        const test::CardsOfWall cards{language, model.config.timezone, model.theme, files(model)};
        std::set<std::string> drawn;
        size_t texts_seen = 0;
        for (const WallLayout& layout : model.layouts) {
            Wall wall(loaded.model, WallState{}, kInstant);
            ASSERT_TRUE(
                wall.apply(ActivateLayout{layout.id}, {"siti", Role::operate, "panel"}, kInstant));
            for (const CardItem& item : items_of(wall)) {
                if (!drawn.insert(item.key).second) {
                    continue;
                }
                SCOPED_TRACE(layout.id + ": " + item.key + ", " + hall.name + ", " + theme_name +
                             ", " + language);
                const auto card = std::ranges::find_if(model.cards, [&](const InstalledCard& each) {
                    return item.kind == CardKind::card && each.config.id == item.text;
                });
                const bool has_file = card != model.cards.end();
                const DrawnTexts texts =
                    test::texts_of(item, has_file ? &card->config : nullptr,
                                   has_file ? value_of(item, *card, model) : "", cards, kNow);
                texts_seen += texts.size();
                // A sixteenth of a display is for those who walk up.
                const bool small = int64_t{10} * item.size.width * item.size.height <
                                   int64_t{hall.size.width} * hall.size.height;
                if (item.kind == CardKind::card || !small) {
                    EXPECT_THAT(legibility_faults(texts, item.font_px), IsEmpty());
                    EXPECT_THAT(legibility_notes(texts, item.font_px), IsEmpty());
                }
            }
        }
        EXPECT_GT(texts_seen, 200U);
    }

  private:
    static decltype(test::CardsOfWall::files) files(const WallModel& model) {
        decltype(test::CardsOfWall::files) files;
        for (const InstalledCard& card : model.cards) {
            if (card.config.kind == CardFileKind::image) {
                for (const std::string& name : card.config.files) {
                    std::ifstream file(fs::path(card.path).parent_path() / name, std::ios::binary);
                    files[name] = std::make_shared<const std::string>(
                        std::string(std::istreambuf_iterator<char>(file), {}));
                }
            }
        }
        return files;
    }

    test::TempDir folder_;
    WorkerReports reports_;
    std::map<std::string, std::string> values_;
};

TEST_F(LoungeLegibility, OnAFullHdDisplay) {
    for (const char* theme : {"dark", "light"}) {
        for (const char* language : {"id", "en"}) {
            check(kHalls[0], theme, language);
        }
    }
}
TEST_F(LoungeLegibility, OnALargerFullHdDisplay) {
    for (const char* theme : {"dark", "light"}) {
        for (const char* language : {"id", "en"}) {
            check(kHalls[1], theme, language);
        }
    }
}
TEST_F(LoungeLegibility, OnAnUltraHdDisplay) {
    for (const char* theme : {"dark", "light"}) {
        for (const char* language : {"id", "en"}) {
            check(kHalls[2], theme, language);
        }
    }
}
TEST_F(LoungeLegibility, OnADisplayThatHangsUpright) {
    for (const char* theme : {"dark", "light"}) {
        for (const char* language : {"id", "en"}) {
            check(kHalls[3], theme, language);
        }
    }
}

}  // namespace
}  // namespace pendopo
