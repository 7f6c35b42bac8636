// Spreadsheets as Excel and LibreOffice write them, made here part by part; and hostile ones.

#include "engine/data/workbook.h"

#include <gtest/gtest.h>

#include "engine/data/shape.h"
#include "tests/data_sources/zipped.h"

namespace pendopo {
namespace {

constexpr int64_t kNow = 1'795'000'000'000;
using test::Parts;
using test::zipped;

constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

Parts xlsx(const std::string& rows, const std::string& strings = "", const char* book = "") {
    return {{"xl/workbook.xml",
             std::string("<workbook xmlns=\"") + kMain + "\" xmlns:r=\"r\">" + book +
                 R"(<sheets><sheet name="Lama" sheetId="1" state="hidden" r:id="rId7"/>
             <sheet name="Rekap" sheetId="2" r:id="rId1"/><sheet name="Lain" sheetId="3" r:id="rId2"/>
             </sheets></workbook>)"},
            {"xl/_rels/workbook.xml.rels",
             R"(<Relationships><Relationship Id="rId2" Target="worksheets/sheet2.xml"/>
            <Relationship Id="rId1" Target="/xl/worksheets/sheet1.xml"/></Relationships>)"},
            {"xl/styles.xml",
             R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\ mmmm\ yyyy"/>
            <numFmt numFmtId="165" formatCode="&quot;Rp&quot;#,##0;[Red]-&quot;Rp&quot;#,##0"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/>
            <xf numFmtId="22"/></cellXfs></styleSheet>)"},
            {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
            {"xl/worksheets/sheet1.xml", std::string("<worksheet xmlns=\"") + kMain +
                                             "\"><sheetData>" + rows + "</sheetData></worksheet>"},
            {"xl/worksheets/sheet2.xml",
             R"(<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>
            <row r="2"><c r="A2"><v>7</v></c></row></sheetData></worksheet>)"}};
}

struct Read {
    std::string text;
    ValueReading reading;
};
Read read(const std::string& bytes, SourceConfig source = {}) {
    source.audience = "staff";
    auto shaped = shape({.body = bytes}, source, "Asia/Jakarta", kNow);
    return shaped ? Read{shaped->text, shaped->reading}
                  : Read{"error: " + shaped.error().message(), {}};
}

const std::string kStrings =
    "<si><t>kode</t></si><si><t>opd</t></si><si><t>pagu</t></si><si><t>serap</t></si>"
    "<si><t>tanggal</t></si><si><r><t>Dinas </t></r><r><t>Pangan</t></r><rPh><t>x</t></rPh></si>"
    "<si><t>2.07.01</t></si>";
const std::string kRows =
    R"(<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" t="s"><v>2</v></c>
       <c r="D3" t="s"><v>3</v></c><c r="E3" t="s"><v>4</v></c></row>
       <row r="4"><c r="A4" t="s"><v>6</v></c><c r="B4" t="s"><v>5</v></c>
       <c r="C4" s="3"><v>1182400123456</v></c><c r="D4" s="2"><f>C4/D4</f><v>0.8745</v></c>
       <c r="E4" s="1"><v>46326</v></c></row>
       <row r="6"><c r="A6" t="inlineStr"><is><t>2.07.02</t></is></c><c r="B6" t="str"><v>Arsip</v></c>
       <c r="C6" s="3"><v>-1500.5</v></c><c r="D6" t="e"><v>#DIV/0!</v></c>
       <c r="E6" s="4"><v>46326.3333333333</v></c></row>)";

TEST(Workbook, ReadsExcelsCellsAsWhatTheyAre) {
    const Read got = read(zipped(xlsx(kRows, kStrings)));
    EXPECT_EQ(
        got.text,
        R"([{"kode":"2.07.01","opd":"Dinas Pangan","pagu":1182400123456,"serap":87.45,)"
        R"("tanggal":"2026-10-31"},{"kode":"2.07.02","opd":"Arsip","pagu":-1500.5,"serap":null,)"
        R"("tanggal":"2026-10-31T08:00"}])");
    EXPECT_EQ(got.reading.format, "xlsx");
    EXPECT_EQ(got.reading.losses,
              std::vector<std::string>{"column \"serap\": 1 of 2 values are errors of their "
                                       "spreadsheet, first \"#DIV/0!\" in row 6"});
    EXPECT_EQ(got.reading.notes,
              std::vector<std::string>{"the sheet \"Rekap\" of \"Lama\", \"Rekap\" "
                                       "or \"Lain\" is read; say \"sheet\" for "
                                       "another"});
}

TEST(Workbook, ASheetIsChosenByItsName) {
    SourceConfig source;
    source.sheet = "Lain";
    EXPECT_EQ(read(zipped(xlsx(kRows, kStrings)), source).text, R"([{"x":7}])");
    source.sheet = "Rekpa";
    EXPECT_EQ(read(zipped(xlsx(kRows, kStrings)), source).text,
              "error: no sheet named \"Rekpa\"; did you mean \"Rekap\"?");
}

TEST(Workbook, TextsInASheetAreReadByTheSameRules) {
    const std::string rows =
        R"(<row r="1"><c r="A1" t="inlineStr"><is><t>REKAP 2026</t></is></c></row>
           <row r="2"><c r="A2" t="inlineStr"><is><t>kec</t></is></c>
           <c r="B2" t="inlineStr"><is><t>jiwa</t></is></c></row>
           <row r="3"><c r="A3" t="inlineStr"><is><t>A</t></is></c>
           <c r="B3" t="inlineStr"><is><t>41.250</t></is></c></row>
           <row r="4"><c r="A4" t="inlineStr"><is><t>Sumber: BPS</t></is></c></row>)";
    EXPECT_EQ(read(zipped(xlsx(rows))).text,
              "error: line 1 looks like a title and line 2 like the names of the columns; say "
              "\"csv\": {\"header_row\": 2}");
    SourceConfig source;
    source.csv.header_row = 2;
    EXPECT_EQ(read(zipped(xlsx(rows)), source).text.substr(0, 29),
              "error: column \"jiwa\", row 3: ");
    source.csv.decimal = ',';
    EXPECT_EQ(read(zipped(xlsx(rows)), source).text, R"([{"kec":"A","jiwa":41250}])");
}

TEST(Workbook, DaysSince1904AndFormulasWithoutAValue) {
    const std::string rows =
        R"(<row><c t="inlineStr"><is><t>t</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row>
           <row><c s="1"><v>44864</v></c><c><f>SUM(A1)</f></c></row>)";
    const Read got = read(zipped(xlsx(rows, "", R"(<workbookPr date1904="1"/>)")));
    EXPECT_EQ(got.text, R"([{"t":"2026-10-31","n":null}])");
    EXPECT_EQ(got.reading.losses[0].substr(0, 37), "1 formulas were never worked out, fir");
}

TEST(Workbook, NoCellIsEmptyWithoutAWord) {
    // openpyxl writes formulas with an empty value, XlsxWriter with a zero that stands for none.
    const std::string formulas =
        R"(<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c>
           <c t="inlineStr"><is><t>c</t></is></c><c t="inlineStr"><is><t>d</t></is></c></row>
           <row r="2"><c r="A2"><f>SUM(B2)</f><v/></c><c r="B2"><f>1-1</f><v>0</v></c>
           <c r="C2" t="str"><f>IF(1,"x")</f><v>x</v></c>
           <c r="D2" t="str"><f>IF(1,"")</f><v></v></c></row>)";
    Read got = read(zipped(xlsx(formulas)));
    EXPECT_EQ(got.text, R"([{"a":null,"b":0,"c":"x","d":null}])");
    EXPECT_EQ(got.reading.losses.at(0),
              "1 formulas were never worked out, first in A2; open and save the spreadsheet");
    got = read(zipped(xlsx(formulas, "", R"(<calcPr fullCalcOnLoad="1"/>)")));
    EXPECT_EQ(got.text, R"([{"a":null,"b":null,"c":"x","d":null}])");
    EXPECT_EQ(got.reading.lost, 2u);
    // No day, no text of that number.
    got = read(zipped(xlsx(
        R"(<row><c t="inlineStr"><is><t>t</t></is></c><c t="inlineStr"><is><t>s</t></is></c></row>
           <row r="2"><c r="A2" s="1"><v>250000</v></c><c r="B2" t="s"><v>9</v></c></row>
           <row r="3"><c r="A3" s="1"><v>46326</v></c><c r="B3" t="b"><v>true</v></c></row>
           <row r="4"><c r="A4" s="2"><v>1e308</v></c><c r="B4" t="str"><v>x</v></c></row>)")));
    EXPECT_EQ(got.text, R"([{"t":null,"s":null},{"t":"2026-10-31","s":true},{"t":null,"s":"x"}])");
    EXPECT_EQ(got.reading.lost, 3u);
    EXPECT_EQ(
        got.reading.losses.at(0),
        "column \"t\": 2 of 3 values are errors of their spreadsheet, first \"#####\" in row 2");
}

TEST(Workbook, SharesAndFractionsInOneColumnAreNotTheSameMeasure) {
    const Read got = read(zipped(xlsx(
        R"(<row><c t="inlineStr"><is><t>serap</t></is></c></row><row><c s="2"><v>0.87</v></c></row>
           <row><c><v>0.12</v></c></row><row><c s="2"><v>0.5</v></c></row>)")));
    EXPECT_EQ(got.text, R"([{"serap":87},{"serap":null},{"serap":50}])");
    EXPECT_EQ(got.reading.losses.at(0),
              "column \"serap\": 1 of 3 values have another unit than the "
              "first, first \"0.12\" in row 3");
    EXPECT_EQ(got.reading.columns.at(0).unit, "%");
}

TEST(Workbook, HoursThatCountOnOverADay) {
    Parts parts = xlsx(
        R"(<row><c t="inlineStr"><is><t>lama</t></is></c></row><row><c s="1"><v>1.5</v></c></row>)");
    parts["xl/styles.xml"] =
        R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>
           <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>)";
    EXPECT_EQ(read(zipped(parts)).text, R"([{"lama":"36:00"}])");
}

Parts ods(const std::string& rows) {
    return {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml",
         "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">"
         "<office:body><office:spreadsheet><table:table table:name=\"Rekap\">" +
             rows + "</table:table></office:spreadsheet></office:body></office:document-content>"}};
}
std::string text_cell(const std::string& text) {
    return "<table:table-cell office:value-type=\"string\"><text:p>" + text +
           "</text:p></table:table-cell>";
}

TEST(Workbook, ReadsOpenDocument) {
    const Read got = read(zipped(ods(
        "<table:table-row>" + text_cell("kec") + text_cell("jiwa") + text_cell("bagian") +
        text_cell("per") +
        "<table:table-cell table:number-columns-repeated=\"1020\"/></table:table-row>"
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>"
        "<table:table-row>" +
        text_cell("Utara<text:s/>Jaya") +
        "<table:table-cell office:value-type=\"float\" "
        "office:value=\"41250\"><text:p>41.250</text:p>"
        "</table:table-cell><table:table-cell office:value-type=\"percentage\" "
        "office:value=\"0.5\"/>"
        "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-10-31\">"
        "<office:annotation><text:p>catatan</text:p></office:annotation></table:table-cell>"
        "</table:table-row><table:table-row>" +
        text_cell("Selatan") +
        "<table:table-cell office:value-type=\"float\" office:value=\"0\"><text:p>#REF!</text:p>"
        "</table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/>"
        "</table:table-row>")));
    EXPECT_EQ(got.text, R"([{"kec":"Utara Jaya","jiwa":41250,"bagian":50,"per":"2026-10-31"},)"
                        R"({"kec":"Selatan","jiwa":null,"bagian":null,"per":null}])");
    EXPECT_EQ(got.reading.format, "ods");
    EXPECT_EQ(got.reading.losses[0].substr(got.reading.losses[0].size() - 8), "in row 5");
}

std::string number_cell(const std::string& type, const std::string& value,
                        const std::string& inside = "") {
    return "<table:table-cell office:value-type=\"" + type + "\" office:value=\"" + value + "\">" +
           inside + "</table:table-cell>";
}
std::string ods_row(const std::string& cells) {
    return "<table:table-row>" + cells + "</table:table-row>";
}

TEST(Workbook, OpenDocumentsFiguresAreReadWhole) {
    const std::string names = ods_row(text_cell("a") + text_cell("b"));
    // A value that is none is read as its text is.
    EXPECT_EQ(read(zipped(ods(names + ods_row(number_cell("float", "1,5") + text_cell("x"))))).text,
              R"([{"a":1.5,"b":"x"}])");
    // Lines of a cell are no digits of one number; what is drawn on it is no text of it.
    EXPECT_EQ(read(zipped(ods(names + ods_row(text_cell("1<text:line-break/>2") +
                                              text_cell("3<text:tab/>4")))))
                  .text,
              R"([{"a":"1\n2","b":"3 4"}])");
    EXPECT_EQ(read(zipped(ods(
                       names +
                       ods_row("<table:table-cell><draw:frame><draw:text-box><text:p>Lihat</text:p>"
                               "<table:table table:name=\"In\">" +
                               ods_row(text_cell("7")) +
                               "</table:table></draw:text-box></draw:frame></table:table-cell>" +
                               number_cell("float", "5", "<text:p>5</text:p>")) +
                       ods_row(number_cell("float", "6") + number_cell("float", "8")))))
                  .text,
              R"([{"a":null,"b":5},{"a":6,"b":8}])");
    Read got = read(zipped(ods(
        names + ods_row("<table:table-cell table:formula=\"of:=SUM([.B2])\"/>" + text_cell("x")))));
    EXPECT_EQ(got.text, R"([{"a":null,"b":"x"}])");
    EXPECT_EQ(got.reading.losses.at(0),
              "1 formulas were never worked out, first in row 2; open and save the spreadsheet");
    got = read(zipped(ods(ods_row(text_cell("a")) + ods_row(number_cell("percentage", "0.87")) +
                          ods_row(number_cell("float", "0.12")))));
    EXPECT_EQ(got.text, R"([{"a":87},{"a":null}])");
    EXPECT_EQ(got.reading.lost, 1u);
}

TEST(Workbook, AHiddenSheetOfOpenDocumentIsNotTheFirst) {
    Parts parts = ods("");
    parts["content.xml"] =
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
        "xmlns:style=\"s\"><style:style style:name=\"ta1\"><style:table-properties "
        "table:display=\"false\"/></style:style><table:table table:name=\"Lama\" "
        "table:style-name=\"ta1\">" +
        ods_row(text_cell("a")) + ods_row(text_cell("x")) +
        "</table:table><table:table table:name=\"Baru\">" + ods_row(text_cell("a")) +
        ods_row(text_cell("y")) + "</table:table></office:document-content>";
    EXPECT_EQ(read(zipped(parts)).text, R"([{"a":"y"}])");
}

TEST(Workbook, RefusesWhatIsNone) {
    EXPECT_EQ(read("PK\x03\x04 damaged").text,
              "error: the spreadsheet is damaged; open and save it again");
    EXPECT_EQ(read("\xD0\xCF\x11\xE0").text,
              "error: it is an old Excel file (.xls) or locked with a password; save it as .xlsx "
              "without a password");
    EXPECT_EQ(read(zipped({{"a.txt", "x"}})).text,
              "error: it is an archive, but no .xlsx or .ods spreadsheet");
    EXPECT_EQ(read(zipped({{"xl/workbook.bin", "x"}})).text,
              "error: it is a binary spreadsheet (.xlsb); save it as .xlsx");
    EXPECT_EQ(read(zipped({{"xl/workbook.xml", "<workbook/>"}})).text,
              "error: the spreadsheet has no sheet");
    EXPECT_EQ(read(zipped({{"content.xml", "<a>"}})).text,
              "error: the spreadsheet is damaged; open and save it again");
    EXPECT_EQ(read(zipped(xlsx(kRows, kStrings), "rahasia")).text,
              "error: the spreadsheet is locked with a password; save it without one");
    SourceConfig source;
    source.format = DataFormat::workbook;
    EXPECT_EQ(read("a,b\n1,2\n", source).text,
              "error: it is no spreadsheet; expected .xlsx or .ods");
}

TEST(Workbook, HostileOnesCostLittle) {
    // An entity that would grow to gigabytes: no document of a spreadsheet has any.
    EXPECT_EQ(read(zipped({{"content.xml", "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>"}})).text,
              "error: the spreadsheet is damaged; open and save it again");
    std::string deep;
    for (int i = 0; i < 200; ++i) {
        deep += "<a>";
    }
    EXPECT_EQ(read(zipped({{"content.xml", deep}})).text,
              "error: nested deeper than any spreadsheet");
    // A hundred megabytes of blanks, packed to a hundred kilobytes.
    EXPECT_EQ(read(zipped({{"content.xml", "<a>" + std::string(100 << 20, ' ') + "</a>"}}))
                  .text.substr(0, 40),
              "error: the spreadsheet unpacks to more t");
    EXPECT_EQ(read(zipped(ods("<table:table-row table:number-rows-repeated=\"1000000\">" +
                              text_cell("x") + "</table:table-row>")))
                  .text.substr(0, 36),
              "error: the sheet has more than 50000");
    EXPECT_EQ(
        read(zipped(ods("<table:table-row><table:table-cell "
                        "table:number-columns-repeated=\"4000000000\" office:value-type="
                        "\"string\"><text:p>x</text:p></table:table-cell></table:table-row>")))
            .text.substr(0, 36),
        "error: the sheet has more than 50000");
    // One long text in a thousand cells, by repeating and by its number.
    const std::string wide =
        "<table:table-cell table:number-columns-repeated=\"1000\" "
        "office:value-type=\"string\"><text:p>" +
        std::string(100 << 10, 'x') + "</text:p></table:table-cell>";
    EXPECT_EQ(read(zipped(ods(ods_row(wide)))).text.substr(0, 36),
              "error: the sheet has more than 50000");
    std::string cells;
    for (int i = 0; i < 1000; ++i) {
        cells += "<row><c t=\"s\"><v>0</v></c></row>";
    }
    EXPECT_EQ(read(zipped(xlsx(cells, "<si><t>" + std::string(100 << 10, 'x') + "</t></si>")))
                  .text.substr(0, 36),
              "error: the sheet has more than 50000");
    // Two million cells in one row.
    std::string many;
    for (int i = 0; i < 2000; ++i) {
        many +=
            "<table:table-cell table:number-columns-repeated=\"1000\" "
            "office:value-type=\"float\" office:value=\"1\"/>";
    }
    EXPECT_EQ(read(zipped(ods(ods_row(many)))).text.substr(0, 36),
              "error: the sheet has more than 50000");
    // A wide row makes all others as wide.
    EXPECT_EQ(read(zipped(ods(ods_row("<table:table-cell table:number-columns-repeated=\"998\"/>" +
                                      text_cell("x")) +
                              "<table:table-row table:number-rows-repeated=\"400000\">" +
                              text_cell("1") + "</table:table-row>")))
                  .text.substr(0, 36),
              "error: the sheet has more than 50000");
    const std::string good = zipped(xlsx(kRows, kStrings));
    for (size_t at = 0; at < good.size(); at += 7) {  // damage anywhere is a table or a sentence
        std::string damaged = good;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        EXPECT_FALSE(read(damaged).text.empty());
    }
}

}  // namespace
}  // namespace pendopo
