#include "layouts/layout_check.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include "engine/base/check.h"

namespace pendopo {
namespace {

// The node of a pointer the reader or the solver made. Keys in these pointers are ids or words of
// the schema, in which nothing is escaped.
const JsonNode& node_at(const JsonNode& root, std::string_view pointer) {
    const JsonNode* node = &root;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string_view part = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(part.size());
        if (node->kind == JsonNode::Kind::array) {
            size_t index = 0;
            std::from_chars(part.data(), part.data() + part.size(), index);
            CHECK(index < node->children.size());
            node = &node->children[index];
        } else {
            node = node->find(part);
            CHECK(node != nullptr);
        }
    }
    return *node;
}

// Thread: bound to its caller; lives for one check_layout().
class References {
  public:
    References(const JsonNode& root, const LayoutContext& context, Problems& problems)
        : root_(root), context_(context), problems_(problems) {}

    void check(const TileContent& content, const std::string& at) {
        if (const auto* card = std::get_if<CardContent>(&content)) {
            check_word("card", card->card, context_.cards, at + "/card");
            return;
        }
        const auto& cameras = std::get<CameraContent>(content).cameras;
        const bool is_list = node_at(root_, at).find("cameras") != nullptr;
        for (size_t index = 0; index < cameras.size(); ++index) {
            check_word("camera", cameras[index], context_.cameras,
                       is_list ? at + "/cameras/" + std::to_string(index) : at + "/camera");
        }
    }

  private:
    void check_word(std::string_view what, const std::string& word,
                    const std::vector<std::string>& known, const std::string& at) {
        if (std::ranges::find(known, word) != known.end()) {
            return;
        }
        const bool guessing = ++unknown_ <= kMostGuesses;
        const std::string guess = guessing ? did_you_mean(word, known) : "";
        const std::string advice = what == "card" ? "; the cards are " + one_of(known)
                                                  : "; add it to cameras.json, or remove it here";
        problems_.add(node_at(root_, at), "unknown " + std::string(what) + " " + in_quotes(word) +
                                              (guess.empty() ? advice : guess));
    }

    // Comparing with every name is dear; after this many the file is wrong as a whole.
    static constexpr int kMostGuesses = 50;

    const JsonNode& root_;
    const LayoutContext& context_;
    Problems& problems_;
    int unknown_ = 0;
};

}  // namespace

ProblemList check_layout(const LayoutFile& file, const LayoutContext& context) {
    const JsonNode& root = file.document.root();
    Problems problems(file.document.file());
    for (const LayoutProblem& problem :
         solve(file.layout, context.displays, context.groups).problems) {
        const JsonNode& node = node_at(root, problem.pointer);
        // An unknown display of "displays" is a key; everything else is a value.
        if (node.parent == root.find("displays")) {
            problems.add_at_key(node, problem.text);
        } else {
            problems.add(node, problem.text);
        }
    }
    References references(root, context, problems);
    for (const auto& [id, display] : file.layout.displays) {
        for (size_t index = 0; index < display.tiles.size(); ++index) {
            references.check(display.tiles[index].content,
                             "/displays/" + id + "/tiles/" + std::to_string(index));
        }
    }
    for (size_t index = 0; index < file.layout.spans.size(); ++index) {
        references.check(file.layout.spans[index].tile.content,
                         "/wall/tiles/" + std::to_string(index));
    }
    return problems.take();
}

ProblemList check_layout_ids(std::span<const LayoutFile> files) {
    ProblemList problems;
    std::map<std::string_view, const LayoutFile*> first;
    for (const LayoutFile& file : files) {
        const auto [it, fresh] = first.try_emplace(file.layout.id, &file);
        if (!fresh) {
            Problems twice(file.document.file());
            twice.add(node_at(file.document.root(), "/id"),
                      "id " + in_quotes(file.layout.id) + " is taken by " +
                          it->second->document.file() + "; give one of them another id");
            problems.push_back(twice.take().front());
        }
    }
    return problems;
}

}  // namespace pendopo
