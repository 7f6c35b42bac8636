# Build rules shared by every folder: language level, warnings, sanitizers, and the three kinds of
# target the project has (module, program, test).
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

# The environment may say so too, for builds that another script configures.
option(PENDOPO_WERROR "Treat compiler warnings as errors (on in CI)" "$ENV{PENDOPO_WERROR}")
option(PENDOPO_FUZZ "Let libFuzzer drive the fuzzers (needs clang)" OFF)
set(PENDOPO_SANITIZE "" CACHE STRING "Comma-separated -fsanitize list: address,undefined or thread")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Paths below the checkout are hashed relative to it, so that two checkouts share what they compile.
  set(ccache "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    "${CCACHE_PROGRAM}")
  set(CMAKE_C_COMPILER_LAUNCHER ${ccache})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ccache})
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(pendopo_options INTERFACE)
target_include_directories(pendopo_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(pendopo_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -fno-omit-frame-pointer
  # GCC 12 reports false uses of std::optional payloads under -O2.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<CXX_COMPILER_ID:Clang>:-Wthread-safety>
  $<$<BOOL:${PENDOPO_WERROR}>:-Werror>)
if(PENDOPO_SANITIZE)
  add_compile_options(-fsanitize=${PENDOPO_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${PENDOPO_SANITIZE})
  add_compile_definitions(PENDOPO_SANITIZED)
  if(PENDOPO_SANITIZE MATCHES undefined)
    # JavaScriptCore is built without the type information that this check compares with, and ends
    # its shared pointers in whichever copy of that template was loaded first.
    add_compile_options(-fno-sanitize=vptr)
  endif()
endif()
if(PENDOPO_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# pendopo_module(NAME SOURCES a.cpp … [PUBLIC lib …] [PRIVATE lib …])
function(pendopo_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC pendopo_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# pendopo_program(NAME SOURCES a.cpp … LIBS lib …): an executable in build/bin.
function(pendopo_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE pendopo_options ${arg_LIBS})
endfunction()

# pendopo_test(NAME [FOREIGN_LEAKS] [APART] SOURCES a_test.cpp … LIBS lib … [LABELS l …] [TIMEOUT s] [PROPERTIES …])
# Every TEST becomes one ctest entry; under a sanitizer, whose start is slow, every program of tests
# that are neither integration tests nor APART (long ones, to run side by side). FOREIGN_LEAKS: it
# runs Mesa, fontconfig, GStreamer or JavaScriptCore, which keep memory of theirs until the end, partly
# in modules that are unloaded by then and so cannot be named in a suppression; leaks are then not
# looked for, everything else is.
function(pendopo_test name)
  cmake_parse_arguments(arg "FOREIGN_LEAKS;APART" "TIMEOUT" "SOURCES;LIBS;LABELS;PROPERTIES" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 60)
  endif()
  if(PENDOPO_SANITIZE)  # slower by 2 to 15 times
    math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
  endif()
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(arg_FOREIGN_LEAKS AND PENDOPO_SANITIZE MATCHES address)
    list(APPEND arg_PROPERTIES ENVIRONMENT ASAN_OPTIONS=detect_leaks=0)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE
    pendopo_options ${arg_LIBS} pendopo_source_folder GTest::gmock GTest::gtest_main)
  if(PENDOPO_SANITIZE AND NOT arg_APART AND NOT "integration" IN_LIST arg_LABELS)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES
      TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" ${arg_PROPERTIES})
  else()
    gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
      PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" ${arg_PROPERTIES})
  endif()
endfunction()

# pendopo_fuzzer(NAME [FOREIGN_LEAKS] SOURCES x_fuzz.cpp LIBS lib … CORPUS folder …): under the presets
# asan and fuzz, a libFuzzer binary and a ctest entry that runs it for ten seconds; what it finds is
# kept in the build folder. In every other build the same file runs its seed corpus as an ordinary
# test, so that it cannot rot. The target pendopo_fuzzers builds them all.
add_custom_target(pendopo_fuzzers)
function(pendopo_fuzzer name)
  cmake_parse_arguments(arg "FOREIGN_LEAKS" "" "SOURCES;LIBS;CORPUS" ${ARGN})
  if(PENDOPO_FUZZ)
    add_executable(${name} ${arg_SOURCES})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/found/${name}")
    add_test(NAME ${name} COMMAND ${name} -max_total_time=10 -timeout=5 -rss_limit_mb=1024
      "${CMAKE_BINARY_DIR}/found/${name}" ${arg_CORPUS})
    set(test ${name})
  else()
    add_executable(${name} ${arg_SOURCES} "${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp")
    add_test(NAME ${name}_corpus COMMAND ${name} ${arg_CORPUS})
    set(test ${name}_corpus)
  endif()
  set_tests_properties(${test} PROPERTIES LABELS fuzz TIMEOUT 60)
  if(arg_FOREIGN_LEAKS AND (PENDOPO_FUZZ OR PENDOPO_SANITIZE MATCHES address))
    set_tests_properties(${test} PROPERTIES ENVIRONMENT ASAN_OPTIONS=detect_leaks=0)
  endif()
  target_link_libraries(${name} PRIVATE pendopo_options ${arg_LIBS})
  add_dependencies(pendopo_fuzzers ${name})
endfunction()
