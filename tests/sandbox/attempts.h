#pragma once
// Things a process may try, each as a name and a function that tells how it went: 0, or errno.

#include <functional>
#include <string>
#include <vector>

namespace pendopo::test {

struct Attempt {
    std::string name;
    std::function<int()> go;
};

// What no worker may, whatever its role.
std::vector<Attempt> never();
// What every worker does.
std::vector<Attempt> always();
std::vector<Attempt> reaching_out();     // sockets to others
std::vector<Attempt> generating_code();  // memory that becomes code
std::vector<Attempt> reading(const std::string& path);
std::vector<Attempt> making(const std::string& path);
// By name: "file" and "spare" stand in `folder`.
std::vector<Attempt> changing(const std::string& folder);

bool is_refusal(int error);  // and not some other failure

}  // namespace pendopo::test
