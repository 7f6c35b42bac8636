#include "engine/wall/command.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/base/enum_words.h"

namespace pendopo {
namespace {

// One of each kind with every field set.
std::vector<Command> every_command() {
    return {ActivateLayout{"pasar", "kiri", 60},
            NextLayout{"kiri"},
            PreviousLayout{"kanan"},
            Hold{},
            Resume{},
            FollowSchedule{"kiri"},
            Undo{},
            EnlargeTile{"kiri", "kiri/0", 30},
            RestoreTile{"kiri"},
            HideCameras{"a"},
            ShowCameras{"a"},
            ShowMessage{"Rapat <b>& \"selesai\"", MessageLevel::warning, 0, {"kiri", "kanan"}},
            ClearMessage{},
            IdentifyDisplays{5},
            RehearseLayout{"pasar", "kiri"},
            CancelRehearsal{},
            Take{20},
            ConfirmTake{},
            RaiseAlarm{"banjir", "Air naik"},
            AcknowledgeAlarm{"banjir"},
            EndAlarm{"banjir"},
            LockKeyboard{},
            UnlockKeyboard{},
            ShowTestPattern{{"kiri"}, 60},
            WakeDisplays{{"kiri"}},
            EndWake{{"kiri"}}};
}

TEST(CommandTable, HasARowForEveryCommandWithAWordOfItsOwn) {
    ASSERT_EQ(command_table().size(), std::variant_size_v<Command>);
    const auto all = every_command();
    ASSERT_EQ(all.size(), command_table().size());
    std::set<std::string_view> words;
    for (size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].index(), i);
        EXPECT_EQ(&row_of(all[i]), &command_table()[i]);
        EXPECT_TRUE(words.insert(command_table()[i].word).second) << command_table()[i].word;
        EXPECT_FALSE(command_table()[i].summary.empty());
    }
}

TEST(CommandTable, EveryRoleMayWhatItsRowSays) {
    for (const Command& command : every_command()) {
        const CommandRow& row = row_of(command);
        for (const auto& role : words_of(Role{})) {
            const auto allowed = may({"siti", role.value, "api"}, command);
            EXPECT_EQ(allowed.has_value(), role.value >= row.least_role)
                << row.word << " " << role.word;
            if (!allowed) {
                EXPECT_EQ(allowed.error().code(), ErrorCode::refused);
                EXPECT_EQ(allowed.error().message(), std::string(row.word) + " takes the role \"" +
                                                         std::string(to_string(row.least_role)) +
                                                         "\"; siti has the role \"" +
                                                         std::string(role.word) + "\"");
            }
        }
    }
}

TEST(CommandJson, EveryCommandComesBackAsItWas) {
    for (const Command& command : every_command()) {
        const auto read = read_command(to_json(command));
        ASSERT_TRUE(read) << to_json(command) << read.error().message();
        EXPECT_EQ(*read, command) << to_json(command);
    }
}

TEST(CommandJson, WritesWhatAPersonWould) {
    EXPECT_EQ(to_json(ActivateLayout{"pasar", "", 0}),
              R"({"command":"activate_layout","layout":"pasar"})");
    EXPECT_EQ(to_json(EnlargeTile{"kiri", "kiri/0", 60}),
              R"({"command":"enlarge_tile","display":"kiri","tile":"kiri/0"})");
    EXPECT_EQ(to_json(Hold{}), R"({"command":"hold"})");
    EXPECT_EQ(to_json(ShowMessage{"\xff", MessageLevel::info, 300, {}}),
              "{\"command\":\"show_message\",\"text\":\"\xEF\xBF\xBD\"}");
}

TEST(CommandJson, WhatIsMissingHasItsDefault) {
    EXPECT_EQ(*read_command(R"({"command":"show_message","text":"Halo"})"),
              Command(ShowMessage{"Halo", MessageLevel::info, 300, {}}));
    EXPECT_EQ(*read_command(R"({"command":"take"})"), Command(Take{0}));
}

TEST(CommandJson, TellsEveryProblem) {
    const std::string long_text(281, 'x');
    std::string many_names = R"("kiri")";
    for (int i = 1; i < 100; ++i) {
        many_names += R"(,"kiri")";
    }
    const std::vector<std::pair<std::string, std::string>> cases{
        {"{", "the text ends too early: a closing bracket, brace or quote is missing"},
        {"[]", "got an empty array; expected an object"},
        {"{}", "missing key \"command\"; expected a string"},
        {R"({"command":"activate_layuot"})",
         R"(/command: no command "activate_layuot"; did you mean "activate_layout"?)"},
        {R"({"command":"hold","by":"siti"})", "/by: unknown key; the keys here are \"command\""},
        {R"({"command":"activate_layout","layuot":"pasar","seconds":-1})",
         "missing key \"layout\"; expected a string\n"
         "/layuot: unknown key; did you mean \"layout\"?\n"
         "/seconds: got -1; expected a whole number from 0 to 86400"},
        {R"({"command":"show_message","text":"a","level":"warnning"})",
         "/level: got \"warnning\"; expected \"info\", \"warning\" or \"emergency\"; did you mean "
         "\"warning\"?"},
        {R"({"command":"show_message","text":"a\nb"})",
         "/text: got a control character; expected letters, signs and spaces on one line"},
        {R"({"command":"show_message","text":"  "})",
         "/text: got no text; expected 1 to 280 characters"},
        {R"({"command":"show_message","text":")" + long_text + "\"}",
         "/text: got a text of 281 characters; expected at most 280"},
        {R"({"command":"show_message","text":"a","displays":["kiri",3]})",
         "/displays/1: got 3; expected a string"},
        {R"({"command":"show_message","text":"a","displays":[)" + many_names + "]}",
         "/displays/64: expected at most 64 names"}};
    for (const auto& [json, text] : cases) {
        const auto read = read_command(json);
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().code(), ErrorCode::invalid);
        EXPECT_EQ(read.error().message(), text) << json;
    }
}

TEST(CommandJson, HugeAndDeepTextsAreRefused) {
    EXPECT_FALSE(read_command(std::string(100'000, ' ')));
    EXPECT_FALSE(read_command(std::string(10'000, '[')));
    EXPECT_FALSE(read_command(R"({"command":"hold","command":"resume"})"));
}

TEST(CommandSchema, SaysFieldsRangesAndWhatIsRequired) {
    EXPECT_EQ(command_schema("hold"),
              R"({"type":"object","properties":{},"additionalProperties":false})");
    EXPECT_EQ(command_schema("raise_alarm"),
              R"({"type":"object","properties":{"alarm":{"type":"string","minLength":1,)"
              R"("maxLength":256},"text":{"type":"string","maxLength":280}},)"
              R"("additionalProperties":false,"required":["alarm"]})");
    EXPECT_EQ(command_schema("take"),
              R"({"type":"object","properties":{"confirm_seconds":{"type":"integer",)"
              R"("minimum":0,"maximum":86400,"default":0}},"additionalProperties":false})");
}

}  // namespace
}  // namespace pendopo
