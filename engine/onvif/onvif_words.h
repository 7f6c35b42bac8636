#pragma once
// What went wrong and what to do about it, in plain words. Pure.

#include <optional>
#include <string>

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/onvif/onvif_client.h"

namespace pendopo {

struct BothWords {
    std::string id;
    std::string en;
    bool operator==(const BothWords&) const = default;
    // Another sentence behind; an empty one changes nothing.
    void append(const BothWords& more);
};

// `host`: the device, as people know it; `make`: as it calls itself, perhaps unknown.
BothWords words_of_failure(const OnvifFailure& failure, const std::string& host,
                           const std::string& make, std::optional<Seconds> skew);

// It worked, but: empty when the clock differs by less than a minute.
BothWords words_of_clock(Seconds skew);
// The device told another address than it has.
BothWords words_of_corrected_address(const std::string& host);
// Not all profiles could be asked for.
BothWords words_of_missing_streams(size_t missing);

// A search that could not be made.
BothWords words_of_search(const Error& error);

// "7 menit", "3 jam", "2 hari" · "7 minutes", "3 hours", "2 days".
BothWords duration_words(Seconds duration);

}  // namespace pendopo
