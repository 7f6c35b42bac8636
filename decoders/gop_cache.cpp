#include "decoders/gop_cache.h"

namespace pendopo {

void GopCache::add(const Packet& packet) {
    if (packet.key) {
        clear();
    } else if (packets_.empty()) {
        return;
    }
    packets_.push_back(packet);
    bytes_ += packet.bytes().size();
    if (bytes_ > limits_.bytes || packets_.size() > limits_.packets) {
        clear();
    }
}

void GopCache::clear() {
    packets_.clear();
    bytes_ = 0;
}

}  // namespace pendopo
