// How far figures can be trusted, from every combination of what came and how its source does, and
// the words for it.

#include "engine/cards/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

constexpr int64_t kHour = 3600;
const WallTime kNow{Milliseconds(kNowMs)};

CardContentRead number_content(std::string_view value) {
    return content_of(card_text("number", R"("title": "T", "source": "x")"), value);
}

// What came for a card with a source.
enum class Came { nothing, definition, value, unreadable };
CardContentRead content_with(Came came) {
    switch (came) {
        case Came::nothing:
            return {};
        case Came::definition:
            return number_content("");
        case Came::value:
            return number_content("5");
        case Came::unreadable:
            return number_content("[]");
    }
    return {};
}

TEST(Standing, IsToldForEveryStateOfASourceAndWhatCame) {
    using S = Standing;
    struct Row {
        SourceState state;
        int64_t age_s;  // of the value; -1: there is none
        const char* problem;
        S nothing, definition, value, unreadable;  // by Came
    };
    // Old after 2 hours, expired after 6.
    const Row rows[] = {
        {SourceState::waiting, -1, "", S::waiting, S::waiting, S::waiting, S::waiting},
        {SourceState::good, -1, "", S::waiting, S::waiting, S::waiting, S::waiting},
        {SourceState::failed, -1, "404", S::none, S::none, S::none, S::none},
        {SourceState::waiting, 60, "", S::waiting, S::waiting, S::fresh, S::unreadable},
        {SourceState::good, 0, "", S::waiting, S::waiting, S::fresh, S::unreadable},
        {SourceState::good, -3600, "", S::waiting, S::waiting, S::fresh, S::unreadable},
        {SourceState::good, 2 * kHour, "", S::waiting, S::waiting, S::fresh, S::unreadable},
        {SourceState::good, 2 * kHour + 1, "", S::waiting, S::waiting, S::old, S::unreadable},
        {SourceState::failed, 60, "", S::waiting, S::waiting, S::failed, S::unreadable},
        {SourceState::failed, 3 * kHour, "404", S::unreadable, S::unreadable, S::failed,
         S::unreadable},
        {SourceState::good, 60, "data: character 3", S::unreadable, S::unreadable, S::failed,
         S::unreadable},
        {SourceState::good, 6 * kHour, "", S::waiting, S::waiting, S::old, S::unreadable},
        {SourceState::good, 6 * kHour + 1, "", S::expired, S::expired, S::expired, S::expired},
        {SourceState::failed, 7 * kHour, "404", S::expired, S::expired, S::expired, S::expired},
    };
    for (const Row& row : rows) {
        CardSource source;
        source.needed = true;
        source.state = row.state;
        source.problem = row.problem;
        source.updated_ms = row.age_s == -1 ? 0 : kNowMs - row.age_s * 1000;
        source.old_after_s = 2 * kHour;
        source.expire_after_s = 6 * kHour;
        const std::pair<Came, S> wanted[] = {{Came::nothing, row.nothing},
                                             {Came::definition, row.definition},
                                             {Came::value, row.value},
                                             {Came::unreadable, row.unreadable}};
        for (const auto& [came, standing] : wanted) {
            EXPECT_EQ(standing_of(content_with(came), source, kNow), standing)
                << "state " << int(row.state) << " age " << row.age_s << " came " << int(came);
        }
    }
}

TEST(Standing, WithoutLimitsNothingGrowsOld) {
    CardSource source;
    source.needed = true;
    source.state = SourceState::good;
    source.updated_ms = 1;  // 1970
    EXPECT_EQ(standing_of(content_with(Came::value), source, kNow), Standing::fresh);
    source.expire_after_s = kHour;  // and what expires need not be called old before
    source.updated_ms = kNowMs - kHour * 1000;
    EXPECT_EQ(standing_of(content_with(Came::value), source, kNow), Standing::fresh);
    source.updated_ms -= 1;
    EXPECT_EQ(standing_of(content_with(Came::value), source, kNow), Standing::expired);
}

TEST(Standing, CardsWithoutASourceAreFreshOnceTheyAreDefined) {
    const CardContentRead clock = content_of(card_text("clock", ""));
    EXPECT_EQ(standing_of(clock, {}, kNow), Standing::fresh);
    EXPECT_EQ(standing_of({}, {}, kNow), Standing::waiting);
    const CardContentRead broken = content_of("{");
    EXPECT_EQ(standing_of(broken, {}, kNow), Standing::unreadable);
    CardSource refused;
    refused.problem = "cards/jam.json: not found";
    EXPECT_EQ(standing_of({}, refused, kNow), Standing::unreadable);
}

TEST(Standing, FiguresAreShownOnlyWhileTheyCanBeTrusted) {
    for (const Standing standing : {Standing::fresh, Standing::old, Standing::failed}) {
        EXPECT_TRUE(shows_figures(standing));
    }
    for (const Standing standing :
         {Standing::waiting, Standing::none, Standing::unreadable, Standing::expired}) {
        EXPECT_FALSE(shows_figures(standing));
    }
}

// ---- words --------------------------------------------------------------------------------------

CardSource source_of(std::string publisher, std::string period, int64_t age_s) {
    CardSource source;
    source.needed = true;
    source.publisher = std::move(publisher);
    source.period = std::move(period);
    source.updated_ms = kNowMs - age_s * 1000;
    return source;
}

TEST(Provenance, AFilesTimeIsNoWordAboutItsFigures) {
    for (const char* language : {"id", "en"}) {
        const Speech speech(language, "Asia/Jakarta");
        const bool english = std::string_view(language) == "en";
        CardSource source = source_of("", "", 120);
        source.age_by = AgeBy::file;
        const auto card = content_of(card_text("number", R"("title": "T", "source": "x")")).config;
        const char* received =
            english ? "File received 2 minutes ago" : "Berkas diterima 2 menit lalu";
        // "2 menit lalu" alone would say it of the figures.
        EXPECT_EQ(provenance_of(card, source, speech, kNow).age,
                  (Provenance::Part{received, received}));
        source.age_by = AgeBy::unknown;
        EXPECT_EQ(provenance_of(card, source, speech, kNow).text(),
                  english ? "Time of update not known" : "Waktu pembaruan tidak diketahui");
    }
}

TEST(Provenance, LeavesOutWhatIsNotKnown) {
    const Speech speech("id", "Asia/Jakarta");
    const auto text = [&](const CardSource& source,
                          const char* keys = R"("title": "T", "source": "x")") {
        return provenance_of(content_of(card_text("number", keys)).config, source, speech, kNow)
            .text();
    };
    EXPECT_EQ(text(source_of("", "", 120)), "Diperbarui 2 menit lalu");
    EXPECT_EQ(text(source_of("BPS", "", 120)), "Sumber: BPS · Diperbarui 2 menit lalu");
    CardSource never = source_of("BPS", "2025", 0);
    never.updated_ms = 0;
    EXPECT_EQ(text(never), "Sumber: BPS · Periode: 2025");
    CardSource nothing;
    nothing.needed = true;
    EXPECT_EQ(text(nothing), "");
    EXPECT_EQ(text(nothing, R"("title": "T", "source": "x", "note": "Contoh")"), "Contoh");
    EXPECT_EQ(text({}), "") << "a clock has no source";
    EXPECT_EQ(text({}, R"("title": "T", "source": "x", "note": "Contoh")"), "Contoh");
}

TEST(Provenance, IsNeverOfTheFuture) {
    const Speech speech("id", "Asia/Jakarta");
    EXPECT_EQ(provenance_of({}, source_of("", "", -7200), speech, kNow).text(),
              "Diperbarui baru saja");
}

TEST(Provenance, SpeaksTheWallsLanguage) {
    const Speech speech("en", "Asia/Jakarta");
    const Provenance said =
        provenance_of({}, source_of("BPKAD", "Oct 2026", 3 * kHour), speech, kNow);
    EXPECT_EQ(said.source, (Provenance::Part{"Source: BPKAD", "BPKAD"}));
    EXPECT_EQ(said.period, (Provenance::Part{"Period: Oct 2026", "Oct 2026"}));
    EXPECT_EQ(said.age, (Provenance::Part{"Updated 3 hours ago", "3 hours ago"}));
}

TEST(EmptyView, SaysWhyInBothLanguagesAndMoreToStaff) {
    struct Row {
        Standing standing;
        Icon icon;
        const char* indonesian;
        const char* english;
        bool dated;  // says since when
    };
    const Row rows[] = {
        {Standing::waiting, Icon::dots, "Memuat data", "Loading data", false},
        {Standing::none, Icon::page, "Data belum tersedia", "No data yet", false},
        {Standing::unreadable, Icon::warning, "Data tidak dapat ditampilkan",
         "The data cannot be shown", true},
        {Standing::expired, Icon::clock, "Data sudah kedaluwarsa", "The data has expired", true},
    };
    CardItem item;
    item.source = source_of("BPKAD", "", 2 * kHour);
    item.source.problem = "HTTP 500";
    for (const Row& row : rows) {
        for (const bool is_public : {true, false}) {
            item.public_audience = is_public;
            const EmptyView id = empty_view(row.standing, {}, item, Speech("id", "Asia/Jakarta"));
            EXPECT_EQ(id.words, row.indonesian);
            EXPECT_EQ(id.icon, row.icon) << row.indonesian;
            EXPECT_EQ(id.detail, row.dated ? "Terakhir diperbarui 24 Nov 2026 08.42" : "");
            EXPECT_EQ(id.problem, is_public ? "" : "HTTP 500");
            const EmptyView en = empty_view(row.standing, {}, item, Speech("en", "Asia/Jakarta"));
            EXPECT_EQ(en.words, row.english);
            EXPECT_EQ(en.detail, row.dated ? "Last updated 24 Nov 2026 08:42" : "");
        }
    }
    CardContentRead content;
    content.problem = "the shaped value is a text";
    EXPECT_EQ(empty_view(Standing::unreadable, content, item, Speech("id", "UTC")).problem,
              "the shaped value is a text")
        << "the card's own problem comes first";
    item.source.updated_ms = 0;
    EXPECT_EQ(empty_view(Standing::unreadable, {}, item, Speech("id", "UTC")).detail, "");
}

}  // namespace
}  // namespace pendopo
