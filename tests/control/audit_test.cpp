#include "engine/control/audit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/control/chain_export.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using testing::Test;

AuditRow row_of(const std::string& action, const std::string& who = "siti") {
    AuditRow row;
    row.at_ms = 1'800'000'000'123;
    row.who = who;
    row.role = "operator";
    row.from = "panel 192.0.2.7";
    row.action = action;
    row.outcome = "done";
    return row;
}

class AuditStoreTest : public Test {
  protected:
    SqlDatabase open() { return std::move(*open_store_file(folder.path(), kAuditLog.store)); }
    // Twice as many records, ten times two in a transaction.
    void fill(int count, int64_t most_bytes = kMostAuditBytes) {
        SqlDatabase database = open();
        for (int i = 0; i < count; i += 10) {
            std::vector<AuditRow> rows;
            for (int j = i; j < std::min(count, i + 10); ++j) {
                rows.push_back(row_of("hold"));
                rows.push_back(row_of("resume"));
            }
            ASSERT_TRUE(append_audit(database, key, rows, most_bytes));
        }
    }
    // As somebody does who has the file, and knows SQL and SHA-256, but not the key.
    void tamper(const std::string& sql) {
        SqlDatabase database = open();
        const auto done = database.run(("DROP TRIGGER IF EXISTS records_stay;" + sql).c_str());
        ASSERT_TRUE(done) << done.error().message();
    }
    std::vector<std::string> problems() {
        SqlDatabase database = open();
        return verify_chain(database, kAuditLog, key)->problems;
    }

    test::TempDir folder;
    std::string key = *chain_key(folder.path());
};

TEST_F(AuditStoreTest, AnUntouchedLogIsUnchanged) {
    EXPECT_EQ(problems(), std::vector<std::string>());
    fill(10);
    SqlDatabase database = open();
    const auto verdict = verify_chain(database, kAuditLog, key);
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->problems, std::vector<std::string>());
    EXPECT_EQ(verdict->records, 20U);
    EXPECT_EQ(verdict->last, 20U);
    EXPECT_EQ(verdict->head_hash.size(), 64U);
    EXPECT_FALSE(database.run("UPDATE records SET who = 'x'")) << "records are only added";
    EXPECT_EQ(*read_chain_key(folder.path()), key) << "the same at the next start";
}

TEST_F(AuditStoreTest, EveryKindOfTamperingIsFoundAndNamed) {
    using Problems = std::vector<std::string>;
    const struct {
        const char* what;
        const char* sql;
        Problems problems;
    } cases[] = {
        {"a flipped field",
         "UPDATE records SET who = 'budi' WHERE number = 7",
         {"record 7 was changed"}},
        {"another outcome",
         "UPDATE records SET outcome = 'refused' WHERE number = 1",
         {"record 1 was changed"}},
        {"another time",
         "UPDATE records SET at_ms = at_ms + 1 WHERE number = 20",
         {"record 20 was changed"}},
        {"text moved from field to field",
         "UPDATE records SET who = who || 'operator', role = '' WHERE number = 3",
         {"record 3 was changed"}},
        {"one deleted", "DELETE FROM records WHERE number = 5", {"record 5 is missing"}},
        {"some deleted",
         "DELETE FROM records WHERE number BETWEEN 5 AND 9",
         {"records 5 to 9 are missing"}},
        {"deleted and closed up",
         "DELETE FROM records WHERE number = 5;"
         "UPDATE records SET number = number - 1 WHERE number = 6;",
         {"record 5 does not follow the one before it: one of them was replaced",
          "record 5 was changed", "record 6 is missing"}},
        {"two swapped",
         "UPDATE records SET number = 1000 WHERE number = 4;"
         "UPDATE records SET number = 4 WHERE number = 5;"
         "UPDATE records SET number = 5 WHERE number = 1000;",
         {"record 4 does not follow the one before it: one of them was replaced",
          "record 4 was changed",
          "record 5 does not follow the one before it: one of them was replaced",
          "record 5 was changed",
          "record 6 does not follow the one before it: one of them was replaced"}},
        {"the end cut off",
         "DELETE FROM records WHERE number > 17",
         {"records 18 to 20 are missing at the end"}},
        {"the end cut off, the mark too",
         "DELETE FROM records WHERE number > 17; DELETE FROM marks;",
         {"the mark of the newest record is missing: records may be missing at the end"}},
        {"the end cut off, the mark set back",
         "DELETE FROM records WHERE number > 17; UPDATE marks SET number = 17,"
         " hash = (SELECT hash FROM records WHERE number = 17);",
         {"the end was not written by this wall: its mark has another signature"}},
        {"the beginning cut off",
         "DELETE FROM records WHERE number < 4",
         {"records 1 to 3 are missing"}},
        {"the beginning cut off, with a mark",
         "INSERT INTO marks SELECT 'anchor', number, previous, 'x' FROM records WHERE number = 4;"
         "DELETE FROM records WHERE number < 4;",
         {"the beginning was not cut by this wall: its mark has another signature"}},
        {"everything", "DELETE FROM records", {"records 1 to 20 are missing at the end"}},
    };
    for (const auto& each : cases) {
        std::filesystem::remove(folder.path() / "audit.db");
        fill(10);
        tamper(each.sql);
        EXPECT_EQ(problems(), each.problems) << each.what;
    }
}

// A forger who computes hashes as we do is given away by the mark alone.
TEST_F(AuditStoreTest, WellMadeForgeriesAreFound) {
    fill(10);
    {
        SqlDatabase database = open();
        std::vector<AuditRow> rows{row_of("take")};
        ASSERT_TRUE(append_audit(database, "another key", rows));
    }
    const std::vector<std::string> told = {
        "record 21: before this record the log was not as the wall had left it",
        "the end was not written by this wall: its mark has another signature"};
    EXPECT_EQ(problems(), told);
}

TEST_F(AuditStoreTest, TheWallNotesThatItFoundTheLogChanged) {
    fill(10);
    tamper("DELETE FROM records WHERE number > 17");
    SqlDatabase database = open();
    std::vector<AuditRow> rows{row_of("take")};
    EXPECT_EQ(append_audit(database, key, rows), true);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].action, kSuspectAction);
    EXPECT_EQ(rows[1].number, 22U);
    const std::vector<std::string> told = {
        "records 18 to 20 are missing",
        "record 21: before this record the log was not as the wall had left it"};
    EXPECT_EQ(problems(), told) << "going on writing does not heal it";
    rows = {row_of("hold")};
    EXPECT_EQ(append_audit(database, key, rows), false) << "told once";
}

TEST_F(AuditStoreTest, StaysBelowItsSizeAndCanBeProvenAfterwards) {
    constexpr int64_t kMost = 200 << 10;
    fill(1000, kMost);
    SqlDatabase database = open();
    const auto verdict = verify_chain(database, kAuditLog, key);
    EXPECT_EQ(verdict->problems, std::vector<std::string>());
    EXPECT_EQ(verdict->last, 2000U);
    EXPECT_GT(verdict->first, 1U);
    EXPECT_GT(verdict->records, 100U);
    ASSERT_TRUE(database.run("PRAGMA wal_checkpoint(TRUNCATE)"));
    EXPECT_LT(std::filesystem::file_size(folder.path() / "audit.db"), uintmax_t{kMost} * 5 / 4);
    tamper("DELETE FROM records WHERE number = (SELECT min(number) FROM records)");
    EXPECT_EQ(problems().size(), 1U);
}

TEST_F(AuditStoreTest, WithoutItsKeyNothingIsProven) {
    fill(1);
    SqlDatabase database = open();
    EXPECT_EQ(verify_chain(database, kAuditLog, "")->problems,
              std::vector<std::string>{"the key audit.key cannot be read: whether the wall wrote "
                                       "this log cannot be shown"});
}

TEST(AuditExportTest, WritesLinesForProgramsAndForSpreadsheets) {
    AuditRow row = row_of("message");
    row.number = 3;
    row.who = "=cmd|' /C calc'!A0";
    row.object = "he said \"hi\",\nthen left";
    row.message = "\xFF";
    ChainedRecord record = record_of(row);
    record.previous = "aa";
    record.hash = "bb";
    EXPECT_EQ(csv_line(kAuditLog, record),
              "3,2027-01-15T08:00:00.123Z,\"'=cmd|' /C calc'!A0\",\"operator\",\"panel "
              "192.0.2.7\",\"message\",\"he said \"\"hi\"\",\nthen "
              "left\",\"\",\"\",\"done\",\"\xFF\",\"bb\"\r\n");
    EXPECT_EQ(json_line(kAuditLog, record),
              "{\"number\":3,\"at\":\"2027-01-15T08:00:00.123Z\",\"at_ms\":1800000000123,\"who\":"
              "\"=cmd|' /C calc'!A0\",\"role\":\"operator\",\"from\":\"panel "
              "192.0.2.7\",\"action\":\"message\",\"object\":\"he said "
              "\\\"hi\\\",\\nthen left\",\"before\":\"\",\"after\":\"\",\"outcome\":\"done\","
              "\"message\":\"\xEF\xBF\xBD\",\"previous\":\"aa\",\"hash\":\"bb\"}\n");
}

TEST(AuditExportTest, ReadsTimes) {
    EXPECT_EQ(read_utc_time("2027-01-15"), 1'799'971'200'000);
    EXPECT_EQ(read_utc_time("2027-01-15T08:00"), 1'800'000'000'000);
    EXPECT_EQ(read_utc_time("2027-01-15T08:00:01"), 1'800'000'001'000);
    for (const char* wrong : {"", "yesterday", "2027-01-15T", "2027-13-01", "15-01-2027"}) {
        const auto time = read_utc_time(wrong);
        ASSERT_FALSE(time) << wrong;
        EXPECT_EQ(time.error().message(),
                  "\"" + std::string(wrong) +
                      "\" is no time; expected 2026-11-25 or 2026-11-25T08:30, UTC");
    }
}

TEST(AuditTextTest, TakesSecretsOutAndBoundsWhatStays) {
    EXPECT_EQ(audit_text("{\"name\":\"siti\",\"password\":\"rahasia\"}", 100),
              "{\"name\":\"siti\",\"password\":\"•\"}");
    EXPECT_EQ(audit_text("[{\"a\":{\"token\":\"x\"}}]", 100), "[{\"a\":{\"token\":\"•\"}}]");
    EXPECT_EQ(audit_text("{\"text\": \"no secret\"}", 100), "{\"text\": \"no secret\"}");
    EXPECT_EQ(audit_text("{broken", 100), "{broken");
    EXPECT_EQ(audit_text(std::string(5000, '['), 10), "[[[[[[[[[[…");
    EXPECT_EQ(audit_text("ééé", 3), "é…");
}

class AuditTest : public Test {
  protected:
    std::unique_ptr<Audit> start(int64_t most = kMostAuditBytes) {
        return std::make_unique<Audit>(loop, clock, folder.path(), Log::silent(), most);
    }
    static std::vector<AuditRow> all(const Audit& audit) {
        return audit.page({0, 1000, ""}, [](std::string_view) { return false; });
    }
    void pass(Seconds time) {
        for (int64_t second = 0; second < time.count(); ++second) {
            clock.advance(Seconds(1));
            loop.turn();
        }
    }

    test::HandClock clock;
    EventLoop loop{clock};
    test::TempDir folder;
};

TEST_F(AuditTest, WritesBesideTheLoopAndRemembersOverARestart) {
    {
        const auto audit = start();
        audit->add(row_of("hold"));
        audit->add(row_of("resume", "budi"));
        ASSERT_TRUE(test::turn_until(loop, [&] { return all(*audit).size() == 2; }));
        EXPECT_EQ(all(*audit)[0].action, "resume") << "newest first";
        EXPECT_EQ(all(*audit)[0].number, 2U);
        EXPECT_EQ(all(*audit)[1].at_ms, 1'800'000'000'000);
        EXPECT_EQ(audit->problem(), "");
        audit->add(row_of("take"));  // and ends at once
    }
    const auto audit = start();
    ASSERT_TRUE(test::turn_until(loop, [&] { return all(*audit).size() == 3; }));
    EXPECT_EQ(all(*audit)[0].action, "take");
    auto file = open_store_to_read(folder.path(), kAuditLog.store);
    ASSERT_TRUE(file);
    EXPECT_EQ(verify_chain(*file, kAuditLog, *read_chain_key(folder.path()))->problems,
              std::vector<std::string>());
}

TEST_F(AuditTest, PagesAndShowsOperatorsTheirOwnAndCommands) {
    const auto audit = start();
    for (int i = 0; i < 10; ++i) {
        audit->add(row_of("hold", "budi"));
        audit->add(row_of("add_user", "siti"));
    }
    ASSERT_TRUE(test::turn_until(loop, [&] { return all(*audit).size() == 20; }));
    const auto command = [](std::string_view action) { return action == "hold"; };
    EXPECT_EQ(audit->page({0, 5, ""}, command).front().number, 20U);
    EXPECT_EQ(audit->page({16, 5, ""}, command).front().number, 15U);
    EXPECT_EQ(audit->page({0, 100, "ayu"}, command).size(), 10U);
    EXPECT_EQ(audit->page({0, 100, "siti"}, command).size(), 20U);
}

TEST_F(AuditTest, AFloodOfNobodyIsFolded) {
    const auto audit = start();
    AuditRow refused = row_of("activate_layout", "");
    refused.outcome = "unauthorized";
    refused.from = "api 198.51.100.9";
    for (int i = 0; i < 5000; ++i) {
        audit->add(refused);
    }
    audit->add(row_of("hold"));
    ASSERT_TRUE(
        test::turn_until(loop, [&] { return all(*audit).size() == AuditFold::kOneByOne + 1; }));
    pass(Seconds(61));
    ASSERT_TRUE(
        test::turn_until(loop, [&] { return all(*audit).size() == AuditFold::kOneByOne + 2; }));
    const AuditRow folded = all(*audit).front();
    EXPECT_EQ(folded.message, "4980 more requests of nobody were refused within a minute");
    EXPECT_EQ(folded.from, "api 198.51.100.9");
    EXPECT_EQ(folded.action, "refused_requests");
}

TEST_F(AuditTest, TroubleWithTheDiskIsToldAndNothingIsHeldUp) {
    folder.write("audit.key", "somebody else's", 0644);  // refused: others may read it
    const auto audit = start();
    audit->add(row_of("hold"));
    ASSERT_TRUE(test::turn_until(loop, [&] { return !audit->problem().empty(); }));
    EXPECT_NE(audit->problem().find("audit records cannot be written ("), std::string::npos);
    EXPECT_NE(audit->problem().find("; they wait in memory, 2000 at most; free space in the state "
                                    "folder or mend it"),
              std::string::npos)
        << audit->problem();
    for (size_t i = 0; i < ChainWriter::kMostWaiting + 99; ++i) {
        audit->add(row_of("hold"));
    }
    std::filesystem::remove(folder.path() / "audit.key");
    pass(ChainWriter::kTryAgainEvery + Seconds(1));
    ASSERT_TRUE(test::turn_until(
        loop, [&] { return !all(*audit).empty() && all(*audit).front().action == "audit_lost"; }));
    EXPECT_EQ(all(*audit).front().message,
              "100 records were lost before this one: none could be written");
    EXPECT_EQ(audit->problem(), "");
}

TEST_F(AuditTest, ADamagedLogIsSetAsideAndTold) {
    folder.write("audit.db", "this is no database, but long enough to look at it twice");
    const auto audit = start();
    audit->add(row_of("hold"));
    ASSERT_TRUE(test::turn_until(loop, [&] { return all(*audit).size() == 1; }));
    EXPECT_EQ(audit->problem(),
              (folder.path() / "audit.db").string() +
                  " was damaged (file is not a database): it is set aside as "
                  "audit.db.broken-20270115T080000Z, and the audit records begin anew");
}

TEST_F(AuditTest, ALogThatSomebodyChangedIsTold) {
    { start()->add(row_of("hold")); }
    {
        auto database = open_store_file(folder.path(), kAuditLog.store);
        ASSERT_TRUE(database->run("DELETE FROM records"));
    }
    const auto audit = start();
    audit->add(row_of("resume"));
    ASSERT_TRUE(test::turn_until(loop, [&] { return !audit->problem().empty(); }));
    EXPECT_EQ(audit->problem(),
              "the audit log was changed by somebody else: `pendopo audit verify` says where");
}

}  // namespace
}  // namespace pendopo
