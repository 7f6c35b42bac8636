#pragma once
// What a camera's stream can be told, said once: configuration, plan, session and decoder hold this
// value. A new option is a member here, its read in config/camera_config.cpp (with schema and
// REFERENCE.md), its name in engine/ipc/message_codec.h, and its effect.

#include <string>
#include <vector>

#include "engine/base/enum_words.h"
#include "engine/base/geometry.h"

namespace pendopo {

// How packets come. `automatic`: over TCP, and over UDP where the camera says it has no TCP.
enum class Transport { automatic, tcp, udp };
constexpr auto words_of(Transport /*any*/) {
    return enum_words<Transport>(
        {{Transport::automatic, "auto"}, {Transport::tcp, "tcp"}, {Transport::udp, "udp"}});
}

// Pictures of two fields, taken a moment apart, show combs where something moves; blending the two
// takes the combs away. `automatic`: those that the stream flags.
enum class Deinterlace { automatic, on, off };
constexpr auto words_of(Deinterlace /*any*/) {
    return enum_words<Deinterlace>(
        {{Deinterlace::automatic, "auto"}, {Deinterlace::on, "on"}, {Deinterlace::off, "off"}});
}

struct StreamOptions {
    // How it is reached.
    Transport transport = Transport::automatic;
    // SHA-256 of the certificate that an rtsps:// address must show, 64 lower-case hex digits;
    // empty: one that an authority vouches for, with the address's name.
    std::string certificate_sha256;
    bool basic = false;  // a Basic login may be sent in clear
    // Hosts that the camera may redirect to, besides its own.
    std::vector<std::string> redirect_hosts;

    // What its pictures are.
    int max_pixels = 4096 * 3072;      // a larger picture is refused before it is decoded
    bool hardware = true;              // try hardware decoders before software
    SampleAspect sample_aspect{0, 1};  // overrides the stream's when numerator > 0
    Deinterlace deinterlace = Deinterlace::automatic;
    // How many times a tile may enlarge it before a larger stream is taken; of the sub stream.
    double enlarge = 1;
    std::string color_range;   // "", "limited" or "full": overrides the stream's tag
    std::string color_matrix;  // "", "bt601" or "bt709"
    bool operator==(const StreamOptions&) const = default;
};

}  // namespace pendopo
