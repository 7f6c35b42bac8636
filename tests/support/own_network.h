#pragma once
// A network of a test's own, in which it may be a camera, a name server, anything.

#include <filesystem>
#include <functional>
#include <string>

namespace pendopo::test {

// Runs `work` in a child process that has a network of its own: a loopback interface that carries
// multicast, and nothing else; and files of its own, see put_in_place. The result of `work`, or
// less than 0, where the system does not allow it; `why` then says so.
int in_own_network(const std::function<int()>& work, std::string& why);

// For work in_own_network, and it alone: what is read at `place` is `file` from now on.
bool put_in_place(const std::filesystem::path& file, const std::filesystem::path& place);

}  // namespace pendopo::test
