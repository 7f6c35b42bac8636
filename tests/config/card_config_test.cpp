#include "config/card_config.h"

#include <gtest/gtest.h>

#include "tests/config/good_files.h"

namespace pendopo {
namespace {

std::string problems_of(const std::string& text,
                        const std::vector<std::string>* sources = nullptr) {
    const auto card = read_card_config("card.json", text, sources);
    return card ? "" : to_string(card.error());
}

// A card of that kind with `more` keys.
std::string card_of(const std::string& kind, const std::string& more) {
    return R"({"version": 1, "id": "a", "kind": ")" + kind + "\"" + more + "}";
}

CardConfig good_card(const std::string& kind) {
    const auto card = read_card_config("card.json", good_file("card_" + kind));
    EXPECT_TRUE(card) << to_string(card.error());
    EXPECT_EQ(to_string(card->kind), kind);
    EXPECT_EQ(card->settings.index(), static_cast<size_t>(card->kind));
    EXPECT_EQ(card->definition, good_file("card_" + kind));
    return *card;
}

ValueFormat styled(ValueFormat::Style style) {
    ValueFormat format;
    format.style = style;
    return format;
}

TEST(CardConfig, ReadsTheCommonKeys) {
    const CardConfig card = good_card("number");
    EXPECT_EQ(card.id, "bedah-rumah");
    EXPECT_EQ(card.title, (LocalText{"Bedah rumah", "House renovation"}));
    EXPECT_EQ(card.subtitle, (LocalText{"Rumah selesai tahun ini", ""}));
    EXPECT_EQ(card.note, (LocalText{"Angka contoh", ""}));
    EXPECT_EQ(card.sources, std::vector<std::string>{"rumah"});
    EXPECT_EQ(card.data, "$sum(selesai)");
    EXPECT_TRUE(card.has_value());
    EXPECT_FALSE(card.is_drawing());
}

TEST(CardConfig, ReadsEveryKeyOfANumber) {
    ValueFormat format;
    format.style = ValueFormat::Style::number;
    format.decimals = 1;
    format.unit.id = "rumah";
    format.compact = true;
    const NumberCard expected{format,
                              NumberCard::Better::higher,
                              NumberCard::Compare::difference,
                              {"Target 2026", ""},
                              {"Okt 2025", "Oct 2025"},
                              12};
    EXPECT_EQ(std::get<NumberCard>(good_card("number").settings), expected);
}

TEST(CardConfig, ReadsEveryKeyOfATable) {
    const CardConfig card = good_card("table");
    EXPECT_EQ(card.sources, (std::vector<std::string>{"opd", "apbd"}));
    TableCard expected;
    expected.columns = {
        {"nama",
         {"Perangkat daerah", "Agency"},
         TableCard::Align::left,
         styled(ValueFormat::Style::text),
         0.6},
        {"pagu", {"Pagu", ""}, TableCard::Align::right, styled(ValueFormat::Style::rupiah), 0}};
    expected.rows = 8;
    expected.seconds = 12;
    EXPECT_EQ(std::get<TableCard>(card.settings), expected);
}

TEST(CardConfig, ReadsEveryKeyOfAProgressList) {
    const ProgressCard expected{styled(ValueFormat::Style::rupiah),
                                {"Realisasi", ""},
                                {"Rencana", ""},
                                {"Terserap", ""},
                                7,
                                10};
    EXPECT_EQ(std::get<ProgressCard>(good_card("progress").settings), expected);
}

TEST(CardConfig, ReadsEveryKeyOfChartsAndMaps) {
    const CardConfig chart = good_card("chart");
    EXPECT_TRUE(chart.is_drawing());
    EXPECT_EQ(std::get<ChartCard>(chart.settings), ChartCard{styled(ValueFormat::Style::rupiah)});
    const CardConfig map = good_card("map");
    EXPECT_TRUE(map.is_drawing());
    EXPECT_EQ(map.files, std::vector<std::string>{"peta/kecamatan.geojson"});
    const MapCard expected{"peta/kecamatan.geojson",
                           MapCard::Layout::tiles,
                           "nama",
                           4,
                           styled(ValueFormat::Style::percent),
                           {"Penduduk miskin", ""}};
    EXPECT_EQ(std::get<MapCard>(map.settings), expected);
}

TEST(CardConfig, ReadsEveryKeyOfTheOtherKinds) {
    const TickerCard ticker{{{"Pelayanan buka pukul 08.00", ""}, {"Selamat datang", "Welcome"}},
                            150};
    EXPECT_EQ(std::get<TickerCard>(good_card("ticker").settings), ticker);
    const ClockCard clock{
        {{"Asia/Jakarta", {}}, {"Asia/Makassar", {"Makassar", ""}}}, false, false};
    EXPECT_EQ(std::get<ClockCard>(good_card("clock").settings), clock);
    EXPECT_FALSE(good_card("clock").has_value());
    const TextCard text{{"Pelayanan buka <b>Senin sampai Jumat</b>.", "Open Monday to Friday."},
                        true};
    EXPECT_EQ(std::get<TextCard>(good_card("text").settings), text);
    const CardConfig image = good_card("image");
    EXPECT_EQ(image.files, (std::vector<std::string>{"foto/a.png", "foto/b.jpg"}));
    EXPECT_EQ(std::get<ImageCard>(image.settings), (ImageCard{12.5, Fit::cover}));
    EXPECT_EQ(std::get<QrCard>(good_card("qr").settings),
              (QrCard{"https://lapor.example.go.id/", {"Sampaikan pengaduan", ""}}));
    const NoticeCard notice{{"Dinas Kominfo", ""},
                            {"Meja informasi", "Information desk"},
                            {"Keamanan pengunjung", ""},
                            true};
    EXPECT_EQ(std::get<NoticeCard>(good_card("notice").settings), notice);
}

TEST(CardConfig, ReadsEveryKeyOfWhatComparesAndWhatTakesTurns) {
    const SmallMultiplesCard multiples{styled(ValueFormat::Style::percent),
                                       SmallMultiplesCard::Order::highest, false, 10};
    EXPECT_EQ(std::get<SmallMultiplesCard>(good_card("small_multiples").settings), multiples);
    const ComparisonCard comparison{styled(ValueFormat::Style::rupiah),
                                    NumberCard::Better::higher,
                                    {"Tahun ini", "This year"},
                                    {"Tahun lalu", ""}};
    EXPECT_EQ(std::get<ComparisonCard>(good_card("comparison").settings), comparison);
    const QueueCard queue{20, {"Buka kembali Senin pukul 08.00", ""}};
    EXPECT_EQ(std::get<QueueCard>(good_card("queue").settings), queue);
    const StoryCard story{
        {{"apbd", {"Uang daerah datang dari sini.", "Where the money comes from."}, 15},
         {"opd", {"Ke mana perginya.", ""}, 20}}};
    EXPECT_EQ(std::get<StoryCard>(good_card("story").settings), story);
    EXPECT_FALSE(good_card("story").has_value());
}

TEST(CardConfig, DefaultsStandAtTheMembers) {
    const auto table = read_card_config("c", card_of("table", R"(, "title": "T", "source": "s")"));
    ASSERT_TRUE(table) << to_string(table.error());
    EXPECT_EQ(std::get<TableCard>(table->settings), TableCard{});
    const auto clock = read_card_config("c", card_of("clock", ""));
    ASSERT_TRUE(clock);
    EXPECT_EQ(std::get<ClockCard>(clock->settings), ClockCard{});
}

TEST(CardConfig, ExactTexts) {
    const struct {
        std::string text;
        std::string problems;
    } cases[] = {
        {R"({"version": 1, "id": "a"})",
         "card.json:1:1: missing key \"kind\"; expected \"number\", \"table\", \"progress\", "
         "\"chart\", \"map\", \"ticker\", \"clock\", \"text\", \"image\", \"qr\", \"notice\", "
         "\"small_multiples\", \"comparison\", \"queue\" or \"story\"\n"},
        {card_of("tabel", ""),
         "card.json:1:35 /kind: got \"tabel\"; expected \"number\", \"table\", \"progress\", "
         "\"chart\", \"map\", \"ticker\", \"clock\", \"text\", \"image\", \"qr\", \"notice\", "
         "\"small_multiples\", \"comparison\", \"queue\" or \"story\"; did you mean "
         "\"table\"?\n"},
        {card_of("number", R"(, "source": "x")"),
         "card.json:1:1: missing key \"title\"; expected a text\n"},
        {card_of("number", R"(, "title": 5, "source": "x")"),
         "card.json:1:54 /title: got 5; expected a text, or one for each language: {\"id\": …, "
         "\"en\": …}\n"},
        {card_of("number", R"(, "title": {"id": "a", "in": "b"}, "source": "x")"),
         "card.json:1:66 /title/in: unknown key; did you mean \"id\"?\n"},
        {card_of("number", R"(, "title": "T")"),
         "card.json:1:1: nothing says which figures to show; add \"source\"\n"},
        {card_of("number", R"(, "title": "T", "source": "a", "sources": ["b"])"),
         "card.json:1:85 /sources: \"source\" is given too; keep one of the two\n"},
        {card_of("number", R"(, "title": "T", "sources": ["a", "a"])"),
         "card.json:1:76 /sources/1: the source \"a\" is given twice; remove one\n"},
        {card_of("number", R"(, "title": "T", "source": "x", "format": "rupia")"),
         "card.json:1:84 /format: got \"rupia\"; expected \"rupiah\", \"number\", \"percent\", "
         "\"date\" or \"text\", or an object with \"style\"; did you mean \"rupiah\"?\n"},
        {card_of("chart", R"(, "title": "T")"),
         "card.json:1:1: missing key \"option\"; expected an object, ECharts' option\n"},
        {card_of("map", R"(, "title": "T", "source": "x", "geojson": "a.png")"),
         "card.json:1:82 /geojson: got \"a.png\"; expected the path of a GeoJSON file, from the "
         "folder of this file\n"},
        {card_of("ticker", ""), "card.json:1:1: nothing to show; add \"items\" or \"source\"\n"},
        {card_of("text", ""), "card.json:1:1: nothing to show; add \"text\" or \"source\"\n"},
        {card_of("clock", R"(, "zones": ["Asia/Jakrta"])"),
         "card.json:1:54 /zones/0: no time zone \"Asia/Jakrta\" in /usr/share/zoneinfo; did you "
         "mean \"Asia/Jakarta\"?\n"},
        {card_of("clock", R"(, "sources": ["a"])"),
         "card.json:1:44 /sources: unknown key; the keys here are \"$schema\", \"version\", "
         "\"id\", "
         "\"kind\", \"title\", \"subtitle\", \"note\", \"zones\", \"date\" or \"show_seconds\"\n"},
        {card_of("image", R"(, "files": ["a.gif"])"),
         "card.json:1:54 /files/0: got \"a.gif\"; expected the path of a PNG or JPEG picture "
         "(.png, .jpg, .jpeg), from the folder of this file\n"},
        {card_of("queue", R"(, "title": "T")"),
         "card.json:1:1: nothing says which figures to show; add \"source\"\n"},
        {card_of("story", R"(, "title": "T", "steps": [{"card": "a", "tekst": "T"}])"),
         "card.json:1:68 /steps/0: missing key \"text\"; expected a text\n"
         "card.json:1:82 /steps/0/tekst: unknown key; did you mean \"text\"?\n"},
        {card_of("qr", R"(, "content": ")" + std::string(301, 'x') + "\""),
         "card.json:1:52 /content: got 301 bytes; expected a text of at most 300, or nobody can "
         "scan it from a distance: use a shorter address\n"},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(problems_of(c.text), c.problems) << c.text;
    }
}

TEST(CardConfig, SourcesMustExistWhenTheyAreKnown) {
    const std::vector<std::string> sources{"apbd", "opd"};
    const std::string text = card_of("number", R"(, "title": "T", "source": "abpd")");
    EXPECT_EQ(problems_of(text), "");
    EXPECT_EQ(problems_of(text, &sources),
              "card.json:1:69 /source: no data source \"abpd\"; did you mean \"apbd\"?\n");
}

}  // namespace
}  // namespace pendopo
