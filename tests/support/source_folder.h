#pragma once
// Where this checkout is, for tests that read its files. One object file knows it, so that two
// checkouts share everything else they compile.

#include <string>

namespace pendopo::test {

std::string source_folder();  // absolute, without a slash at its end

}  // namespace pendopo::test
