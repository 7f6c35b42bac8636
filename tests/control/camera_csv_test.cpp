// cameras.json as a table and back.

#include "engine/control/camera_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "config/camera_config.h"
#include "engine/control/csv_text.h"
#include "engine/text/csv_rows.h"

namespace pendopo {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kCameras = R"({
  "version": 1,
  "cameras": [
    { "id": "rsud-lobi", "name": "RSUD · Lobi", "main": "rtsp://192.0.2.1/main",
      "sub": { "url": "rtsp://192.0.2.1/sub", "size": [640, 360] }, "login": "rsud" },
    { "id": "pasar", "name": "-Pasar; \"Induk\"", "main": "rtsp://192.0.2.2/main",
      "deinterlace": "on" }
  ],
  "groups": [
    { "id": "rumah-sakit", "name": "Rumah sakit", "cameras": ["rsud-lobi"] },
    { "id": "semua", "cameras": ["rsud-lobi", "pasar"] }
  ]
}
)";

CameraImport read(const std::string& csv, const std::vector<std::string>& logins = {"rsud"},
                  const std::string& cameras = kCameras) {
    return read_camera_csv(csv, cameras, "r1", logins);
}

json camera_in(const CameraImport& import, const std::string& id) {
    const json all = json::parse(import.text);
    for (const json& camera : all["cameras"]) {
        if (camera["id"] == id) {
            return camera;
        }
    }
    return {};
}

TEST(CameraCsv, IsATableForASpreadsheet) {
    EXPECT_EQ(*cameras_csv(kCameras),
              "\xEF\xBB\xBFid,name,group,main,sub,login,audience,transport,backend\r\n"
              "rsud-lobi,RSUD · Lobi,rumah-sakit|semua,rtsp://192.0.2.1/main,"
              "rtsp://192.0.2.1/sub,rsud,,,\r\n"
              "pasar,\"'-Pasar; \"\"Induk\"\"\",semua,rtsp://192.0.2.2/main,,,,,\r\n");
    EXPECT_THAT(*cameras_csv(kCameras, ';'), HasSubstr("\r\npasar;\"'-Pasar; \"\"Induk\"\"\";"));
    EXPECT_EQ(cameras_csv("[").error().message(), "cameras.json: no JSON object — mend it first");
}

TEST(CameraCsv, GoesOutAndComesInUnchanged) {
    for (const char separator : {',', ';'}) {
        const CameraImport import = read(*cameras_csv(kCameras, separator));
        EXPECT_THAT(import.problems, IsEmpty());
        EXPECT_EQ(import.text, kCameras);
        EXPECT_EQ(import.revision, "r1");
        EXPECT_THAT(import.changed, IsEmpty());
        EXPECT_THAT(import.added, IsEmpty());
    }
}

TEST(CameraCsv, FormulasAreEscapedBothWays) {
    for (const std::string name :
         {"=1+1", "+62", "-x", "@home", "'quoted", "''=1", "\"a\"", " spaced ", "a\nb"}) {
        const json cameras = {{"version", 1},
                              {"cameras", {{{"id", "a"}, {"name", name}, {"main", "rtsp://h/1"}}}}};
        const std::string csv = *cameras_csv(cameras.dump());
        EXPECT_EQ(csv.find(",=1"), std::string::npos);
        const std::string cell = csv_cell(name);
        EXPECT_FALSE(cell.starts_with('=') || cell.starts_with('+') || cell.starts_with('-') ||
                     cell.starts_with('@'))
            << cell;
        const CsvRows table = read_csv_rows(csv, {}, 100);
        ASSERT_EQ(table.rows.size(), 2u) << cell;
        EXPECT_EQ(csv_value(table.rows[1].cells[1]), name);
    }
}

TEST(CameraCsv, APasswordInAPathGoesNowhereAndStaysWhereItIs) {
    const std::string cameras = R"({"version": 1, "cameras": [{"id": "a",
        "main": "rtsp://192.0.2.7/user=admin&password=s3cret&channel=1"}]})";
    const std::string csv = *cameras_csv(cameras);
    EXPECT_EQ(csv.find("s3cret"), std::string::npos) << csv;
    const CameraImport again = read(csv, {}, cameras);
    EXPECT_THAT(again.problems, IsEmpty());
    EXPECT_THAT(again.changed, IsEmpty());
    EXPECT_EQ(again.text, cameras);
    const CameraImport fresh =
        read("id,main\nb,RTSP://192.0.2.8/user=admin&password=s3cret&channel=1\n", {}, cameras);
    EXPECT_EQ(camera_in(fresh, "b")["main"],
              "rtsp://192.0.2.8/user={user}&password={password}&channel=1");
    EXPECT_THAT(fresh.logins, ElementsAre("admin"));
}

TEST(CameraCsv, WhatItDoesNotMentionStays) {
    const CameraImport import = read("id;name;main\nrsud-lobi;Lobi utama;\n");
    ASSERT_THAT(import.problems, IsEmpty());
    EXPECT_THAT(import.changed, ElementsAre("rsud-lobi"));
    const json camera = camera_in(import, "rsud-lobi");
    EXPECT_EQ(camera["name"], "Lobi utama");
    EXPECT_EQ(camera["main"], "rtsp://192.0.2.1/main");
    EXPECT_EQ(camera["sub"]["size"], json::parse("[640, 360]"));
    EXPECT_EQ(camera_in(import, "pasar")["deinterlace"], "on");
    // An address alone changes; its stream keeps what else is said of it.
    const CameraImport moved = read("id,sub\nrsud-lobi,rtsp://192.0.2.9/sub\n");
    EXPECT_EQ(camera_in(moved, "rsud-lobi")["sub"],
              json::parse(R"({"url": "rtsp://192.0.2.9/sub", "size": [640, 360]})"));
    // A dash takes away.
    const CameraImport bare = read("id,sub,login,group\nrsud-lobi,-,-,-\n");
    ASSERT_THAT(bare.problems, IsEmpty());
    EXPECT_FALSE(camera_in(bare, "rsud-lobi").contains("sub"));
    EXPECT_FALSE(camera_in(bare, "rsud-lobi").contains("login"));
    EXPECT_EQ(json::parse(bare.text)["groups"][1]["cameras"], json::parse(R"(["pasar"])"));
}

TEST(CameraCsv, NewCamerasGetAnIdAndTheirGroups) {
    const CameraImport import = read(
        "sep=;\r\nNama;URL;Kelompok;#catatan\r\n"
        "Mal Pelayanan · Loket;rtsp://192.0.2.5/1;Rumah Sakit|Kantor Baru;apa saja\r\n"
        "Mal Pelayanan · Loket;rtsp://192.0.2.6/1;;\r\n\r\n");
    ASSERT_THAT(import.problems, IsEmpty());
    EXPECT_THAT(import.added, ElementsAre("mal-pelayanan-loket", "mal-pelayanan-loket-2"));
    const json all = json::parse(import.text);
    EXPECT_EQ(all["cameras"].size(), 4u);
    EXPECT_EQ(all["groups"][0]["cameras"], json::parse(R"(["rsud-lobi", "mal-pelayanan-loket"])"));
    EXPECT_EQ(all["groups"][2], json::parse(R"({"id": "kantor-baru", "name": "Kantor Baru",
                              "cameras": ["mal-pelayanan-loket"]})"));
    EXPECT_TRUE(read_cameras_config("cameras.json", import.text)) << import.text;
}

TEST(CameraCsv, PasswordsBecomeNamesOfLogins) {
    const CameraImport import = read(
        "id,main,user,password\n"
        "a,rtsp://192.0.2.5/1,admin,s3cret\n"
        "b,rtsp://192.0.2.6/1,admin,s3cret\n"
        "c,rtsp://192.0.2.7/1,admin,other\n"
        "d,rtsp://operator:p%40ss@192.0.2.8/1,,\n",
        {"rsud", "admin"});
    ASSERT_THAT(import.problems, IsEmpty());
    EXPECT_EQ(camera_in(import, "a")["login"], "admin-2");
    EXPECT_EQ(camera_in(import, "b")["login"], "admin-2") << "who has the same one shares it";
    EXPECT_EQ(camera_in(import, "c")["login"], "admin-3");
    EXPECT_EQ(camera_in(import, "d")["login"], "operator");
    EXPECT_EQ(camera_in(import, "d")["main"], "rtsp://192.0.2.8/1");
    EXPECT_THAT(import.logins, ElementsAre("admin-2", "admin-3", "operator"));
    for (const char* secret : {"s3cret", "other", "p@ss", "p%40ss"}) {
        EXPECT_EQ(import.text.find(secret), std::string::npos);
    }
    // One that has a login keeps it; one that names a login that is not there is told of.
    EXPECT_THAT(read("id,user,password\nrsud-lobi,admin,x\n").logins, IsEmpty());
    EXPECT_THAT(read("id,login\npasar,baru\n").logins, ElementsAre("baru"));
}

TEST(CameraCsv, EveryProblemIsToldWithItsPlace) {
    const CameraImport import = read(
        "id,name,main,audience,login\n"
        "a b,X,rtsp://192.0.2.5/1,,\n"
        "pasar,X,http://192.0.2.5/1,,\n"
        "pasar,X,,,\n"
        "baru,X,,,\n"
        "lama,X,rtsp://admin:s3cret@/1,semua,a b\n");
    EXPECT_EQ(import.text, "");
    EXPECT_THAT(import.added, IsEmpty());
    std::vector<std::string> lines;
    for (const CameraImport::Problem& problem : import.problems) {
        lines.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " +
                        problem.text.en);
        EXPECT_NE(problem.text.id, problem.text.en);
        EXPECT_FALSE(problem.text.id.empty());
        EXPECT_EQ(lines.back().find("s3cret"), std::string::npos);
    }
    ASSERT_EQ(lines.size(), 7u) << testing::PrintToString(lines);
    EXPECT_EQ(lines[0], "2:1 \"a b\": expected letters, digits, \"-\" and \"_\", at most 64");
    EXPECT_THAT(lines[1], HasSubstr("3:3 "));
    EXPECT_EQ(lines[2], "4:1 \"pasar\" stands in line 3 already");
    EXPECT_EQ(lines[3], "5:3 \"baru\" is new and needs an address, rtsp://…");
    EXPECT_THAT(lines[4], HasSubstr("6:3 "));
    EXPECT_EQ(lines[5], "6:4 \"semua\": expected \"public\", \"staff\" or \"restricted\"");
    EXPECT_EQ(lines[6], "6:5 expected the name of a login: letters, digits, \"-\" and \"_\"");
}

TEST(CameraCsv, TablesThatAreNoneAreRefused) {
    const struct {
        std::string csv;
        std::string problem;
    } cases[] = {
        {"", "empty; expected a first line like \"id,name,group,main,sub,login\""},
        {"name2\nx\n",
         "unknown column \"name2\"; choose \"id\", \"name\", \"group\", \"main\", \"sub\", "
         "\"login\", \"audience\", \"transport\", \"backend\", \"user\" or \"password\", or begin "
         "it with \"#\" to leave it out"},
        {"main\nrtsp://h/1\n", "no column \"id\"; cameras are known by it"},
        {"id,id\na,b\n", "column \"id\" stands here twice"},
        {"id,name\na,\"b\n",
         "a quote in or before this line does not close, or stands inside a cell"},
        {"<!doctype html>", "it is a web page or XML; expected CSV"},
        {"Kamera kabupaten\nid;name\na;b\n",
         "the first line looks like a title; expected names of columns, like "
         "\"id,name,group,main,sub,login\""},
        {std::string("PK\x03\x04\0\0", 6), "no text; save it as \"CSV UTF-8\", not as a workbook"}};
    for (const auto& [csv, problem] : cases) {
        const CameraImport import = read(csv);
        ASSERT_EQ(import.problems.size(), 1u) << problem;
        EXPECT_EQ(import.problems[0].text.en, problem);
        EXPECT_NE(import.problems[0].text.in("id"), problem);
        EXPECT_EQ(import.text, "");
    }
    EXPECT_EQ(read("id\na\n", {}, "[]").problems[0].text.en,
              "cameras.json is no JSON object; mend it first");
}

TEST(CameraCsv, ReadsWhatSpreadsheetsSave) {
    const std::string table =
        "id;name;main\r\n;;\r\nbaru;Caf\xC3\xA9 \xE2\x80\x93 1;rtsp://h/1\r\n";
    std::string little = "\xFF\xFE";
    std::string big = "\xFE\xFF";
    for (const char16_t c :
         std::u16string(u"id\tname\tmain\r\nbaru\tCaf\u00E9 \u2013 1\trtsp://h/1\r\n")) {
        const char low = static_cast<char>(c & 0xFF);
        const char high = static_cast<char>(c >> 8);
        little += {low, high};
        big += {high, low};
    }
    for (const std::string& saved :
         {table, "\xEF\xBB\xBF" + table, "sep=;\r\n" + table, little, big,
          std::string("id,name,main\rbaru,Caf\xE9 \x96 1,rtsp://h/1\r"),
          // Blanks of web pages, columns of nothing, and more cells than names.
          std::string("id;Name ;main;;\xC2\xA0\nbaru; Caf\xC3\xA9 \xE2\x80\x93 "
                      "1\xC2\xA0;\xC2\xA0rtsp://h/1\xE2\x80\x8B;;;x\n")}) {
        const CameraImport import = read(saved);
        ASSERT_THAT(import.problems, IsEmpty()) << import.problems[0].text.en;
        EXPECT_EQ(camera_in(import, "baru")["name"], "Caf\u00E9 \u2013 1");
    }
}

TEST(CsvText, MakesIdsOfNames) {
    EXPECT_EQ(id_from("  RSUD · Lobi (2) "), "rsud-lobi-2");
    EXPECT_EQ(id_from("···"), "");
}

}  // namespace
}  // namespace pendopo
