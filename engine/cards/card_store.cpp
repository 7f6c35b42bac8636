#include "engine/cards/card_store.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "engine/ipc/shared_text.h"

namespace pendopo {
namespace {

// The content of `definition` and `content`, with whatever is wrong as its problem.
// `before`: what came last for the key; an equal definition is not read again.
std::shared_ptr<const CardContentRead> read_content(const CardContentRead* before, int definition,
                                                    int content) {
    auto read = std::make_shared<CardContentRead>();
    const auto text = read_shared_text(definition, CardStore::kMaxDefinitionBytes);
    if (!text) {
        read->problem = text.error().message();
        return read;
    }
    if (before != nullptr && before->defined && before->config.definition == *text) {
        read->config = before->config;
    } else {
        auto config = read_card_config("card", *text);
        if (!config) {
            read->problem = to_string(config.error().front());
            return read;
        }
        read->config = std::move(*config);
    }
    read->defined = true;
    if (content < 0) {
        return read;
    }
    const size_t limit = read->config.is_drawing() ? kMaxDrawingBytes : kMaxValueBytes;
    auto value = read_shared_text(content, limit).and_then([&](const std::string& came) {
        return read_card_value(read->config, came);
    });
    if (!value) {
        read->problem = value.error().message();
        return read;
    }
    read->value = std::move(*value);
    read->has_content = true;
    return read;
}

Result<std::string> read_file(int fd) {
    struct stat info {};
    if (::fstat(fd, &info) != 0) {
        return fail_errno("picture file");
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::invalid, "not a regular file");
    }
    const auto size = static_cast<size_t>(std::max<off_t>(0, info.st_size));
    if (size > CardStore::kMaxFileBytes) {
        return fail(ErrorCode::exhausted, fmt::format("{} bytes — at most {} are taken; save the "
                                                      "picture smaller",
                                                      size, CardStore::kMaxFileBytes));
    }
    std::string text(size, '\0');
    size_t have = 0;
    while (have < size) {
        const ssize_t got = ::pread(fd, text.data() + have, size - have, static_cast<off_t>(have));
        if (got < 0) {
            return fail_errno("picture file");
        }
        if (got == 0) {
            break;  // it was cut meanwhile
        }
        have += static_cast<size_t>(got);
    }
    text.resize(have);
    return text;
}

}  // namespace

void CardStore::take_content(const std::string& key, int definition, int content) {
    Kept& kept = contents_[key];
    auto came = read_content(kept.content.get(), definition, content);
    const bool same = kept.content && kept.content->config == came->config &&
                      kept.content->value == came->value &&
                      kept.content->has_content == came->has_content &&
                      kept.content->problem == came->problem;
    if (!same) {
        kept.content = std::move(came);
    }
    kept.order = ++order_;
    if (contents_.size() > kMaxContents) {
        forget_oldest();
    }
}

void CardStore::forget_oldest() {
    auto oldest = contents_.end();
    for (auto it = contents_.begin(); it != contents_.end(); ++it) {
        if (!it->second.planned &&
            (oldest == contents_.end() || it->second.order < oldest->second.order)) {
            oldest = it;
        }
    }
    if (oldest != contents_.end()) {
        contents_.erase(oldest);
    }
}

Result<void> CardStore::take_file(const std::string& name, int fd) {
    files_.erase(name);
    auto text = read_file(fd);
    if (!text) {
        return fail(text.error().within(name));
    }
    const auto total = [&] {
        size_t bytes = text->size();
        for (const auto& [other, file] : files_) {
            bytes += file->size();
        }
        return bytes;
    };
    if (total() > kMaxAllFileBytes) {
        forget_unused_files();
    }
    if (total() > kMaxAllFileBytes) {
        return fail(ErrorCode::exhausted,
                    fmt::format("{}: all pictures together have {} bytes — at most {} are kept; "
                                "save them smaller",
                                name, total(), kMaxAllFileBytes));
    }
    files_[name] = std::make_shared<const std::string>(std::move(*text));
    return {};
}

void CardStore::forget_unused_files() {
    std::set<std::string> used;
    for (const auto& [key, kept] : contents_) {
        used.insert(kept.content->config.files.begin(), kept.content->config.files.end());
    }
    std::erase_if(files_, [&](const auto& file) { return !used.contains(file.first); });
}

void CardStore::keep(const std::set<std::string>& keys) {
    std::erase_if(contents_, [&](const auto& entry) {
        return entry.second.planned && !keys.contains(entry.first);
    });
    for (auto& [key, kept] : contents_) {
        kept.planned = keys.contains(key);
    }
}

std::shared_ptr<const CardContentRead> CardStore::content(const std::string& key) const {
    const auto kept = contents_.find(key);
    return kept != contents_.end() ? kept->second.content : nullptr;
}

}  // namespace pendopo
