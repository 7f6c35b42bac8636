#pragma once
// What the readers of several files say in the same words. (`in_both`: config/in_both.h.)

#include <string_view>

#include "config/in_both.h"

namespace pendopo {

// What unknown_name() says is not there.
inline const LocalText kCardNoun{"kartu", "card"};
inline const LocalText kCameraNoun{"kamera", "camera"};
inline const LocalText kLayoutNoun{"tata letak", "layout"};
inline const LocalText kLoginNoun{"login di secrets.json bernama", "login in secrets.json named"};

inline const LocalText kExpectedHost{
    "seharusnya nama atau alamat komputer, tanpa skema, login, atau port",
    "expected the name or address of a computer, without scheme, login or port"};
inline const LocalText kHttpsUrl{"alamat seperti https://host[:port]/jalur",
                                 "a URL like https://host[:port]/path"};

// A key that goes with another one, which is not there.
inline LocalText means_nothing(std::string_view goes_with) {
    return in_both("tidak berarti di sini; pasangannya {}", "means nothing here; it goes with {}",
                   goes_with);
}
inline LocalText given_too(std::string_view quoted) {
    return in_both("{} juga ada; pertahankan salah satu", "{} is given too; keep one of the two",
                   quoted);
}

}  // namespace pendopo
