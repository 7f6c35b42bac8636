#pragma once
// CHECK(condition): always on. A false condition is a bug of ours: it prints where and aborts; the
// supervisor starts the worker again. Never for input, peers or the operating system.

namespace pendopo {
[[noreturn]] void check_failed(const char* file, int line, const char* condition);
}

#define CHECK(condition) \
    ((condition) ? void() : ::pendopo::check_failed(__FILE__, __LINE__, #condition))
