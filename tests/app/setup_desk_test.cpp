// The desk over a small installation on the disk, with workers that say nothing.

#include "engine/app/setup_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/app/model_loader.h"
#include "engine/control/api_answer.h"
#include "tests/app/told_worker.h"
#include "tests/support/event_loop_turns.h"
#include "tests/support/hand_clock.h"
#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

using nlohmann::json;
using test::turn_until;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kLayout = R"({
  "version": 1, "id": "satu", "name": "Satu",
  "displays": { "kiri": { "tiles": [ { "camera": "lobi" } ] } }
}
)";

class SetupDeskTest : public testing::Test {
  protected:
    SetupDeskTest() {
        folder_.write("wall.json",
                      R"({"version": 1, "name": "Uji", "displays": [{"id": "kiri"}]})");
        folder_.write("cameras.json", R"({
  "version": 1,
  "cameras": [
    { "id": "lobi", "name": "Lobi", "main": "rtsp://192.0.2.7/lobi" }
  ]
}
)");
        folder_.write("layouts/satu.json", kLayout);
        folder_.write("cards/angka.json", R"({"version": 1, "id": "angka", "kind": "text",
            "text": "Halo"})");
        auto loaded = load_model(folder_ / "wall.json", nullptr);
        EXPECT_TRUE(loaded) << to_string(loaded.error());
        model_ = loaded->model;
        desk_ = std::make_unique<WallSetup>(
            loop_, clock_, Log::silent(),
            SetupWall{
                folder_ / "wall.json",
                state_.path(),
                [this] { return model_; },
                {[](const std::string&) { return nullptr; }, [](const std::string&) { return -1; }},
                [this](WorkerLaunch launch, WorkerHooks hooks) {
                    launched_.push_back(launch.role);
                    return std::make_unique<test::ToldWorker>(launch.role, std::move(hooks));
                },
                [] { return std::vector<ConnectedOutput>{}; },
                [](const MaskTrial& trial) { return Result<std::string>(trial.display); },
                [](const std::string&) {}});
    }

    // The answer of a call that answers later.
    template <class Answer, class Ask>
    Answer wait(Ask ask) {
        std::optional<Answer> answer;
        ask([&](Answer told) { answer = std::move(told); });
        EXPECT_TRUE(turn_until(loop_, [&] { return answer.has_value(); }));
        return std::move(*answer);
    }
    Result<ConfigDocument> read(const std::string& file) {
        return wait<Result<ConfigDocument>>([&](auto done) { desk_->config_file(file, done); });
    }
    SaveOutcome save(const FileChange& change) {
        return wait<SaveOutcome>([&](auto done) { desk_->save_config({change}, "siti", done); });
    }
    std::string on_disk(const std::string& file) { return *read_text_file(folder_ / file); }

    test::HandClock clock_;
    EventLoop loop_{clock_};
    test::TempDir folder_;
    test::TempDir state_;
    std::shared_ptr<const WallModel> model_;
    std::vector<std::string> launched_;
    std::unique_ptr<WallSetup> desk_;
};

TEST_F(SetupDeskTest, FilesAreReadChangedAndTakenBack) {
    const auto listing = wait<Result<ConfigListing>>([&](auto done) { desk_->config_files(done); });
    ASSERT_TRUE(listing) << listing.error().message();
    EXPECT_EQ(listing->files.size(), 4u);
    const auto before = read("layouts/satu.json");
    ASSERT_TRUE(before) << before.error().message();
    EXPECT_EQ(before->text, kLayout);
    EXPECT_EQ(before->file.kind, "layout");

    FileChange change;
    change.file = "layouts/satu.json";
    change.revision = before->file.revision;
    change.changes = {{JsonChange::Op::replace, "/name", "\"Lain\""}};
    const auto saved = save(change);
    ASSERT_TRUE(saved) << saved.error().error.message();
    ASSERT_EQ(saved->size(), 1u);
    EXPECT_EQ((*saved)[0].revision_before, before->file.revision);
    EXPECT_EQ((*saved)[0].lines_added, 1u);
    EXPECT_EQ((*saved)[0].lines_removed, 1u);
    EXPECT_THAT(on_disk("layouts/satu.json"), HasSubstr("\"name\": \"Lain\""));

    // From the same old text once more: somebody was quicker.
    const auto late = save(change);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().error.code(), ErrorCode::conflict);
    ASSERT_TRUE(late.error().current);
    EXPECT_EQ(late.error().current->revision, (*saved)[0].revision);

    const auto generations = wait<Result<std::vector<Generation>>>(
        [&](auto done) { desk_->generations("layouts/satu.json", done); });
    ASSERT_TRUE(generations);
    ASSERT_GE(generations->size(), 2u);
    const std::string oldest = generations->back().id;
    const auto old = wait<Result<OldText>>(
        [&](auto done) { desk_->generation("layouts/satu.json", oldest, done); });
    ASSERT_TRUE(old) << old.error().message();
    EXPECT_EQ(old->text, kLayout);
    EXPECT_THAT(old->difference, HasSubstr("-  \"version\": 1, \"id\": \"satu\""));
    const auto restored = wait<SaveOutcome>([&](auto done) {
        desk_->restore("layouts/satu.json", oldest, (*saved)[0].revision, "siti", done);
    });
    ASSERT_TRUE(restored) << restored.error().error.message();
    EXPECT_EQ(on_disk("layouts/satu.json"), kLayout);
}

TEST_F(SetupDeskTest, LoginsAreUsedAndNeverTold) {
    const auto set =
        wait<Result<void>>([&](auto done) { desk_->set_login("kamera", "admin", "s3cret", done); });
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_THAT(*wait<Result<std::vector<std::string>>>([&](auto done) { desk_->logins(done); }),
                ElementsAre("kamera"));
    ProbeWanted wanted;
    wanted.camera = {"rtsp://192.0.2.7/lobi", "", "", "kamra"};
    const auto probe =
        wait<Result<std::string>>([&](auto done) { desk_->start_probe(wanted, done); });
    ASSERT_FALSE(probe);
    EXPECT_EQ(probe.error().message(), "no login \"kamra\"; did you mean \"kamera\"?");
    EXPECT_FALSE(read("secrets.json"));
}

TEST_F(SetupDeskTest, CamerasGoOutAndComeInAsATable) {
    const auto table =
        wait<Result<std::string>>([&](auto done) { desk_->export_cameras(';', done); });
    ASSERT_TRUE(table);
    EXPECT_THAT(*table, HasSubstr("lobi;Lobi;;rtsp://192.0.2.7/lobi"));
    const auto import = wait<Result<CameraImport>>([&](auto done) {
        desk_->import_cameras("id,main,login\nigd,rtsp://192.0.2.8/igd,kamera\n", done);
    });
    ASSERT_TRUE(import);
    ASSERT_TRUE(import->problems.empty()) << import->problems[0].text.en;
    EXPECT_THAT(import->added, ElementsAre("igd"));
    EXPECT_THAT(import->logins, ElementsAre("kamera"));
    EXPECT_EQ(import->revision, read("cameras.json")->file.revision);
    EXPECT_EQ(json::parse(on_disk("cameras.json"))["cameras"].size(), 1u) << "nothing is saved";
}

TEST_F(SetupDeskTest, FiguresArePutDownAndNeverOverwrittenUnseen) {
    const auto store = [&](const std::string& bytes, const std::string& revision = "") {
        return wait<tl::expected<StoredFile, SaveError>>([&](auto done) {
            desk_->store_upload({"Pagu 2026.csv", revision, bytes}, done);
        });
    };
    const auto first = store("a;b\n1;2\n");
    ASSERT_TRUE(first) << first.error().error.message();
    EXPECT_EQ(first->file, "data/Pagu-2026.csv");
    EXPECT_EQ(json::parse(first->source), json::parse(R"({"id": "pagu-2026", "name": "Pagu 2026",
                              "file": "data/Pagu-2026.csv"})"));
    EXPECT_EQ(on_disk("data/Pagu-2026.csv"), "a;b\n1;2\n");
    const auto second = store("a;b\n3;4\n");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().error.code(), ErrorCode::conflict);
    EXPECT_EQ(second.error().current->revision, first->revision);
    EXPECT_EQ(on_disk("data/Pagu-2026.csv"), "a;b\n1;2\n");
    EXPECT_TRUE(store("a;b\n3;4\n", first->revision));
    EXPECT_EQ(on_disk("data/Pagu-2026.csv"), "a;b\n3;4\n");
    EXPECT_FALSE(store("a;b\n5;6\n", first->revision)) << "an older revision";
}

TEST_F(SetupDeskTest, ProbesAreFewAndForgotten) {
    desk_->cameras().use_programs("/bin/false", "/bin/false");
    std::vector<std::string> ids;
    const auto start = [&] {
        return wait<Result<std::string>>([&](auto done) {
            ProbeWanted wanted;
            wanted.camera.address = "rtsp://192.0.2.7/lobi";
            desk_->start_probe(wanted, done);
        });
    };
    for (size_t i = 0; i < SetupCameras::kAtOnce; ++i) {
        std::optional<Result<std::string>> started;
        ProbeWanted wanted;
        wanted.camera.address = "rtsp://192.0.2.7/lobi";
        desk_->start_probe(wanted, [&](Result<std::string> id) { started = std::move(id); });
        ASSERT_TRUE(started && *started);
        ids.push_back(**started);
    }
    std::optional<Result<std::string>> fifth;
    desk_->start_probe({}, [&](Result<std::string> id) { fifth = std::move(id); });
    ASSERT_TRUE(fifth);
    EXPECT_EQ(fifth->error().message(), "4 probes run already; wait for one, or end it");
    for (const std::string& id : ids) {
        ASSERT_TRUE(turn_until(loop_, [&] { return desk_->probe(id)->done; }));
        EXPECT_FALSE(desk_->probe(id)->ok);
        EXPECT_EQ(desk_->probe_picture(id).error().message(), "this probe has seen no picture");
        EXPECT_TRUE(desk_->cancel_probe(id)) << "one that is over is no mistake";
    }
    clock_.advance(SetupCameras::kRemembered + Seconds(1));
    ASSERT_TRUE(start());
    EXPECT_EQ(desk_->probe(ids[0]).error().message(),
              "no probe \"" + ids[0] + "\"; they are forgotten 5 minutes after their end");
}

TEST_F(SetupDeskTest, ASourceThatMakesNoSenseAsksNobody) {
    const auto view = wait<tl::expected<std::string, DraftError>>([&](auto done) {
        desk_->preview_source(R"({"id": "a", "file": "data/a.csv", "colums": {}})", done);
    });
    ASSERT_FALSE(view);
    ASSERT_EQ(view.error().problems.size(), 1u);
    EXPECT_EQ(view.error().problems[0].pointer, "/colums");
    EXPECT_EQ(view.error().problems[0].text.en, "unknown key; did you mean \"columns\"?");
}

TEST_F(SetupDeskTest, ACardIsHandedToWorkersOfItsOwn) {
    std::optional<tl::expected<SetupDesk::PictureBytes, DraftError>> png;
    const auto keep = [&](tl::expected<SetupDesk::PictureBytes, DraftError> told) {
        png = std::move(told);
    };
    desk_->card_preview(
        {R"({"version": 1, "id": "baru", "kind": "table", "sorce": "x"})", {320, 200}, "", ""},
        keep);
    ASSERT_TRUE(png && !*png);
    EXPECT_FALSE(png->error().problems.empty());
    png.reset();
    desk_->card_preview({R"({"version": 1, "id": "baru", "kind": "text", "text": "Halo"})",
                         {320, 200},
                         "tengah",
                         ""},
                        keep);
    EXPECT_EQ(png->error().error.message(), "no display \"tengah\"; choose \"kiri\"");
    EXPECT_TRUE(launched_.empty());
    png.reset();
    desk_->card_preview({R"({"version": 1, "id": "baru", "kind": "text", "text": "Halo"})",
                         {320, 200},
                         "",
                         "light"},
                        keep);
    EXPECT_THAT(launched_, ElementsAre("card-preview")) << "text needs no script";
    EXPECT_FALSE(png);
    clock_.advance(CardPreview::kDeadline);
    ASSERT_TRUE(turn_until(loop_, [&] { return png.has_value(); }));
    EXPECT_EQ(png->error().error.code(), ErrorCode::timed_out);
}

}  // namespace
}  // namespace pendopo
