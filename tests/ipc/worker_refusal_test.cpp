#include "engine/ipc/worker_refusal.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace pendopo {
namespace {

TEST(WorkerRefusal, TravelsWhole) {
    const WorkerRefusal refusal{"sandbox: this kernel has no Landlock — \"quoted\""};
    EXPECT_EQ(decode_worker_refusal(encode(refusal)), refusal);
}

TEST(WorkerRefusal, OtherMessagesAreNone) {
    EXPECT_EQ(decode_worker_refusal(""), std::nullopt);
    EXPECT_EQ(decode_worker_refusal("worker_refusal"), std::nullopt);
    EXPECT_EQ(decode_worker_refusal(R"({"type":"worker_health","problem":"worker_refusal"})"),
              std::nullopt);
    EXPECT_EQ(decode_worker_refusal(R"({"type":"worker_refusal"})"), std::nullopt);
    EXPECT_EQ(decode_worker_refusal(encode(WorkerRefusal{std::string(5000, 'x')})), std::nullopt);
}

}  // namespace
}  // namespace pendopo
