#pragma once
// The address that a name of a computer stands for.

#include <string>

namespace pendopo {

// IPv4 where there is one, as cameras have it; empty: nobody knows the name. Blocks as long as the
// system's resolver does (10 s); control's patience with the worker includes that.
std::string name_to_address(const std::string& name);

}  // namespace pendopo
