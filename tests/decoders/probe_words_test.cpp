#include "decoders/probe/probe_words.h"

#include <gtest/gtest.h>

#include <set>

namespace pendopo {
namespace {

ProbePlace place() {
    ProbePlace place;
    place.host = "192.0.2.7";
    place.port = 8554;
    place.status = 404;
    place.certificate = std::string(64, 'a');
    place.codecs = "AV1";
    place.size = "7680x4320";
    place.max_pixels = 12'582'912;
    place.seconds = 7;
    return place;
}

TEST(ProbeWords, EveryCauseHasItsOwnInBothLanguages) {
    std::set<std::string> texts;
    for (const auto& row : words_of(ProbeCause{})) {
        const ProbeWords words = words_for(row.value, place());
        for (const std::string& text : {words.text_id, words.text_en}) {
            EXPECT_FALSE(text.empty()) << row.word;
            EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
            EXPECT_EQ(text.back(), '.') << text;
            EXPECT_TRUE(texts.insert(text).second) << "said twice: " << text;
        }
        for (const std::string& advice : {words.advice_id, words.advice_en}) {
            EXPECT_EQ(advice.empty(), row.value == ProbeCause::cancelled) << row.word;
            EXPECT_EQ(advice.find_first_of("{}"), std::string::npos) << advice;
        }
    }
}

TEST(ProbeWords, SayWhatAndWhatToDo) {
    const struct {
        ProbeCause cause;
        ProbeWords words;
    } kRows[] = {
        {ProbeCause::port_closed,
         {"192.0.2.7 ada, tetapi tidak ada yang mendengarkan di port 8554.",
          "192.0.2.7 is there, but nothing listens on port 8554.",
          "Periksa port RTSP di pengaturan kamera (biasanya 554), dan bahwa RTSP dihidupkan di "
          "sana.",
          "Check the RTSP port in the camera's settings (554 as a rule), and that RTSP is switched "
          "on there."}},
        {ProbeCause::no_keyframe,
         {"Video mengalir, tetapi tidak ada gambar kunci (I-frame) dalam 7 detik, jadi belum ada "
          "yang bisa ditampilkan.",
          "Video flows, but no key picture (I-frame) came within 7 s, so nothing can be shown yet.",
          "Setel jarak I-frame ke 2 detik (50 gambar pada 25 per detik) dan matikan smart codec "
          "(H.264+, H.265+, Smart Stream, Zipstream); atau coba dengan kesabaran lebih lama.",
          "Set the I-frame interval to 2 s (50 pictures at 25 a second) and switch the smart codec "
          "off (H.264+, H.265+, Smart Stream, Zipstream); or try with more patience."}},
        {ProbeCause::too_large,
         {"Gambarnya 7680x4320, lebih besar dari batas 12582912 piksel.",
          "The picture is 7680x4320, larger than the limit of 12582912 pixels.",
          "Turunkan resolusi kamera, pakai sub-stream, atau naikkan \"max_pixels\".",
          "Lower the camera's resolution, use the sub-stream, or raise \"max_pixels\"."}},
    };
    for (const auto& row : kRows) {
        const ProbeWords words = words_for(row.cause, place());
        EXPECT_EQ(words.text_id, row.words.text_id);
        EXPECT_EQ(words.text_en, row.words.text_en);
        EXPECT_EQ(words.advice_id, row.words.advice_id);
        EXPECT_EQ(words.advice_en, row.words.advice_en);
    }
}

// A host may be called as it likes; it is no part of a pattern.
TEST(ProbeWords, TakeBracesInNamesAsTheyAre) {
    ProbePlace odd = place();
    odd.host = "{port}";
    EXPECT_EQ(words_for(ProbeCause::name_unknown, odd).text_en,
              "The name {port} is not known in this network.");
}

TEST(ProbeWords, WhatAnswersInsteadComesFirst) {
    ProbePlace found = place();
    found.other_port = 554;
    EXPECT_EQ(words_for(ProbeCause::web_port, found).advice_en,
              "Port 554 of this address speaks RTSP: use that one. Use the camera's RTSP port, 554 "
              "as a rule. Ports 80, 8000 or 8080 are for web pages and ONVIF.");
    found.other_port = 0;
    found.found_paths = {"/stream1", "/stream2"};
    EXPECT_TRUE(words_for(ProbeCause::path_unknown, found)
                    .advice_id.starts_with(
                        "Di kamera ini ada video di jalur /stream1, /stream2. Coba salah satu"));
}

TEST(ProbeWords, EveryWarningHasItsOwn) {
    std::set<std::string> texts;
    for (const auto& row : words_of(ProbeWarning{})) {
        const BothTexts words = words_for(row.value, {"tiga", "three"});
        EXPECT_TRUE(texts.insert(words.id).second) << row.word;
        EXPECT_TRUE(texts.insert(words.en).second) << row.word;
        EXPECT_EQ(words.id.find_first_of("{}"), std::string::npos) << words.id;
        EXPECT_EQ(words.en.find_first_of("{}"), std::string::npos) << words.en;
    }
    EXPECT_EQ(words_for(ProbeWarning::clock_wrong, duration_text(-7'200'000)),
              (BothTexts{"Jam kamera meleset 2 jam. Setel NTP di kamera.",
                         "The camera's clock is wrong by 2 hours. Set NTP in the camera."}));
}

TEST(DurationText, IsReadInItsLargestUnit) {
    const struct {
        int64_t ms;
        BothTexts text;
    } kRows[] = {
        {0, {"0 ms", "0 ms"}},
        {40, {"40 ms", "40 ms"}},
        {-999, {"999 ms", "999 ms"}},
        {2'000, {"2 detik", "2 s"}},
        {2'540, {"2,5 detik", "2.5 s"}},
        {60'000, {"1 menit", "1 minute"}},
        {90'000, {"1,5 menit", "1.5 minutes"}},
        {12'345'678, {"3,4 jam", "3.4 hours"}},
        {int64_t{20} * 86'400'000, {"20 hari", "20 days"}},
        {int64_t{56} * 365 * 86'400'000, {"56 tahun", "56 years"}},
    };
    for (const auto& row : kRows) {
        EXPECT_EQ(duration_text(row.ms).id, row.text.id) << row.ms;
        EXPECT_EQ(duration_text(row.ms).en, row.text.en) << row.ms;
    }
}

}  // namespace
}  // namespace pendopo
