// What the store keeps of what control sends, and what it refuses.

#include "engine/cards/card_store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/ipc/shared_text.h"
#include "tests/cards/sample_cards.h"

namespace pendopo {
namespace {

const std::string kNumber = card_text("number", R"("title": "T", "source": "x")");

class CardStoreTest : public testing::Test {
  protected:
    void take(const std::string& key, std::string_view definition,
              std::optional<std::string_view> content = std::nullopt) {
        const UniqueFd text = share_text(definition).value();
        const UniqueFd value = content ? share_text(*content).value() : UniqueFd();
        store.take_content(key, text.get(), value.get());
    }
    std::string problem_of(const std::string& key) { return store.content(key)->problem; }
    // A file of that size, of holes.
    static UniqueFd file_of(size_t bytes) {
        UniqueFd fd(::memfd_create("picture", MFD_CLOEXEC));
        EXPECT_EQ(::ftruncate(fd.get(), static_cast<off_t>(bytes)), 0);
        return fd;
    }
    Result<void> take_file(const std::string& name, size_t bytes) {
        return store.take_file(name, file_of(bytes).get());
    }

    CardStore store;
};

TEST_F(CardStoreTest, KeepsADefinitionWithItsValue) {
    EXPECT_EQ(store.content("k"), nullptr);
    take("k", kNumber, "5");
    const auto content = store.content("k");
    ASSERT_NE(content, nullptr);
    EXPECT_TRUE(content->defined && content->has_content);
    EXPECT_EQ(content->config.title.in("id"), "T");
    EXPECT_EQ(std::get<NumberValue>(content->value).value, Scalar(5.0));
    EXPECT_EQ(content->problem, "");
}

TEST_F(CardStoreTest, WhatReadsTheSameIsTheSame) {
    take("k", kNumber, "5");
    const auto before = store.content("k");
    take("k", kNumber, " 5.0 ");
    EXPECT_EQ(store.content("k"), before);
    take("k", kNumber, "6");
    EXPECT_NE(store.content("k"), before);
    EXPECT_EQ(std::get<NumberValue>(before->value).value, Scalar(5.0)) << "faces still hold it";
    take("k", kNumber);
    EXPECT_FALSE(store.content("k")->has_content);
}

TEST_F(CardStoreTest, WhatCannotBeReadIsAProblemOfItsCard) {
    take("good", kNumber, "5");
    take("k", kNumber, "[1, secret]");
    EXPECT_TRUE(store.content("k")->defined);
    EXPECT_FALSE(store.content("k")->has_content);
    EXPECT_EQ(
        problem_of("k"),
        "the shaped value cannot be read: not valid JSON: texts and keys stand in double quotes");
    EXPECT_EQ(problem_of("good"), "");
    take("k", "{");
    EXPECT_FALSE(store.content("k")->defined);
    EXPECT_EQ(problem_of("k"),
              "card:1:2: the file ends too early: a closing bracket, brace or quote is missing");
    take("k", kNumber, "6");
    EXPECT_EQ(problem_of("k"), "");
}

// A file that is half written comes in pieces; the first reading leaves nothing behind.
TEST_F(CardStoreTest, AnEmptyDefinitionIsNoneWhateverCameBefore) {
    take("k", "");
    EXPECT_FALSE(store.content("k")->defined);
    EXPECT_EQ(problem_of("k"), "card: the file is empty; expected a JSON object");
    take("k", "{");
    take("k", "", "5");
    EXPECT_FALSE(store.content("k")->defined);
    EXPECT_EQ(problem_of("k"), "card: the file is empty; expected a JSON object");
}

TEST_F(CardStoreTest, TextsThatCouldChangeOrAreTooLongAreRefused) {
    const UniqueFd open(::memfd_create("open", MFD_CLOEXEC));
    store.take_content("k", open.get(), -1);
    EXPECT_EQ(problem_of("k"), "shared text: this descriptor is no sealed memory");
    const UniqueFd good = share_text(kNumber).value();
    store.take_content("k", good.get(), open.get());
    EXPECT_EQ(problem_of("k"), "shared text: this descriptor is no sealed memory");
    EXPECT_TRUE(store.content("k")->defined);
    take("k", std::string(CardStore::kMaxDefinitionBytes + 1, ' '));
    EXPECT_EQ(problem_of("k"), "shared text: 1048577 bytes — expected at most 1048576");
    take("k", kNumber, std::string(kMaxValueBytes + 1, ' '));
    EXPECT_EQ(problem_of("k"), "shared text: 16777217 bytes — expected at most 16777216");
    const std::string chart = card_text("chart", R"("title": "T", "source": "x", "option": {})");
    take("k", chart, std::string(kMaxDrawingBytes + 1, ' '));
    EXPECT_EQ(problem_of("k"), "shared text: 4194305 bytes — expected at most 4194304");
}

TEST_F(CardStoreTest, ForgetsTheOldestThatNoPlanNamed) {
    take("planned", kNumber, "1");
    store.keep({"planned"});
    for (size_t i = 1; i < CardStore::kMaxContents; ++i) {
        take("early/" + std::to_string(i), kNumber);
    }
    take("early/1", kNumber, "again");  // it came anew: now early/2 is the oldest
    EXPECT_NE(store.content("early/2"), nullptr);
    take("one more", kNumber);
    EXPECT_EQ(store.content("early/2"), nullptr);
    EXPECT_NE(store.content("early/1"), nullptr);
    EXPECT_NE(store.content("early/3"), nullptr);
    EXPECT_NE(store.content("one more"), nullptr);
    EXPECT_NE(store.content("planned"), nullptr);
}

TEST_F(CardStoreTest, APlanEndsWhatItNamedBefore) {
    take("a", kNumber);
    take("b", kNumber);
    take("early", kNumber);
    store.keep({"a", "b"});
    EXPECT_NE(store.content("early"), nullptr) << "its plan may be under way";
    store.keep({"b"});
    EXPECT_EQ(store.content("a"), nullptr);
    EXPECT_NE(store.content("b"), nullptr);
    store.keep({"early"});
    store.keep({});
    EXPECT_EQ(store.content("early"), nullptr);
}

// ---- pictures -----------------------------------------------------------------------------------

TEST_F(CardStoreTest, APictureReplacesTheOneOfItsName) {
    const UniqueFd first(::memfd_create("a", MFD_CLOEXEC));
    ASSERT_EQ(::write(first.get(), "satu", 4), 4);  // it stands at its end now
    ASSERT_TRUE(store.take_file("a.png", first.get()));
    EXPECT_EQ(*store.files().at("a.png"), "satu");
    ASSERT_EQ(::pwrite(first.get(), "dua", 3, 0), 3);
    ASSERT_EQ(::ftruncate(first.get(), 3), 0);
    ASSERT_TRUE(store.take_file("a.png", first.get()));
    EXPECT_EQ(*store.files().at("a.png"), "dua");
    ASSERT_TRUE(take_file("a.png", 0));
    EXPECT_EQ(*store.files().at("a.png"), "");
}

TEST_F(CardStoreTest, WhatIsNoPictureFileTakesItsNamesOldOneAway) {
    struct Row {
        const char* what;
        UniqueFd fd;
        std::string error;
    };
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const UniqueFd writes(pipe[1]);
    Row rows[] = {
        {"folder", UniqueFd(::open("/", O_RDONLY)), "a.png: not a regular file"},
        {"device", UniqueFd(::open("/dev/zero", O_RDONLY)), "a.png: not a regular file"},
        {"pipe", UniqueFd(pipe[0]), "a.png: not a regular file"},
        {"closed", UniqueFd(), "a.png: picture file: Bad file descriptor (errno 9)"},
        {"for writing only", UniqueFd(::open("/tmp", O_WRONLY | O_TMPFILE, 0600)),
         "a.png: picture file: Bad file descriptor (errno 9)"},
        {"too large", file_of(CardStore::kMaxFileBytes + 1),
         "a.png: 33554433 bytes — at most 33554432 are taken; save the picture smaller"},
    };
    static_cast<void>(::ftruncate(rows[4].fd.get(), 10));
    for (const Row& row : rows) {
        ASSERT_TRUE(take_file("a.png", 10));
        const auto taken = store.take_file("a.png", row.fd.get());
        ASSERT_FALSE(taken) << row.what;
        EXPECT_EQ(taken.error().message(), row.error);
        EXPECT_FALSE(store.files().contains("a.png")) << row.what;
    }
}

TEST_F(CardStoreTest, PicturesThatNoCardNamesGiveWay) {
    const size_t piece = CardStore::kMaxFileBytes;
    take("k", card_text("image", R"("files": ["0.png", "1.png", "2.png", "3.png", "4.png", "5.png",
                                               "6.png"])"));
    for (int i = 0; i < 8; ++i) {  // 7.png is nobody's
        ASSERT_TRUE(take_file(std::to_string(i) + ".png", piece)) << i;
    }
    ASSERT_TRUE(take_file("new.png", piece));
    EXPECT_FALSE(store.files().contains("7.png"));
    EXPECT_TRUE(store.files().contains("new.png"));
    take("other", card_text("image", R"("files": ["new.png"])"));
    const auto refused = take_file("more.png", piece);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(),
              Error(ErrorCode::exhausted,
                    "more.png: all pictures together have 301989888 bytes — at most 268435456 are "
                    "kept; save them smaller"));
    EXPECT_EQ(store.files().size(), 8u);
}

}  // namespace
}  // namespace pendopo
