#include "engine/control/proof_log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/control/chain_export.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

ProofRow row_of(int64_t second) {
    ProofRow row;
    row.from_ms = 1'800'000'000'000 + second * 1000;
    row.to_ms = row.from_ms + 60'000;
    row.display = "kiri";
    row.layout = "ringkasan";
    row.layout_hash = std::string(64, 'a');
    row.shown = R"({"tiles":[{"tile":"1","camera":"rsud-lobi","state":"live"}]})";
    row.proved = 58;
    row.failed = 2;
    row.folded = 1;
    row.reason = "the renderer's loop stands";
    return row;
}

class ProofLogTest : public testing::Test {
  protected:
    SqlDatabase open() { return std::move(*open_store_file(folder.path(), kProofLog.store)); }
    void fill(int count, ChainLimit limit = kMostProof) {
        SqlDatabase database = open();
        std::vector<ChainedRecord> records;
        for (int i = 0; i < count; ++i) {
            records.push_back(record_of(row_of(i)));
        }
        ASSERT_EQ(append_chain(database, kProofLog, key, records, limit), false);
    }
    std::vector<std::string> problems() {
        SqlDatabase database = open();
        return verify_chain(database, kProofLog, key)->problems;
    }

    test::TempDir folder;
    std::string key = *chain_key(folder.path());
};

TEST_F(ProofLogTest, RecordsComeBackAsTheyWere) {
    fill(3);
    SqlDatabase database = open();
    std::vector<ProofRow> rows;
    ASSERT_TRUE(
        each_record(database, kProofLog, {1'800'000'001'000, 1'800'000'002'000},
                    [&](const ChainedRecord& record) { rows.push_back(proof_row_of(record)); }));
    ProofRow expected = row_of(1);
    expected.number = 2;
    EXPECT_EQ(rows, std::vector<ProofRow>{expected});
    EXPECT_EQ(problems(), std::vector<std::string>());
    EXPECT_FALSE(database.run("UPDATE records SET proved = 60")) << "records are only added";
}

TEST_F(ProofLogTest, WhatWasChangedRemovedInsertedOrReorderedIsNamed) {
    const std::string copy =
        "INSERT INTO records SELECT 11, at_ms, \"to\", display, event, layout, layout_hash, shown,"
        " proved, failed, folded, reason, previous, hash FROM records WHERE number = 10;";
    const struct {
        const char* what;
        std::string sql;
        std::vector<std::string> problems;
    } cases[] = {
        {"a failure made a success",
         "UPDATE records SET failed = 0, proved = 60 WHERE number = 4",
         {"record 4 was changed"}},
        {"another camera",
         "UPDATE records SET shown = replace(shown, 'rsud-lobi', 'pasar') WHERE number = 4",
         {"record 4 was changed"}},
        {"another end",
         "UPDATE records SET \"to\" = \"to\" + 1 WHERE number = 4",
         {"record 4 was changed"}},
        {"a layout of another content",
         "UPDATE records SET layout_hash = 'b' WHERE number = 10",
         {"record 10 was changed"}},
        {"one removed", "DELETE FROM records WHERE number = 4", {"record 4 is missing"}},
        {"the newest removed",
         "DELETE FROM records WHERE number = 10",
         {"record 10 is missing at the end"}},
        {"one inserted",
         copy,
         {"record 11 does not follow the one before it: one of them was replaced",
          "record 11 was changed", "record 11 is not the wall's: added afterwards"}},
        {"two reordered",
         "UPDATE records SET number = 99 WHERE number = 4;"
         "UPDATE records SET number = 4 WHERE number = 5;"
         "UPDATE records SET number = 5 WHERE number = 99;",
         {"record 4 does not follow the one before it: one of them was replaced",
          "record 4 was changed",
          "record 5 does not follow the one before it: one of them was replaced",
          "record 5 was changed",
          "record 6 does not follow the one before it: one of them was replaced"}},
    };
    for (const auto& each : cases) {
        std::filesystem::remove(folder.path() / "proof.db");
        fill(10);
        {
            SqlDatabase database = open();
            const auto done = database.run(("DROP TRIGGER records_stay;" + each.sql).c_str());
            ASSERT_TRUE(done) << each.what << done.error().message();
        }
        EXPECT_EQ(problems(), each.problems) << each.what;
    }
}

// Every single byte of what the records say.
TEST_F(ProofLogTest, AnyChangedByteOfARecordIsFound) {
    fill(3);
    { ASSERT_TRUE(open().run("PRAGMA wal_checkpoint(TRUNCATE)")); }
    const auto path = folder.path() / "proof.db";
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const size_t begins = bytes.find("kiri");
    ASSERT_NE(begins, std::string::npos);
    for (size_t place = begins; place < begins + 200; place += 7) {
        std::string changed = bytes;
        changed[place] = static_cast<char>(changed[place] ^ 1);
        std::ofstream(path, std::ios::binary) << changed;
        auto database = open_store_to_read(folder.path(), kProofLog.store);
        const auto verdict = database ? verify_chain(*database, kProofLog, key)
                                      : Result<ChainVerdict>(fail(database.error()));
        EXPECT_TRUE(!verdict || !verdict->problems.empty()) << place;
    }
}

TEST_F(ProofLogTest, TheOldestAreCutByTheirNumber) {
    for (int i = 0; i < 30; ++i) {
        fill(10, {.records = 100});
    }
    SqlDatabase database = open();
    const auto verdict = verify_chain(database, kProofLog, key);
    EXPECT_EQ(verdict->problems, std::vector<std::string>());
    EXPECT_EQ(verdict->last, 300U);
    EXPECT_LE(verdict->records, 100U);
    EXPECT_GT(verdict->records, 80U);
}

TEST(ProofExport, WritesTimesNumbersAndWhatWasShown) {
    ChainedRecord record = record_of(row_of(0));
    record.number = 7;
    record.previous = "aa";
    record.hash = "bb";
    EXPECT_EQ(csv_header(kProofLog),
              "number,from,to,display,event,layout,layout_hash,shown,proved,failed,folded,reason,"
              "hash\r\n");
    EXPECT_EQ(
        csv_line(kProofLog, record),
        "7,2027-01-15T08:00:00.000Z,2027-01-15T08:01:00.000Z,\"kiri\",\"shown\","
        "\"ringkasan\",\"" +
            std::string(64, 'a') +
            "\",\"{\"\"tiles\"\":[{\"\"tile\"\":\"\"1\"\",\"\"camera\"\":\"\"rsud-lobi\"\","
            "\"\"state\"\":\"\"live\"\"}]}\",58,2,1,\"the renderer's loop stands\",\"bb\"\r\n");
    EXPECT_EQ(json_line(kProofLog, record),
              "{\"number\":7,\"from\":\"2027-01-15T08:00:00.000Z\",\"from_ms\":1800000000000,"
              "\"to\":\"2027-01-15T08:01:00.000Z\",\"to_ms\":1800000060000,\"display\":\"kiri\","
              "\"event\":\"shown\",\"layout\":\"ringkasan\",\"layout_hash\":\"" +
                  std::string(64, 'a') +
                  "\",\"shown\":{\"tiles\":[{\"tile\":\"1\",\"camera\":\"rsud-lobi\",\"state\":"
                  "\"live\"}]},\"proved\":58,\"failed\":2,\"folded\":1,\"reason\":\"the renderer's "
                  "loop stands\",\"previous\":\"aa\",\"hash\":\"bb\"}\n");
}

// Of a file that somebody wrote into.
TEST(ProofExport, WhatNobodyOfOursWroteIsExportedAsText) {
    ChainedRecord record = record_of(row_of(0));
    record.at_ms = INT64_MAX;
    record.fields[0] = "=cmd";
    record.fields[5] = std::string(100'000, '[') + std::string(100'000, ']');
    record.fields[6] = "=1+1";
    const std::string csv = csv_line(kProofLog, record);
    EXPECT_TRUE(csv.starts_with("0,9223372036854775807,\"'=cmd\",")) << csv.substr(0, 80);
    EXPECT_NE(csv.find(",\"'=1+1\","), std::string::npos);
    EXPECT_NE(json_line(kProofLog, record).find("\"shown\":\"[[[["), std::string::npos);
}

}  // namespace
}  // namespace pendopo
