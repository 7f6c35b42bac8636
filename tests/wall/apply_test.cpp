// What each command does to the state, and the texts of those refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/wall/wall_model_of.h"

namespace pendopo {
namespace {

using testing::ElementsAre;

class ApplyTest : public testing::Test {
  protected:
    // Gives a command at that second; the state stays when it is refused.
    std::string give(const Command& command, int64_t second) {
        const auto after = apply(state_, command, kSiti, *model_, wall_at(second));
        if (!after) {
            code_ = after.error().code();
            return after.error().message();
        }
        state_ = *after;
        return "";
    }
    void time(int64_t second) { state_ = pass(state_, *model_, wall_at(second)); }
    WallDecision decision(int64_t second) { return resolve(state_, *model_, {}, wall_at(second)); }
    // "kiri kanan" at that second.
    std::string shown(int64_t second) {
        const auto now = decision(second);
        return now.displays[0].layout + " " + now.displays[1].layout;
    }

    std::shared_ptr<WallModel> model_ = sample_model();
    WallState state_ = new_state();
    ErrorCode code_ = ErrorCode::io;
};

TEST_F(ApplyTest, ActivatingOnTheWallEndsEarlierChoicesOnADisplayOnlyItsOwn) {
    EXPECT_EQ(give(ActivateLayout{"dua", "kiri"}, 1), "");
    EXPECT_EQ(shown(1), "dua satu");
    EXPECT_EQ(give(ActivateLayout{"tur"}, 2), "");
    EXPECT_EQ(shown(2), "tur tur");
    EXPECT_EQ(state_.claims.size(), 1U);
    EXPECT_EQ(give(ActivateLayout{"dua", "kanan"}, 3), "");
    EXPECT_EQ(shown(3), "tur dua");
    EXPECT_EQ(state_.claims[1].reason, "Dipilih oleh siti");
    EXPECT_EQ(give(FollowSchedule{"kiri"}, 4), "");
    EXPECT_EQ(shown(4), "satu dua");
    EXPECT_EQ(give(FollowSchedule{}, 5), "");
    EXPECT_EQ(shown(5), "satu satu");
}

TEST_F(ApplyTest, FollowingOnOneDisplayKeepsTheWallsChoiceOnTheOthers) {
    give(ActivateLayout{"tur"}, 1);
    give(FollowSchedule{"kiri"}, 2);
    EXPECT_EQ(shown(2), "satu tur");
}

TEST_F(ApplyTest, ALayoutForAWhileGivesWayToTheLastingChoice) {
    give(ActivateLayout{"dua"}, 1);
    give(ActivateLayout{"tur", "", 60}, 2);
    EXPECT_EQ(shown(3), "tur tur");
    EXPECT_EQ(decision(3).look_again, wall_at(62));
    time(62);
    EXPECT_EQ(shown(62), "dua dua");
    EXPECT_EQ(state_.claims.size(), 1U);
}

TEST_F(ApplyTest, ChoosingWhatIsChosenChangesNothing) {
    give(ActivateLayout{"dua"}, 1);
    give(ShowMessage{"Halo"}, 2);
    const WallState before = state_;
    EXPECT_EQ(give(ActivateLayout{"dua"}, 3), "");
    EXPECT_EQ(state_, before);
}

TEST_F(ApplyTest, NextAndPreviousGoRound) {
    for (const char* const expected : {"dua dua", "tur tur", "satu satu"}) {
        give(NextLayout{}, 1);
        EXPECT_EQ(shown(1), expected);
    }
    give(PreviousLayout{"kanan"}, 2);
    EXPECT_EQ(shown(2), "satu tur");
}

TEST_F(ApplyTest, EnlargedTilesEndByThemselvesByRestoringAndByAnotherLayout) {
    EXPECT_EQ(give(EnlargeTile{"kiri", "kiri/0", 30}, 1), "");
    EXPECT_EQ(decision(2).displays[0].tile, "kiri/0");
    EXPECT_EQ(decision(2).displays[0].winner.reason, "Diperbesar oleh siti");
    time(31);
    EXPECT_TRUE(state_.claims.empty());
    give(EnlargeTile{"kiri", "kiri/0", 0}, 40);
    give(RestoreTile{"kanan"}, 41);
    EXPECT_EQ(decision(41).displays[0].tile, "kiri/0");
    give(RestoreTile{}, 42);
    EXPECT_EQ(decision(42).displays[0].tile, "");
    give(EnlargeTile{"kiri", "kiri/0", 0}, 43);
    give(ActivateLayout{"dua", "kanan"}, 44);
    EXPECT_EQ(decision(44).displays[0].tile, "kiri/0");
    give(ActivateLayout{"dua", "kiri"}, 45);
    EXPECT_EQ(decision(45).displays[0].tile, "");
}

TEST_F(ApplyTest, UndoTakesBackChoicesButNeverMessagesCamerasOrAlarms) {
    EXPECT_EQ(give(Undo{}, 0), "nothing to undo");
    EXPECT_EQ(code_, ErrorCode::invalid);
    give(ActivateLayout{"dua"}, 1);
    give(HideCameras{}, 2);
    give(RaiseAlarm{"gempa"}, 3);
    give(ActivateLayout{"tur", "kiri"}, 4);
    give(EndAlarm{"gempa"}, 20);
    give(EnlargeTile{"kiri", "kiri/0"}, 21);
    EXPECT_EQ(give(Undo{}, 22), "");
    EXPECT_EQ(decision(22).displays[0].tile, "");
    EXPECT_EQ(shown(22), "tur dua");
    give(Undo{}, 23);
    EXPECT_EQ(shown(23), "dua dua");
    EXPECT_TRUE(decision(23).all_cameras_hidden);
    give(Undo{}, 24);
    EXPECT_EQ(shown(24), "satu satu");
    EXPECT_EQ(give(Undo{}, 25), "nothing to undo");
}

TEST_F(ApplyTest, UndoPassesOverWhatEndedByItselfAndKeepsTenSteps) {
    give(ActivateLayout{"dua"}, 1);
    give(ActivateLayout{"tur", "", 10}, 2);
    time(20);
    give(Undo{}, 21);
    EXPECT_EQ(shown(21), "satu satu");
    for (int i = 0; i < 25; ++i) {
        give(NextLayout{}, 30 + i);
    }
    EXPECT_EQ(state_.undo.size(), WallState::kMostUndo);
}

TEST_F(ApplyTest, TakeGoesBackUnlessConfirmed) {
    EXPECT_EQ(give(Take{}, 0), "nothing to take: no layout is rehearsed");
    EXPECT_EQ(give(ConfirmTake{}, 0), "nothing to confirm: no take waits for it");
    give(RehearseLayout{"tur", "kiri"}, 1);
    EXPECT_EQ(shown(1), "satu satu");
    give(Take{30}, 2);
    EXPECT_FALSE(state_.rehearsal);
    EXPECT_EQ(shown(2), "tur satu");
    EXPECT_EQ(decision(2).look_again, wall_at(32));
    time(31);
    EXPECT_EQ(shown(31), "tur satu");
    time(32);
    EXPECT_EQ(shown(32), "satu satu");
    EXPECT_FALSE(state_.trial);
    EXPECT_EQ(give(Undo{}, 33), "nothing to undo");
}

TEST_F(ApplyTest, ATakeIsKeptByConfirmingOrChoosingAndTakenBackByUndo) {
    const std::vector<std::pair<Command, std::string>> cases{
        {ConfirmTake{}, "tur tur"},         {ActivateLayout{"tur"}, "tur tur"},
        {ActivateLayout{"dua"}, "dua dua"}, {Undo{}, "satu satu"},
        {RestoreTile{}, "satu satu"},       {Hold{}, "satu satu"}};
    for (const auto& [command, expected] : cases) {
        state_ = new_state();
        give(RehearseLayout{"tur"}, 1);
        give(Take{30}, 2);
        EXPECT_EQ(give(command, 10), "");
        time(40);
        EXPECT_EQ(shown(40), expected) << to_json(command);
    }
}

// Cameras come back by show_cameras and by nothing else: no other command, no passing of time.
TEST_F(ApplyTest, NothingButShowingBringsHiddenCamerasBack) {
    give(RehearseLayout{"dua"}, 1);
    give(Take{30}, 2);
    give(HideCameras{}, 3);
    give(HideCameras{"a"}, 3);
    int second = 4;
    for (const Command& command :
         {Command(ConfirmTake{}), Command(Undo{}), Command(FollowSchedule{}), Command(NextLayout{}),
          Command(ActivateLayout{"dua"}), Command(EnlargeTile{"kiri", "kiri/0"}),
          Command(RestoreTile{}), Command(ClearMessage{}), Command(CancelRehearsal{}),
          Command(Hold{}), Command(Resume{}), Command(RaiseAlarm{"gempa"}),
          Command(EndAlarm{"gempa"}), Command(UnlockKeyboard{}), Command(ShowTestPattern{{}, 0}),
          Command(IdentifyDisplays{0}), Command(Undo{}), Command(ShowCameras{"b"})}) {
        give(command, ++second);
        ASSERT_TRUE(decision(second).all_cameras_hidden) << to_json(command);
        ASSERT_THAT(decision(second).hidden_cameras, ElementsAre("a")) << to_json(command);
    }
    time(10'000'000);
    EXPECT_TRUE(decision(10'000'000).all_cameras_hidden);
    const auto again = read_wall_state(to_json(state_));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->claims, state_.claims) << "nor a restart";
}

TEST_F(ApplyTest, CamerasHiddenByThemselvesStayHiddenWhenAllAreShown) {
    give(HideCameras{"a"}, 1);
    give(HideCameras{}, 2);
    EXPECT_TRUE(decision(2).all_cameras_hidden);
    give(ShowCameras{}, 3);
    EXPECT_FALSE(decision(3).all_cameras_hidden);
    EXPECT_THAT(decision(3).hidden_cameras, ElementsAre("a"));
    model_->cameras.cameras.clear();
    EXPECT_EQ(give(ShowCameras{"a"}, 4), "");
    EXPECT_TRUE(state_.claims.empty());
}

TEST_F(ApplyTest, HidingAllAlwaysHasRoom) {
    for (size_t i = 0; i <= WallState::kMostOfAKind; ++i) {
        CameraConfig camera;
        camera.id = "k" + std::to_string(i);
        model_->cameras.cameras.push_back(camera);
        EXPECT_EQ(give(HideCameras{camera.id}, 1),
                  i < WallState::kMostOfAKind
                      ? ""
                      : "no more than 64 hidden cameras at once; end one of them first");
    }
    EXPECT_EQ(code_, ErrorCode::exhausted);
    EXPECT_EQ(give(HideCameras{}, 2), "");
}

TEST_F(ApplyTest, AMessageReplacesThoseOfItsClassOnItsDisplays) {
    const auto text = [&](size_t display) {
        const auto message = decision(50).displays[display].message;
        return message ? std::get<ClaimMessage>(message->what).text : "";
    };
    give(ShowMessage{"Halo", MessageLevel::info, 0}, 1);
    give(ShowMessage{"Kiri", MessageLevel::warning, 0, {"kiri", "kiri"}}, 2);
    EXPECT_EQ(text(0), "Kiri");
    EXPECT_EQ(text(1), "Halo");
    EXPECT_EQ(state_.claims.size(), 2U);
    give(ShowMessage{"Keluar", MessageLevel::emergency, 0}, 3);
    give(ShowMessage{"Rapat", MessageLevel::info, 0}, 4);
    EXPECT_EQ(text(0), "Keluar");
    give(ClearMessage{}, 5);
    EXPECT_EQ(text(0) + text(1), "");
}

TEST_F(ApplyTest, IdentifyingEndsByItselfOrAtOnce) {
    give(IdentifyDisplays{}, 1);
    EXPECT_TRUE(decision(10).displays[1].identify);
    EXPECT_FALSE(decision(11).displays[1].identify);
    give(IdentifyDisplays{0}, 2);
    EXPECT_FALSE(decision(3).displays[0].identify);
}

TEST_F(ApplyTest, ATestPatternCoversDisplaysUntilSomebodyEndsItOrItsTimeIsOver) {
    const Principal technician{"tono", Role::technician, "panel 192.0.2.8"};
    const auto show = [&](const ShowTestPattern& command, int64_t second) {
        const auto after = apply(state_, command, technician, *model_, wall_at(second));
        state_ = after ? *after : state_;
        return after ? "" : after.error().message();
    };
    const auto on = [&](int64_t second) {
        const auto displays = decision(second).displays;
        return std::pair(displays[0].test_pattern, displays[1].test_pattern);
    };
    EXPECT_EQ(give(ShowTestPattern{}, 0),
              "show_test_pattern takes the role \"technician\"; siti has the role \"operator\"");
    EXPECT_EQ(show({}, 0), "");
    EXPECT_EQ(on(599), std::pair(true, true));
    EXPECT_EQ(on(600), std::pair(false, false));
    EXPECT_EQ(give(RestoreTile{"kiri"}, 1), "") << "an operator may end it";
    EXPECT_EQ(on(2), std::pair(false, true));
    EXPECT_EQ(show({{"kiri"}, 30}, 3), "");
    EXPECT_EQ(on(4), std::pair(true, true));
    EXPECT_EQ(on(40), std::pair(false, true));
    EXPECT_EQ(give(Undo{}, 5), "");
    EXPECT_EQ(on(6), std::pair(false, false));
    EXPECT_EQ(give(Undo{}, 7), "nothing to undo");
    EXPECT_EQ(show({{"kanan"}}, 8), "");
    EXPECT_EQ(show({{}, 0}, 9), "");
    EXPECT_EQ(on(10), std::pair(false, false));
    EXPECT_NE(show({{"atas"}}, 11), "");
    EXPECT_NE(show({{""}}, 11), "");
}

TEST_F(ApplyTest, TheLockedKeyboardMayHideAllCamerasAndNothingElse) {
    give(LockKeyboard{}, 1);
    for (const Command& command : {Command(HideCameras{"a"}), Command(ShowCameras{})}) {
        EXPECT_FALSE(
            apply(state_, command, {"keyboard", Role::operate, "keyboard"}, *model_, wall_at(2)));
    }
    EXPECT_TRUE(
        apply(state_, HideCameras{}, {"keyboard", Role::operate, "keyboard"}, *model_, wall_at(2)));
    const auto refused =
        apply(state_, Hold{}, {"keyboard", Role::operate, "keyboard"}, *model_, wall_at(2));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), ErrorCode::refused);
    EXPECT_EQ(refused.error().message(), "the keyboard is locked; unlock it in the panel");
    EXPECT_EQ(give(UnlockKeyboard{}, 3), "");
}

TEST_F(ApplyTest, UnknownNamesAndWrongValuesAreRefusedAndChangeNothing) {
    const std::vector<std::tuple<Command, ErrorCode, std::string>> cases{
        {ActivateLayout{"satv"}, ErrorCode::not_found,
         "no layout \"satv\"; did you mean \"satu\"?"},
        {ActivateLayout{"satu", "kir"}, ErrorCode::not_found,
         "no display \"kir\"; did you mean \"kiri\"?"},
        {ActivateLayout{"satu", "", 86'401}, ErrorCode::invalid,
         "seconds: got 86401; expected a whole number from 0 to 86400"},
        {RehearseLayout{"satv"}, ErrorCode::not_found,
         "no layout \"satv\"; did you mean \"satu\"?"},
        {EnlargeTile{"kiri", "kiri/1"}, ErrorCode::not_found,
         "no tile \"kiri/1\"; did you mean \"kiri/0\"?"},
        {HideCameras{"gerbamg"}, ErrorCode::not_found,
         "no camera \"gerbamg\"; did you mean \"gerbang\"?"},
        {ShowCameras{"gerbamg"}, ErrorCode::not_found,
         "no camera \"gerbamg\"; did you mean \"gerbang\"?"},
        {RaiseAlarm{"banjr"}, ErrorCode::not_found, "no alarm \"banjr\"; did you mean \"banjir\"?"},
        {EndAlarm{"banjr"}, ErrorCode::not_found, "no alarm \"banjr\"; did you mean \"banjir\"?"},
        {AcknowledgeAlarm{"banjr"}, ErrorCode::not_found,
         "no alarm \"banjr\"; did you mean \"banjir\"?"},
        {RaiseAlarm{"banjir", "a\tb"}, ErrorCode::invalid,
         "the alarm's text: got a control character; expected letters, signs and spaces on one "
         "line"},
        {ShowMessage{""}, ErrorCode::invalid,
         "the message: got no text; expected 1 to 280 characters"},
        {ShowMessage{"a\xC2\x85"}, ErrorCode::invalid,
         "the message: got a control character; expected letters, signs and spaces on one line"},
        {Take{-1}, ErrorCode::invalid,
         "confirm_seconds: got -1; expected a whole number from 0 to 86400"}};
    const WallState before = state_;
    for (const auto& [command, code, text] : cases) {
        EXPECT_EQ(give(command, 1), text);
        EXPECT_EQ(code_, code) << text;
    }
    EXPECT_EQ(state_, before);
}

TEST_F(ApplyTest, EveryAcceptedCommandIsKeptAsAChange) {
    give(Hold{}, 1);
    give(Hold{}, 2);
    give(Resume{}, 3);
    ASSERT_EQ(state_.changes.size(), 2U);
    EXPECT_EQ(state_.changes[0],
              (Change{2, R"({"command":"hold"})", "siti", "panel 192.0.2.7", wall_at(1)}));
    EXPECT_EQ(state_.revision, 3U);
    for (int i = 0; i < 50; ++i) {
        give(NextLayout{}, 10 + i);
    }
    EXPECT_EQ(state_.changes.size(), WallState::kMostChanges);
}

TEST_F(ApplyTest, ATagSaysWhoChangedWhat) {
    const std::string tag = state_tag(state_);
    EXPECT_EQ(tag, "e1-1");
    EXPECT_TRUE(check_tag(state_, tag));
    give(ActivateLayout{"dua", "kiri"}, 1);
    give(Hold{}, 2);
    const auto old = check_tag(state_, tag);
    ASSERT_FALSE(old);
    EXPECT_EQ(old.error().code(), ErrorCode::conflict);
    EXPECT_EQ(old.error().message(),
              "the wall changed meanwhile (siti: hold; siti: activate_layout \"dua\" \"kiri\"); "
              "read the state and try again");
    for (int i = 0; i < 7; ++i) {
        give(NextLayout{}, 10 + i);
    }
    EXPECT_NE(check_tag(state_, tag).error().message().find("; and 4 more)"), std::string::npos);
    for (const char* const other : {"", "e1", "e1-", "e2-3", "e1-99", "e1-x", "-", "e1--1"}) {
        EXPECT_EQ(check_tag(state_, other).error().message(),
                  "the tag is of another state of the wall; read the state and try again")
            << other;
    }
}

}  // namespace
}  // namespace pendopo
