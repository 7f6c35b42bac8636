#include "decoders/gop_cache.h"

#include <utility>

namespace pendopo {

std::vector<Packet> GopCache::add(const Packet& packet) {
    if (packets_.empty() && !packet.key) {
        return {};
    }
    if (packet.key && !packets_.empty() && !newer_start_) {
        newer_start_ = packets_.size();
    }
    packets_.push_back(packet);
    bytes_ += packet.bytes().size();
    if (packet.key && packet.settles_after == 0) {
        drop_before(packets_.size() - 1);
    } else if (newer_start_ && settled_from(*newer_start_)) {
        drop_before(*newer_start_);
    }
    if (bytes_ <= limits_.bytes && packets_.size() <= limits_.packets) {
        return {};
    }
    std::vector<Packet> outgrown = std::exchange(packets_, {});
    clear();
    return outgrown;
}

bool GopCache::settled_from(size_t start) const {
    return start < packets_.size() &&
           packets_.size() - 1 - start >= static_cast<size_t>(packets_[start].settles_after);
}

void GopCache::drop_before(size_t start) {
    for (size_t i = 0; i < start; ++i) {
        bytes_ -= packets_[i].bytes().size();
    }
    packets_.erase(packets_.begin(), packets_.begin() + static_cast<ptrdiff_t>(start));
    newer_start_.reset();
}

void GopCache::clear() {
    packets_.clear();
    bytes_ = 0;
    newer_start_.reset();
}

}  // namespace pendopo
