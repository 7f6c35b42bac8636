#pragma once
// What people are told of a climb: what was found and what to do, in Indonesian and in English.
// Nothing a camera said stands in it but names of codecs, and nothing of an address but host and
// port. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "decoders/probe/probe_cause.h"

namespace pendopo {

struct ProbeWords {
    std::string text_id;
    std::string text_en;
    std::string advice_id;
    std::string advice_en;
};

// What the words may name.
struct ProbePlace {
    std::string host;
    int port = 554;
    int status = 0;           // of the last reply
    std::string certificate;  // SHA-256
    std::string codecs;       // "AV1, H263"
    std::string size;         // "7680x4320"
    int max_pixels = 0;
    int seconds = 0;  // that were waited
    // What answers there instead.
    int other_port = 0;
    std::vector<std::string> found_paths;
};

ProbeWords words_for(ProbeCause cause, const ProbePlace& place);

// What is worth knowing of a camera that works.
enum class ProbeWarning {
    no_login_asked,  // anybody on the network may watch
    basic_in_clear,
    password_in_path,  // it takes the login in path or query, which others log
    udp_was_needed,
    was_redirected,
    long_group,  // key pictures are rare
    clock_wrong,
    larger_than_tile,
    narrow_samples,  // looks squeezed, and does not say its sample aspect
    damaged_pictures,
    costly,
    slow,  // fewer than 5 pictures a second
};
constexpr auto words_of(ProbeWarning /*any*/) {
    using enum ProbeWarning;
    return enum_words<ProbeWarning>({{no_login_asked, "no_login_asked"},
                                     {basic_in_clear, "basic_in_clear"},
                                     {password_in_path, "password_in_path"},
                                     {udp_was_needed, "udp_was_needed"},
                                     {was_redirected, "was_redirected"},
                                     {long_group, "long_group"},
                                     {clock_wrong, "clock_wrong"},
                                     {larger_than_tile, "larger_than_tile"},
                                     {narrow_samples, "narrow_samples"},
                                     {damaged_pictures, "damaged_pictures"},
                                     {costly, "costly"},
                                     {slow, "slow"}});
}
// `amount`: what the words name (a duration, a size, a share), already written in both languages.
struct BothTexts {
    std::string id;
    std::string en;
    bool operator==(const BothTexts&) const = default;
};
BothTexts words_for(ProbeWarning warning, const BothTexts& amount = {});

// A number as people read it: "2,5" and "2.5".
BothTexts number_text(double value, int decimals);
// "40 ms", "2,5 detik", "3 menit", "2 jam", "3 hari", "2 tahun"; never negative.
BothTexts duration_text(int64_t ms);

}  // namespace pendopo
