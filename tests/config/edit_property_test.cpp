// Random documents in random layouts, and random changes of them: the edited text says what
// nlohmann's patch says, and outside the changed value every byte stays.

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "config/edit/json_edit.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;
using Op = JsonChange::Op;

class Documents {
  public:
    explicit Documents(unsigned seed) : random_(seed) {}

    size_t below(size_t n) { return random_() % n; }

    Json value(size_t depth) {
        switch (below(depth == 0 ? 5 : 9)) {
            case 0:
                return nullptr;
            case 1:
                return below(2) == 0;
            case 2:
                return int64_t(below(2000)) - 1000;
            case 3:
                return double(below(1000)) / 8;
            case 4:
                return word();
            case 5:
            case 6: {
                Json array = Json::array();
                for (size_t i = below(5); i > 0; --i) {
                    array.push_back(value(depth - 1));
                }
                return array;
            }
            default: {
                Json object = Json::object();
                for (size_t i = below(5); i > 0; --i) {
                    object[word()] = value(depth - 1);
                }
                return object;
            }
        }
    }

    std::string word() {
        static const char* const kWords[] = {"a",  "b",    "id",  "m~n", "x/y", "\"",
                                             "\\", "{,:]", "lé€", "",    "\n",  "0"};
        return kWords[below(std::size(kWords))];
    }

    // The text of a value with white space anywhere, and where each value of it stands.
    using Places = std::map<std::string, std::pair<size_t, size_t>>;
    void write(const Json& value, const std::string& pointer, std::string& to, Places& places) {
        const size_t begin = to.size();
        if (value.is_structured()) {
            to += value.is_array() ? '[' : '{';
            bool first = true;
            for (const auto& [key, child] : value.items()) {
                to += first ? "" : ",";
                first = false;
                space(to);
                if (value.is_object()) {
                    to += Json(key).dump();
                    space(to);
                    to += ':';
                    space(to);
                }
                write(child, pointer + "/" + escaped(key), to, places);
                space(to);
            }
            to += value.is_array() ? ']' : '}';
        } else {
            to += value.dump();
        }
        places[pointer] = {begin, to.size()};
    }

    void space(std::string& to) {
        static const char* const kSpaces[] = {"", " ", "\n  ", "\r\n\t", "\n\n", "  "};
        to += layout_ == 0 ? "" : layout_ == 1 ? " " : kSpaces[below(std::size(kSpaces))];
    }
    void choose_layout() { layout_ = below(4); }

    static std::string escaped(const std::string& key) {
        std::string result;
        for (const char c : key) {
            result += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        }
        return result;
    }

    // A place in the document, mostly one that is there.
    std::string pointer(const Json& document) {
        std::string result;
        const Json* at = &document;
        while (at->is_structured() && !at->empty() && below(4) != 0) {
            auto child = at->begin();
            std::advance(child, below(at->size()));
            result +=
                "/" + (at->is_array() ? std::to_string(child - at->begin()) : escaped(child.key()));
            at = &*child;
        }
        switch (below(6)) {
            case 0:
                return result + "/" + escaped(word());
            case 1:
                return result + "/-";
            case 2:
                return result + "/" + std::to_string(below(4));
            default:
                return result;
        }
    }

  private:
    std::mt19937 random_;
    size_t layout_ = 0;
};

Json operation(const JsonChange& change, const Json& value) {
    Json result{{"path", change.pointer}};
    result["op"] = change.op == Op::add ? "add" : change.op == Op::replace ? "replace" : "remove";
    if (change.op != Op::remove) {
        result["value"] = value;
    }
    return Json::array({result});
}

// nlohmann asserts, instead of throwing, that nothing is added into a word, and removes the
// document.
bool patch(const Json& document, const JsonChange& change, const Json& value, Json& to) {
    if (change.pointer.empty() && change.op == Op::remove) {
        return false;
    }
    try {
        if (!change.pointer.empty()) {
            const Json::json_pointer pointer(change.pointer);
            if (!document.at(pointer.parent_pointer()).is_structured()) {
                return false;
            }
        }
        to = document.patch(operation(change, value));
        return true;
    } catch (const Json::exception&) {
        return false;
    }
}

TEST(EditJsonProperty, SaysWhatAPatchSaysAndKeepsTheRest) {
    int done = 0;
    for (unsigned seed = 0; seed < 4'000; ++seed) {
        Documents documents(seed);
        const Json document = documents.value(3);
        documents.choose_layout();
        std::string text(documents.below(5) == 0 ? "\xEF\xBB\xBF" : "");
        documents.space(text);
        Documents::Places places;
        documents.write(document, "", text, places);
        documents.space(text);

        const Json value = documents.value(2);
        const JsonChange change{Op(documents.below(3)), documents.pointer(document), value.dump()};
        const auto result = edit_json(text, {&change, 1});

        Json expected;
        const bool possible = patch(document, change, value, expected);
        const std::string trace = "seed " + std::to_string(seed) + " of\n" + text + "\nat " +
                                  change.pointer + " value " + change.value;
        ASSERT_EQ(result.has_value(), possible)
            << trace << (result ? "" : "\n" + result.error().message());
        if (!result) {
            continue;
        }
        ++done;
        ASSERT_EQ(Json::parse(*result), expected) << trace << "\ngave\n" << *result;
        // The value that changes: the one named where it is replaced, else what holds it.
        std::string changed = change.pointer;
        if (change.op != Op::replace) {
            changed = changed.substr(0, changed.empty() ? 0 : changed.rfind('/'));
        }
        const auto [begin, end] = places.at(changed);
        ASSERT_TRUE(result->starts_with(text.substr(0, begin))) << trace << "\ngave\n" << *result;
        ASSERT_TRUE(result->ends_with(text.substr(end))) << trace << "\ngave\n" << *result;
        // And of what holds it, all else in the same words.
        if (change.op == Op::remove) {
            const auto [first, last] = places.at(change.pointer);
            ASSERT_TRUE(result->size() < text.size() - (last - first - 1)) << trace;
        }
    }
    EXPECT_GT(done, 1'000);
}

// What is added and removed again leaves the text as it was.
TEST(EditJsonProperty, AddedAndRemovedIsAsItWas) {
    int done = 0;
    for (unsigned seed = 0; seed < 3'000; ++seed) {
        Documents documents(seed);
        const Json document = documents.value(3);
        documents.choose_layout();
        std::string text;
        Documents::Places places;
        documents.write(document, "", text, places);
        const std::string pointer = documents.pointer(document) + "/-";
        const std::string parent = pointer.substr(0, pointer.size() - 2);
        const auto at = Json::json_pointer(parent);
        if (!places.contains(parent) || !document.at(at).is_array() || document.at(at).empty()) {
            continue;
        }
        const std::string last = parent + "/" + std::to_string(document.at(at).size());
        const JsonChange changes[] = {{Op::add, pointer, documents.value(2).dump()},
                                      {Op::remove, last, ""}};
        const auto result = edit_json(text, changes);
        ASSERT_TRUE(result) << result.error().message();
        ASSERT_EQ(*result, text);
        ++done;
    }
    EXPECT_GT(done, 50);
}

}  // namespace
}  // namespace pendopo
