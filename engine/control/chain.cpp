#include "engine/control/chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/control/secret.h"

namespace pendopo {
namespace {

// Eight bytes of length, lowest first, then the field: no two records read the same.
void add_field(std::string& bytes, std::string_view field) {
    for (int shift = 0; shift < 64; shift += 8) {
        bytes.push_back(static_cast<char>((field.size() >> shift) & 0xFF));
    }
    bytes += field;
}

std::string from_to(uint64_t first, uint64_t last) {
    return first == last ? fmt::format("record {} is", first)
                         : fmt::format("records {} to {} are", first, last);
}

}  // namespace

const std::string kChainBegins(64, '0');

std::string chain_hash(std::string_view previous, const ChainedRecord& record) {
    std::string bytes;
    add_field(bytes, previous);
    add_field(bytes, std::to_string(record.number));
    add_field(bytes, std::to_string(record.at_ms));
    for (const std::string& field : record.fields) {
        add_field(bytes, field);
    }
    return sha256_hex(bytes);
}

std::string mark_mac(std::string_view key, MarkKind kind, const ChainMark& mark) {
    std::string bytes;
    add_field(bytes, kind == MarkKind::head ? "head" : "anchor");
    add_field(bytes, std::to_string(mark.number));
    add_field(bytes, mark.hash);
    return mac_hex(key, bytes);
}

ChainCheck::ChainCheck(std::string key, Suspicion suspicion, std::optional<ChainMark> anchor,
                       std::optional<ChainMark> head)
    : key_(std::move(key)),
      suspicion_(suspicion),
      head_(std::move(head)),
      expected_hash_(kChainBegins) {
    if (key_.empty()) {
        tell("the key audit.key cannot be read: whether the wall wrote this log cannot be shown");
    }
    if (anchor) {
        expected_number_ = anchor->number;
        expected_hash_ = anchor->hash;
        if (!key_.empty() && anchor->mac != mark_mac(key_, MarkKind::anchor, *anchor)) {
            tell("the beginning was not cut by this wall: its mark has another signature");
        }
    }
}

void ChainCheck::tell(std::string problem) {
    if (verdict_.problems.size() < kMostProblems) {
        verdict_.problems.push_back(std::move(problem));
    } else {
        ++untold_;
    }
}

void ChainCheck::take(const ChainedRecord& record) {
    const uint64_t number = record.number;
    if (number > expected_number_) {
        tell(from_to(expected_number_, number - 1) + " missing");
    } else if (record.previous != expected_hash_) {
        tell(fmt::format("record {} does not follow the one before it: one of them was replaced",
                         number));
    }
    if (chain_hash(record.previous, record) != record.hash) {
        tell(fmt::format("record {} was changed", number));
    }
    if (record.fields.at(suspicion_.field) == suspicion_.word) {
        tell(fmt::format("record {}: {}", number, record.fields.at(suspicion_.message)));
    }
    verdict_.first = verdict_.records == 0 ? number : verdict_.first;
    verdict_.last = number;
    verdict_.records += 1;
    verdict_.head_hash = record.hash;
    expected_hash_ = record.hash;
    expected_number_ = number + 1;
}

ChainVerdict ChainCheck::end() && {
    if (!head_) {
        if (verdict_.records > 0) {
            tell("the mark of the newest record is missing: records may be missing at the end");
        }
    } else if (!key_.empty() && head_->mac != mark_mac(key_, MarkKind::head, *head_)) {
        tell("the end was not written by this wall: its mark has another signature");
    } else if (head_->number > verdict_.last) {
        tell(from_to(std::max(verdict_.last + 1, expected_number_), head_->number) +
             " missing at the end");
    } else if (head_->number < verdict_.last) {
        tell(from_to(head_->number + 1, verdict_.last) + " not the wall's: added afterwards");
    } else if (head_->hash != verdict_.head_hash) {
        tell(fmt::format("record {} is not the one that the wall wrote", head_->number));
    }
    if (untold_ > 0) {
        verdict_.problems.push_back(fmt::format("and {} more", untold_));
    }
    return std::move(verdict_);
}

}  // namespace pendopo
