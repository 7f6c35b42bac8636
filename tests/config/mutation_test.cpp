// Damaged files never crash a reader, and every refusal says where.

#include <gtest/gtest.h>

#include <random>

#include "config/camera_config.h"
#include "config/data_config.h"
#include "config/json_reader.h"
#include "config/wall_config.h"
#include "tests/config/good_files.h"

namespace pendopo {
namespace {

// One or a few of the accidents that happen to files: bytes changed, cut, doubled, moved, invalid
// UTF-8 in a string, brackets piled up, and words swapped for others of JSON.
std::string mutate(std::string text, std::mt19937& random) {
    const auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
    const char* const words[] = {"null",  "{}",       "[]",   "-1",
                                 "1e400", "\"\"",     "true", "\"\xFF",
                                 "\\u0",  "\xC3\x28", ",",    "18446744073709551616"};
    for (size_t i = 0, count = 1 + below(3); i < count; ++i) {
        const size_t at = below(text.size());
        const size_t length = below(std::min<size_t>(40, text.size() - at + 1));
        switch (below(8)) {
            case 0:
                text[at] = static_cast<char>(random());
                break;
            case 1:
                text.resize(at);
                break;
            case 2:
                text.erase(at, length);
                break;
            case 3:
                text.insert(at, text.substr(at, length));
                break;
            case 4:
                text.insert(at, text.substr(below(text.size()), length));
                break;
            case 5:
                text.insert(at, std::string(below(200), "[{\""[below(3)]));
                break;
            case 6:
                text.replace(at, length, words[below(std::size(words))]);
                break;
            case 7: {  // a value for another, which keeps the file JSON more often
                const size_t colon = text.find(": ", at);
                const size_t end = text.find_first_of(",}\n", colon);
                if (colon != std::string::npos && end != std::string::npos) {
                    text.replace(colon + 2, end - colon - 2, words[below(7)]);
                }
                break;
            }
        }
        if (text.empty()) {
            text = "x";
        }
    }
    return text;
}

template <class T>
bool good_or_placed(const ConfigResult<T>& result) {
    if (result) {
        return true;
    }
    for (const Problem& problem : result.error()) {
        const bool placed = problem.line > 0 && problem.column > 0;
        const bool whole_file = problem.text.en.find("file is empty") != std::string::npos ||
                                problem.text.en.find("UTF-16") != std::string::npos ||
                                problem.text.en.find("more problems") != std::string::npos;
        const bool in_both_languages = !problem.text.id.empty() && !problem.text.en.empty() &&
                                       problem.text.id != problem.text.en;
        if ((!placed && !whole_file) || !in_both_languages) {
            return false;
        }
    }
    return !result.error().empty();
}

TEST(Mutations, TwoThousandDamagedFilesAreReadOrRefusedWithAPlace) {
    const std::string wall = good_file("wall");
    const std::string cameras = good_file("cameras");
    const std::string secrets = good_file("secrets");
    const std::string data = good_file("data");
    int refused = 0;
    for (unsigned seed = 0; seed < 2000; ++seed) {
        std::mt19937 random(seed);
        const std::string damaged_wall = mutate(wall, random);
        const auto read_wall = read_wall_config("w", damaged_wall);
        EXPECT_TRUE(good_or_placed(read_wall)) << "seed " << seed << "\n" << damaged_wall;
        const std::string damaged_cameras = mutate(cameras, random);
        const auto read_cameras = read_cameras_config("c", damaged_cameras);
        EXPECT_TRUE(good_or_placed(read_cameras)) << "seed " << seed << "\n" << damaged_cameras;
        const std::string damaged_secrets = mutate(secrets, random);
        const auto read = read_secrets("s", damaged_secrets);
        EXPECT_TRUE(good_or_placed(read)) << "seed " << seed << "\n" << damaged_secrets;
        if (!read) {
            EXPECT_EQ(to_string(read.error()).find("hunter2"), std::string::npos)
                << "seed " << seed << "\n"
                << to_string(read.error());
        }
        const std::string damaged_data = mutate(data, random);
        const auto read_data = read_data_config("d", damaged_data);
        EXPECT_TRUE(good_or_placed(read_data)) << "seed " << seed << "\n" << damaged_data;
        refused += !read_wall + !read_cameras + !read + !read_data;
    }
    EXPECT_GT(refused, 4000);  // the mutations do damage
    EXPECT_LT(refused, 7999);  // and not always
}

}  // namespace
}  // namespace pendopo
