#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/support/temp_dir.h"
#include "tools/cameras/encoded_loop.h"

namespace pendopo {
namespace {

class LoopCacheTest : public testing::Test {
  protected:
    LoopCacheTest() {
        camera_.number = 3;
        camera_.id = "cam";
        camera_.name = "Cam";
        camera_.scene = "lobby";
        stream_.size = {320, 180};
        stream_.fps = 10;
        stream_.gop = 5;
    }

    LoopPointer encode(Codec codec, int bframes = 0) {
        stream_.codec = codec;
        stream_.bframes = bframes;
        auto loop = encode_loop(camera_, stream_, {2, 2}, [] { return false; });
        EXPECT_TRUE(loop) << loop.error().message();
        return loop ? *loop : nullptr;
    }

    test::TempDir folder_;
    LoopCache cache_{folder_.path()};
    SimulatedCamera camera_;
    SimulatedStream stream_;
};

TEST_F(LoopCacheTest, EncodesEveryCodecWithItsKeyframes) {
    for (const Codec codec : {Codec::h264, Codec::h265, Codec::mjpeg}) {
        const LoopPointer loop = encode(codec);
        ASSERT_NE(loop, nullptr);
        EXPECT_EQ(loop->units().size(), 20U);
        EXPECT_EQ(loop->reorder_delay(), 0);
        const auto keys = std::ranges::count(loop->units(), 1U, &AccessUnit::keyframe);
        EXPECT_EQ(keys, codec == Codec::mjpeg ? 20 : 4) << to_string(codec);
        EXPECT_EQ(loop->keyframe_before(7), codec == Codec::mjpeg ? 7 : 5);
    }
}

TEST_F(LoopCacheTest, BFramesAreReordered) {
    const LoopPointer loop = encode(Codec::h264, 2);
    ASSERT_NE(loop, nullptr);
    EXPECT_GT(loop->reorder_delay(), 0);
}

TEST_F(LoopCacheTest, WhatIsStoredIsFound) {
    const LoopPointer loop = encode(Codec::h264);
    const std::string key = LoopCache::key(camera_, stream_, 2);
    EXPECT_EQ(cache_.find(key), nullptr);
    ASSERT_TRUE(cache_.store(key, *loop));
    const LoopPointer found = cache_.find(key);
    ASSERT_NE(found, nullptr);
    ASSERT_EQ(found->units().size(), loop->units().size());
    for (size_t i = 0; i < loop->units().size(); ++i) {
        EXPECT_EQ(found->units()[i].frame, loop->units()[i].frame);
        EXPECT_TRUE(
            std::ranges::equal(found->bytes(found->units()[i]), loop->bytes(loop->units()[i])));
    }
}

TEST_F(LoopCacheTest, ShortOrForeignFilesAreAbsent) {
    const std::string key = LoopCache::key(camera_, stream_, 2);
    ASSERT_TRUE(cache_.store(key, *encode(Codec::h264)));
    const std::string path = folder_ / (key + ".loop");
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
    EXPECT_EQ(cache_.find(key), nullptr);
    std::ofstream(path) << "something else, longer than a file's head";
    EXPECT_EQ(cache_.find(key), nullptr);
}

TEST_F(LoopCacheTest, TheLoopsLongestNotUsedGoFirst) {
    const LoopPointer loop = encode(Codec::mjpeg);
    for (const char* key : {"a", "b", "c", "d"}) {
        ASSERT_TRUE(cache_.store(key, *loop));
    }
    const uint64_t one = std::filesystem::file_size(folder_ / "a.loop");
    const auto now = std::filesystem::file_time_type::clock::now();
    const auto used = [&](const std::string& name, std::chrono::hours ago) {
        std::filesystem::last_write_time(folder_ / name, now - ago);
    };
    folder_.write("c.1.1.part", "half");
    folder_.write("d.2.2.part", "being written");
    used("a.loop", std::chrono::hours(4));
    used("b.loop", std::chrono::hours(3));
    used("c.loop", std::chrono::hours(2));
    used("d.loop", std::chrono::hours(1));
    used("c.1.1.part", std::chrono::hours(3));

    cache_.trim(4 * one, now);
    EXPECT_EQ(folder_.files(),
              (std::vector<std::string>{"a.loop", "b.loop", "c.loop", "d.2.2.part", "d.loop"}));
    EXPECT_NE(cache_.find("a"), nullptr);  // used now
    cache_.trim(2 * one, now);
    EXPECT_EQ(folder_.files(), (std::vector<std::string>{"a.loop", "d.2.2.part", "d.loop"}));
    // What this run uses stays, however little may be kept.
    cache_.trim(0, now - std::chrono::hours(1));
    EXPECT_EQ(folder_.files(), (std::vector<std::string>{"a.loop", "d.2.2.part", "d.loop"}));
}

TEST_F(LoopCacheTest, TheKeyChangesWithWhatIsSeen) {
    const std::string key = LoopCache::key(camera_, stream_, 2);
    EXPECT_NE(LoopCache::key(camera_, stream_, 4), key);
    SimulatedCamera renamed = camera_;
    renamed.name = "Other";
    EXPECT_NE(LoopCache::key(renamed, stream_, 2), key);
    SimulatedStream faster = stream_;
    faster.fps = 12;
    EXPECT_NE(LoopCache::key(camera_, faster, 2), key);
    SimulatedCamera locked = camera_;
    locked.login = SimulatedLogin{"a", "b"};
    EXPECT_EQ(LoopCache::key(locked, stream_, 2), key);
}

TEST_F(LoopCacheTest, SaysWhyItCannotEncode) {
    camera_.video = "/nowhere.mp4";
    const auto missing = encode_loop(camera_, stream_, {2, 2}, [] { return false; });
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().message(), "/nowhere.mp4: cannot open; expected a video file");
    camera_.video.clear();
    const auto stopped = encode_loop(camera_, stream_, {2, 2}, [] { return true; });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code(), ErrorCode::stopped);
}

}  // namespace
}  // namespace pendopo
