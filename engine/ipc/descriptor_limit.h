#pragma once
// How many descriptors a process may have open. Debian gives programs 1,024, for the sake of old
// ones that use select(), and lets each raise that to 524,288; a wall of 1,024 tiles needs some
// thousands, since control keeps one for each picture and label to hand them to a new renderer.

#include <cstddef>

namespace pendopo {

// The most this process may allow itself.
size_t most_descriptors();

// Allows it that many, and with it the processes it starts, until they give it up themselves
// (engine/sandbox).
void raise_descriptor_limit();

}  // namespace pendopo
