// The lines of a card's foot: what goes, and in which order, as the room gets less.

#include "engine/cards/provenance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace pendopo {
namespace {

using testing::ElementsAre;

const Provenance kAll{"Contoh",
                      {"Sumber: BPKAD", "BPKAD"},
                      {"Periode: Okt 2026", "Okt 2026"},
                      {"Diperbarui 2 jam lalu", "2 jam lalu"}};
const Provenance kLong{"",
                       {"Sumber: Badan Pengelolaan Keuangan dan Aset Daerah",
                        "Badan Pengelolaan Keuangan dan Aset Daerah"},
                       {"Periode: Okt 2026", "Okt 2026"},
                       {"Diperbarui 2 jam lalu", "2 jam lalu"}};

// Letters of one width: a room of so many.
double letters(std::string_view text) {
    return static_cast<double>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}
FootLines lines(const Provenance& provenance, double width, size_t most, double last = 0) {
    return foot_lines(provenance, {width, last > 0 ? last : width, most}, letters);
}

TEST(FootLines, ItsWordsGetFewerBeforeALineIsBroken) {
    EXPECT_THAT(lines(kAll, 100, 1).lines,
                ElementsAre("Contoh · Sumber: BPKAD · Periode: Okt 2026 · Diperbarui 2 jam lalu"));
    EXPECT_THAT(lines(kAll, 60, 1).lines,
                ElementsAre("Contoh · Sumber: BPKAD · Okt 2026 · Diperbarui 2 jam lalu"));
    EXPECT_THAT(lines(kAll, 50, 1).lines,
                ElementsAre("Contoh · Sumber: BPKAD · Okt 2026 · 2 jam lalu"));
    EXPECT_THAT(lines(kAll, 38, 1).lines, ElementsAre("Contoh · BPKAD · Okt 2026 · 2 jam lalu"));
}

TEST(FootLines, AreBrokenBetweenPartsOnly) {
    EXPECT_THAT(lines(kAll, 41, 2).lines,
                ElementsAre("Contoh · Sumber: BPKAD", "Periode: Okt 2026 · Diperbarui 2 jam lalu"));
    EXPECT_THAT(lines(kAll, 24, 3).lines, ElementsAre("Contoh · Sumber: BPKAD", "Periode: Okt 2026",
                                                      "Diperbarui 2 jam lalu"));
}

TEST(FootLines, TheLastIsAsShortAsTheStateBesideItWants) {
    EXPECT_THAT(lines(kAll, 40, 2, 22).lines,
                ElementsAre("Contoh · Sumber: BPKAD · Okt 2026", "Diperbarui 2 jam lalu"));
}

TEST(FootLines, APublisherLosesItsMiddleAndNothingOfTheRestGoes) {
    const FootLines cut = lines(kLong, 50, 1);
    EXPECT_THAT(cut.lines, ElementsAre("Badan Pengelo…Aset Daerah · Okt 2026 · 2 jam lalu"));
    EXPECT_TRUE(cut.source_cut);
    EXPECT_FALSE(cut.source_left_out);
    const FootLines two = lines(kLong, 34, 2);
    EXPECT_THAT(two.lines,
                ElementsAre("Badan Pengelolaan…dan Aset Daerah", "Okt 2026 · 2 jam lalu"));
}

TEST(FootLines, ARemarkGoesBeforeThePublisherAndThatBeforePeriodAndAge) {
    Provenance noted = kLong;
    noted.note = "Angka sementara, belum diaudit";
    const FootLines without_note = lines(noted, 50, 1);
    EXPECT_THAT(without_note.lines,
                ElementsAre("Badan Pengelo…Aset Daerah · Okt 2026 · 2 jam lalu"));
    EXPECT_TRUE(without_note.note_left_out);
    const FootLines without_source = lines(noted, 30, 1);
    EXPECT_THAT(without_source.lines, ElementsAre("Okt 2026 · 2 jam lalu"));
    EXPECT_TRUE(without_source.note_left_out);
    EXPECT_TRUE(without_source.source_left_out);
    // And even where those have no room they are what is there.
    EXPECT_THAT(lines(noted, 12, 1).lines, ElementsAre("Okt 2026 · 2 jam lalu"));
}

TEST(FootLines, OfNothingThereIsNone) {
    EXPECT_TRUE(Provenance{}.empty());
    EXPECT_TRUE(lines({}, 40, 2).lines.empty());
}

}  // namespace
}  // namespace pendopo
