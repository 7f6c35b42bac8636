#pragma once
// What came for card files' cards: definitions with their values, by key, and picture files, by
// name. Everything is bounded; what is refused is a problem of its card, never of the worker.

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "engine/base/result.h"
#include "engine/cards/card_view.h"

namespace pendopo {

// Thread: bound to its owner.
class CardStore {
  public:
    static constexpr size_t kMaxDefinitionBytes = size_t{1} << 20;
    static constexpr size_t kMaxFileBytes = size_t{32} << 20;
    static constexpr size_t kMaxAllFileBytes = size_t{256} << 20;
    static constexpr size_t kMaxContents = 500;

    // `definition` and `content` are sealed texts (shared_text.h); content -1: none came.
    void take_content(const std::string& key, int definition, int content);
    // The file at `fd` (a regular one, any position) replaces one of the same name. Errors: what is
    // wrong with it; an old one of that name is then gone, so that it cannot pass for the new one.
    Result<void> take_file(const std::string& name, int fd);

    // Keeps only what the keys need, and what came for keys that were never in a plan.
    void keep(const std::set<std::string>& keys);

    // Null when nothing came for the key. Changes whenever something else came.
    std::shared_ptr<const CardContentRead> content(const std::string& key) const;
    const CardFiles& files() const { return files_; }

  private:
    struct Kept {
        std::shared_ptr<const CardContentRead> content;
        bool planned = false;  // its key was in a plan
        uint64_t order = 0;
    };
    void forget_unused_files();
    void forget_oldest();

    std::map<std::string, Kept> contents_;
    CardFiles files_;
    uint64_t order_ = 0;
};

}  // namespace pendopo
