#include "engine/ipc/worker_refusal.h"

#include "engine/ipc/message_codec.h"

namespace pendopo {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerRefusal, reason)

template <>
constexpr const char* kMessageType<WorkerRefusal> = "worker_refusal";

using AnyRefusal = std::variant<WorkerRefusal>;

std::string encode(const WorkerRefusal& refusal) {
    return encode_message(AnyRefusal(refusal));
}

std::optional<WorkerRefusal> decode_worker_refusal(std::string_view text) {
    constexpr size_t kLongest = 4096;
    if (text.size() > kLongest ||
        text.find(kMessageType<WorkerRefusal>) == std::string_view::npos) {
        return std::nullopt;  // nearly all there are: not read twice
    }
    auto decoded = decode_message<AnyRefusal>(text);
    return decoded ? std::optional(std::get<WorkerRefusal>(std::move(*decoded))) : std::nullopt;
}

}  // namespace pendopo
