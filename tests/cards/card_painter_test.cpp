#include "engine/cards/card_painter.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cards/picture.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

CardFace strip(CardKind kind, PixelSize size, int font_px = 64) {
    CardFace face;
    face.kind = kind;
    face.size = size;
    face.font_px = font_px;
    if (kind == CardKind::badge) {
        face.status = "Berhenti";
        face.note = "sejak 10.42";
        face.icon = Icon::pause;
    } else {
        face.title = "RSUD Blambangan · Lobi";
    }
    return face;
}

CardFace placeholder(PixelSize size) {
    CardFace face;
    face.kind = CardKind::placeholder;
    face.size = size;
    face.title = "RSUD Blambangan · Lobi";
    face.status = "Tidak tersambung";
    face.note = "sejak 10.42";
    face.icon = Icon::camera_off;
    return face;
}

CardFace tile(CardKind kind, PixelSize size, std::string title) {
    CardFace face;
    face.kind = kind;
    face.size = size;
    face.title = std::move(title);
    face.status = "Selasa, 24 November 2026";
    face.note = "WIB";
    return face;
}

// The rows and columns that hold anything but the ground.
PixelRect ink_of(const Picture& picture) {
    const Pixel ground = picture.at(0, 0);
    int left = picture.size.width, top = picture.size.height, right = 0, bottom = 0;
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            const Pixel pixel = picture.at(x, y);
            if (pixel.red != ground.red || pixel.green != ground.green) {
                left = std::min(left, x);
                top = std::min(top, y);
                right = std::max(right, x + 1);
                bottom = std::max(bottom, y + 1);
            }
        }
    }
    return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

TEST(CardPainter, ALabelIsAsLargeAsItsName) {
    const CardFace label = strip(CardKind::label, {1920, 1080});
    const PixelSize size = measure_card(label);
    // Caption is 0.7 × 64 = 44.8 px; its strip 1.53 of that.
    EXPECT_EQ(size.height, 69);
    EXPECT_GT(size.width, 400);
    EXPECT_LT(size.width, 700);
    CardFace longer = label;
    longer.title += " Utara";
    EXPECT_GT(measure_card(longer).width, size.width);
}

TEST(CardPainter, StripsNeverOutgrowTheirSize) {
    for (const CardKind kind : {CardKind::label, CardKind::badge}) {
        for (const int width : {1, 7, 40, 64, 100, 200, 333, 480, 5000}) {
            for (const int height : {1, 9, 30, 68, 400}) {
                const Picture picture = draw(strip(kind, {width, height}));
                EXPECT_LE(picture.size.width, width);
                EXPECT_LE(picture.size.height, height);
            }
        }
    }
}

TEST(CardPainter, NothingToSayIsNoPicture) {
    CardFace label = strip(CardKind::label, {480, 270});
    label.title.clear();
    EXPECT_TRUE(measure_card(label).empty());
    EXPECT_TRUE(measure_card(placeholder({0, 270})).empty());
}

TEST(CardPainter, ANarrowBadgeGivesUpTheTimeThenSizeThenTheWord) {
    const CardFace badge = strip(CardKind::badge, {2000, 200});
    CardFace silent = badge;
    silent.note.clear();
    const int full = measure_card(badge).width;
    const int word = measure_card(silent).width;
    const auto at = [&](int width) {
        CardFace narrow = badge;
        narrow.size.width = width;
        return measure_card(narrow);
    };
    EXPECT_EQ(at(full).width, full);
    EXPECT_EQ(at(full - 1).width, word);
    EXPECT_EQ(at(word).height, at(full).height);
    EXPECT_LT(at(word - 1).height, at(full).height);
    EXPECT_LE(at(80).width, 80);
    EXPECT_GT(at(80).width, 30);  // the icon alone
}

TEST(CardPainter, StripTextIsReadableOverAnyPicture) {
    for (const CardKind kind : {CardKind::label, CardKind::badge}) {
        const Picture picture = draw(strip(kind, {1920, 1080}));
        for (const int grey : {0, 128, 255}) {
            // Left of the words there is only the strip; the brightest pixel is a letter's.
            const double ground = luminance(picture.over(grey, 4, picture.size.height / 2));
            double text = 0;
            for (int x = 0; x < picture.size.width; ++x) {
                text = std::max(text, luminance(picture.over(grey, x, picture.size.height / 2)));
            }
            EXPECT_GE(contrast(text, ground), 4.5) << "over grey " << grey;
        }
    }
}

TEST(CardPainter, StripPixelsArePremultiplied) {
    const Picture picture = draw(strip(CardKind::badge, {1920, 1080}));
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            const Pixel pixel = picture.at(x, y);
            ASSERT_LE(std::max({pixel.red, pixel.green, pixel.blue}), pixel.alpha);
        }
    }
    EXPECT_LT(picture.at(0, 0).alpha, 60);  // the corner is rounded
}

TEST(CardPainter, TilesAreOpaqueGroundOfTheFullSize) {
    for (const PixelSize size : {PixelSize{320, 180}, {480, 270}, {1920, 1080}, {400, 1080}}) {
        for (const CardFace& face :
             {placeholder(size), tile(CardKind::clock, size, "10.42.07"),
              tile(CardKind::text, size, "# Selamat datang\nSilakan ambil nomor antrean.")}) {
            const Picture picture = draw(face);
            ASSERT_EQ(picture.size, size);
            for (int y = 0; y < size.height; ++y) {
                for (int x = 0; x < size.width; ++x) {
                    ASSERT_EQ(picture.at(x, y).alpha, 255);
                }
            }
            EXPECT_EQ(picture.at(0, 0).red, 0x0E);
            EXPECT_EQ(picture.at(0, 0).green, 0x17);
            EXPECT_EQ(picture.at(0, 0).blue, 0x26);
        }
    }
}

TEST(CardPainter, ATileOfOnePixelIsStillDrawn) {
    for (const CardKind kind : {CardKind::placeholder, CardKind::clock, CardKind::text}) {
        EXPECT_EQ(draw(tile(kind, {1, 1}, "10.42.07")).at(0, 0).alpha, 255);
    }
}

TEST(CardPainter, WhatATileSaysIsCentredAndInside) {
    for (const PixelSize size :
         {PixelSize{320, 180}, {480, 270}, {960, 540}, {1920, 1080}, {1920, 216}}) {
        for (const CardFace& face : {placeholder(size), tile(CardKind::clock, size, "10.42.07"),
                                     tile(CardKind::text, size, "Silakan duduk.")}) {
            const PixelRect ink = ink_of(draw(face));
            ASSERT_FALSE(ink.empty());
            EXPECT_NEAR(ink.x + ink.width / 2.0, size.width / 2.0, 0.03 * size.width);
            EXPECT_NEAR(ink.y + ink.height / 2.0, size.height / 2.0, 0.1 * size.height);
            EXPECT_GE(ink.x, 3);
            EXPECT_GE(ink.y, 3);
            EXPECT_LE(ink.right(), size.width - 3);
            EXPECT_LE(ink.bottom(), size.height - 3);
        }
    }
}

TEST(CardPainter, ALongNameStaysInsideItsTile) {
    CardFace face = placeholder({320, 180});
    face.title =
        "Kantor Dinas Kependudukan dan Pencatatan Sipil Kabupaten · Loket Pelayanan Nomor 3";
    for (const bool spot : {true, false}) {
        if (!spot) {
            face.title.erase(face.title.find(" ·"), 3);
        }
        const PixelRect ink = ink_of(draw(face));
        EXPECT_GE(ink.x, 10);
        EXPECT_LE(ink.right(), 310);
        EXPECT_GE(ink.y, 5);
        EXPECT_LE(ink.bottom(), 175);
    }
}

TEST(CardPainter, AClockKeepsItsPlaceWhileItRuns) {
    CardFace face = tile(CardKind::clock, {960, 540}, "11.11.11");
    const PixelRect ones = ink_of(draw(face));
    face.title = "20.08.58";
    const PixelRect eights = ink_of(draw(face));
    EXPECT_NEAR(ones.right(), eights.right(), 2);  // the zone's last letter stands still
}

TEST(CardPainter, TooMuchTextEndsInsideItsTile) {
    std::string much = "# Pengumuman\n";
    for (int i = 0; i < 200; ++i) {
        much += "Pelayanan dipindahkan ke lantai dua.\n";
    }
    for (const PixelSize size : {PixelSize{960, 540}, {320, 180}, {200, 80}}) {
        const PixelRect ink = ink_of(draw(tile(CardKind::text, size, much)));
        EXPECT_GE(ink.y, 1);
        EXPECT_LE(ink.bottom(), size.height);
        EXPECT_LE(ink.right(), size.width);
    }
}

TEST(CardPainter, SizesFollowTheDisplaysFont) {
    const PixelSize hd = measure_card(strip(CardKind::label, {1920, 1080}, 64));
    const PixelSize uhd = measure_card(strip(CardKind::label, {3840, 2160}, 128));
    EXPECT_NEAR(uhd.height, 2 * hd.height, 2);
    EXPECT_NEAR(uhd.width, 2 * hd.width, 4);
}

// Everything that a card may say besides its figures is seen when it is said.
TEST(CardPainter, EveryPartOfACardIsDrawn) {
    struct Row {
        const char* what;
        const char* kind;
        const char* keys;
        const char* without;  // the value, or further keys of a card that has none
        const char* with;
    };
    const char* number = R"("title": "T", "source": "x", "format": "number")";
    const Row rows[] = {
        {"label", "number", number, R"({"value": 5})", R"({"value": 5, "label": "Oktober"})"},
        {"series", "number", number, R"({"value": 5})", R"({"value": 5, "series": [1, 9, 3]})"},
        {"target", "number", number, R"({"value": 5})", R"({"value": 5, "target": 9})"},
        {"previous", "number", number, R"({"value": 5})", R"({"value": 5, "previous": 9})"},
        {"note", "progress", R"("title": "T", "source": "x")", R"([{"label": "A", "value": 5}])",
         R"([{"label": "A", "value": 5, "note": "n"}])"},
        {"target", "progress", R"("title": "T", "source": "x")", R"([{"label": "A", "value": 5}])",
         R"([{"label": "A", "value": 5, "target": 9}])"},
        {"bold", "text", R"("title": "T", "source": "x")", R"("satu dua")", R"("satu <b>dua</b>")"},
    };
    const auto drawn = [](const Row& row, std::string_view keys, const char* value) {
        return draw(sample_card(row.kind, keys, value, {960, 540}, 40).face());
    };
    for (const Row& row : rows) {
        EXPECT_NE(drawn(row, row.keys, row.without).bytes, drawn(row, row.keys, row.with).bytes)
            << row.kind << " " << row.what;
    }
    const Row plain[] = {
        {"align", "text", R"("title": "T", "text": "satu")", "", R"(, "align": "center")"},
        {"subtitle", "text", R"("title": "T", "text": "satu")", "", R"(, "subtitle": "S")"},
        {"note", "text", R"("title": "T", "text": "satu")", "", R"(, "note": "Contoh")"},
        {"date", "clock", R"("zones": ["UTC"])", "", R"(, "date": false)"},
        {"name", "clock", R"("date": false)", R"(, "zones": ["UTC"])",
         R"(, "zones": [{"zone": "UTC", "name": "N"}])"},
        {"caption", "qr", R"("title": "T", "content": "a.go.id")", "", R"(, "caption": "C")"},
        {"purpose", "notice", R"("operator": "A", "contact": "B")", "", R"(, "purpose": "P")"},
    };
    for (const Row& row : plain) {
        EXPECT_NE(drawn(row, std::string(row.keys) + row.without, "").bytes,
                  drawn(row, std::string(row.keys) + row.with, "").bytes)
            << row.kind << " " << row.what;
    }
}

// Source, period and age are all seen in a tile over a camera, too: each makes another picture.
TEST(CardPainter, ANarrowCardSaysItsWholeProvenance) {
    const auto drawn = [](const char* publisher, const char* period, int hours) {
        Sample sample = sample_card("number", R"("title": "Tempat tidur terisi", "source": "x")",
                                    R"({"value": 74})", {760, 540}, 64);
        sample.item.source.publisher = publisher;
        sample.item.source.period = period;
        sample.item.source.updated_ms = sample.now_ms - int64_t{hours} * 3'600'000;
        return draw(sample.face()).bytes;
    };
    const auto whole = drawn("RSUD Blambangan (contoh)", "24 Nov 2026", 8);
    EXPECT_NE(drawn("RSUD Blambangan (contoh)", "25 Nov 2026", 8), whole) << "no period";
    EXPECT_NE(drawn("RSUD Blambangan (sampel)", "24 Nov 2026", 8), whole) << "no source";
    EXPECT_NE(drawn("RSUD Blambangan (contoh)", "24 Nov 2026", 9), whole) << "no age";
}

// Half of one leads nowhere.
TEST(CardPainter, AnAddressBesideItsCodeIsWholeOrNotThere) {
    const auto shows_address = [](PixelSize size) {
        CardFace face = sample_card("qr",
                                    R"("title": "Sampaikan pengaduan",
                                       "content": "https://pengaduan.example.go.id",
                                       "caption": "Pindai dengan kamera ponsel")",
                                    "", size, 64)
                            .face();
        const Picture whole = draw(face);
        std::get<QrView>(face.view->body).address.clear();
        return draw(face).bytes != whole.bytes;
    };
    EXPECT_TRUE(shows_address({1920, 1080}));
    EXPECT_FALSE(shows_address({710, 540}));
}

TEST(CardPainter, ACentredTextStandsInTheMiddle) {
    const auto ink = [](const char* align) {
        const std::string keys = R"("text": "satu", "align": ")" + std::string(align) + '"';
        return ink_of(draw(sample_card("text", keys, "", {960, 540}, 40).face()));
    };
    const PixelRect left = ink("left");
    const PixelRect centred = ink("center");
    EXPECT_NEAR(centred.width, left.width, 2);
    EXPECT_NEAR(centred.x + centred.width / 2, 480, 4);
    EXPECT_LT(left.x, 100);
}

TEST(Ticker, ComesRoundWithoutASeam) {
    const auto ticker = [](int tile_width) {
        return draw(
            sample_card("ticker", R"("items": ["Buka 08.00", "é – x"])", "", {tile_width, 60}, 40)
                .face());
    };
    const Picture once = ticker(1);
    const Picture often = ticker(1200);
    ASSERT_GE(often.size.width, 1200);
    ASSERT_EQ(often.size.width % once.size.width, 0);
    ASSERT_GT(often.size.width / once.size.width, 1);
    // Whatever is drawn at the end of one round and the beginning of the next is what a single
    // round shows when it meets itself.
    for (int x = 0; x < often.size.width; ++x) {
        for (int y = 0; y < 60; ++y) {
            const Pixel a = often.at(x, y);
            const Pixel b = once.at(x % once.size.width, y);
            ASSERT_TRUE(a.red == b.red && a.green == b.green && a.blue == b.blue) << x << " " << y;
        }
    }
    // Text ends before the seam, and the next begins behind it.
    for (int y = 0; y < 60; ++y) {
        for (const int x : {0, 1, 2, 10}) {
            EXPECT_EQ(once.at(x, y).red, once.at(0, 0).red);
        }
    }
}

}  // namespace
}  // namespace pendopo
