#include "layouts/layout_check.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>

#include "config/in_both.h"
#include "config/usual_phrases.h"
#include "engine/base/audience.h"
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

    // `displays`: ids of those the tile stands on; empty: all of them.
    void check(const TileContent& content, const std::vector<std::string>& displays,
               const std::string& at) {
        if (const auto* card = std::get_if<TileCard>(&content)) {
            check_one(kCardNoun, card->card, context_.cards, displays, at + "/card");
            return;
        }
        const auto& tile = std::get<TileCamera>(content);
        const bool is_list = node_at(root_, at).find("cameras") != nullptr;
        for (size_t index = 0; index < tile.cameras.size(); ++index) {
            check_one(kCameraNoun, tile.cameras[index], context_.cameras, displays,
                      is_list ? at + "/cameras/" + std::to_string(index) : at + "/camera");
        }
        check_group(tile.group, displays, at + "/group");
    }

    // The cameras of a group; that it exists, the solver has checked.
    void check_group(const std::string& group, const std::vector<std::string>& displays,
                     const std::string& at) {
        if (const auto known = context_.groups.find(group); known != context_.groups.end()) {
            for (const std::string& camera : known->second) {
                check_audience(kCameraNoun, camera, context_.cameras, displays, at);
            }
        }
    }

  private:
    void check_one(const LocalText& what, const std::string& id,
                   const LayoutContext::Audiences& known, const std::vector<std::string>& displays,
                   const std::string& at) {
        if (known.contains(id)) {
            check_audience(what, id, known, displays, at);
            return;
        }
        std::vector<std::string> ids;
        const bool guessing = ++unknown_ <= kMostGuesses;
        const bool card = what == kCardNoun;
        if (guessing || card) {
            for (const auto& [known_id, audience] : known) {
                ids.push_back(known_id);
            }
        }
        const LocalText guess = guessing ? did_you_mean(id, ids) : LocalText{};
        const LocalText advice =
            card ? in_both("; kartu yang ada {}", "; the cards are {}", one_of(ids))
                 : LocalText{"; tambahkan ke cameras.json, atau hapus di sini",
                             "; add it to cameras.json, or remove it here"};
        problems_.add(node_at(root_, at), in_both("{} {} tidak dikenal{}", "unknown {} {}{}", what,
                                                  in_quotes(id), guess.empty() ? advice : guess));
    }

    // One problem for the first display where others look.
    void check_audience(const LocalText& what, const std::string& id,
                        const LayoutContext::Audiences& known,
                        const std::vector<std::string>& displays, const std::string& at) {
        const auto found = known.find(id);
        for (const DisplayConfig& display : context_.displays) {
            const bool on_it =
                displays.empty() || std::ranges::find(displays, display.id) != displays.end();
            if (found != known.end() && on_it && !may_show(found->second, display.audience)) {
                problems_.add(
                    node_at(root_, at),
                    in_both("{} {} untuk khalayak {}, sedangkan layar {} untuk {}; tampilkan di "
                            "layar lain, atau {} di sini",
                            "{} {} is for the audience {} and display {} is {}; show it on another "
                            "display, or {} here",
                            what, in_quotes(id), in_quotes(found->second), in_quotes(display.id),
                            in_quotes(display.audience),
                            what == kCardNoun
                                ? LocalText{"kartu angka publik", "a card of public figures"}
                                : LocalText{"kamera lain", "another camera"}));
                return;
            }
        }
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
            references.check(display.tiles[index].content, {id},
                             "/displays/" + id + "/tiles/" + std::to_string(index));
        }
        if (display.fill) {
            references.check_group(display.fill->group, {id}, "/displays/" + id + "/fill/group");
        }
    }
    for (size_t index = 0; index < file.layout.spans.size(); ++index) {
        references.check(file.layout.spans[index].tile.content, file.layout.spans[index].displays,
                         "/wall/tiles/" + std::to_string(index));
    }
    return problems.take();
}

ProblemList layout_warnings(const LayoutFile& file, const LayoutContext& context,
                            const CardWarnings& card_warnings) {
    const JsonNode& root = file.document.root();
    const Scene scene = solve(file.layout, context.displays, context.groups).scene;
    Problems warnings(file.document.file());
    std::map<std::string, std::string> seen_on;  // a card's tile of the wall → its first display
    for (const SceneDisplay& display : scene.displays) {
        const auto config = std::ranges::find(context.displays, display.id, &DisplayConfig::id);
        CHECK(config != context.displays.end());
        for (const SceneTile& tile : display.tiles) {
            const auto* card = std::get_if<TileCard>(&tile.content);
            const PixelRect area{0, 0, display.size.width, display.size.height};
            if (card == nullptr || intersect(tile.rect, area).empty()) {
                continue;
            }
            // "kiri/0" and "wall/0" stand at /displays/kiri/tiles/0 and /wall/tiles/0.
            const size_t slash = tile.id.rfind('/');
            const bool own = file.layout.displays.contains(tile.id.substr(0, slash));
            const JsonNode& node =
                node_at(root, (own ? "/displays/" : "/") + tile.id.substr(0, slash) + "/tiles" +
                                  tile.id.substr(slash) + "/card");
            const auto [first, fresh] = seen_on.try_emplace(tile.id, display.id);
            if (!fresh) {
                warnings.add(
                    node, in_both("kartu {} melintasi bingkai antara layar {} dan {}; taruh kartu "
                                  "di satu layar, bingkai memotong kata",
                                  "card {} stands over the frame between displays {} and {}; keep "
                                  "cards on one display, frames cut words in two",
                                  in_quotes(card->card), in_quotes(first->second),
                                  in_quotes(display.id)));
                first->second = display.id;
                continue;
            }
            for (const LocalText& text : card_warnings(card->card, tile.rect.size(), *config)) {
                warnings.add(node, text);
            }
        }
    }
    return warnings.take();
}

ProblemList check_layout_ids(std::span<const LayoutFile> files) {
    ProblemList problems;
    std::map<std::string_view, const LayoutFile*> first;
    for (const LayoutFile& file : files) {
        const auto [it, fresh] = first.try_emplace(file.layout.id, &file);
        if (!fresh) {
            Problems twice(file.document.file());
            twice.add(node_at(file.document.root(), "/id"),
                      in_both("id {} sudah dipakai {}; beri salah satu id lain",
                              "id {} is taken by {}; give one of them another id",
                              in_quotes(file.layout.id), it->second->document.file()));
            problems.push_back(twice.take().front());
        }
    }
    return problems;
}

}  // namespace pendopo
