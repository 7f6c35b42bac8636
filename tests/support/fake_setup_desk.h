#pragma once
// A setup desk that has one of everything, answers at once and takes down what it was asked.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/control/setup_desk.h"

namespace pendopo {

class FakeSetupDesk final : public SetupDesk {
  public:
    std::vector<std::string> calls;       // in words
    std::vector<FileChange> changes;      // of the last check or save
    std::optional<SaveError> save_error;  // of check, save, restore and uploads
    std::optional<Error> error;           // of everything else that may fail
    ProblemList problems;                 // of a layout, a source or a card
    CameraAccess asked;                   // of the last probe or device
    StreamOptions options;
    CameraMasks masks;  // of the last still
    Upload uploaded;
    CardDraft card;

    void config_files(Done<ConfigListing> done) override {
        tell(done,
             {{{"wall.json", "wall", "r1", 120, 1'000}, {"layouts/a.json", "layout", "r2", 9, 2}},
              {{"wall.json", 3, 5, "/name", {"kunci tidak dikenal", "unknown key"}}}});
    }
    void config_file(const std::string& file, Done<ConfigDocument> done) override {
        calls.push_back("config_file " + file);
        tell(done, {{file, "layout", "r2", 2, 0}, "{}"});
    }
    void check_config(std::vector<FileChange> asked_changes, CheckDone done) override {
        changes = std::move(asked_changes);
        if (save_error) {
            done(tl::unexpected(*save_error));
        } else {
            done(Proposal{{{"layouts/a.json", "{}"}}, {}});
        }
    }
    void save_config(std::vector<FileChange> asked_changes, const std::string& by,
                     SaveDone done) override {
        changes = std::move(asked_changes);
        calls.push_back("save_config by " + by);
        saved(done);
    }
    void generations(const std::string& file, Done<std::vector<Generation>> done) override {
        calls.push_back("generations " + file);
        tell(done, {{"g1", 1'000, "siti", 12, true}});
    }
    void generation(const std::string& file, const std::string& id, Done<OldText> done) override {
        calls.push_back("generation " + file + " " + id);
        tell(done, {"{}", "-a\n+b\n"});
    }
    void restore(const std::string& file, const std::string& id, const std::string& revision,
                 const std::string& by, SaveDone done) override {
        calls.push_back("restore " + file + " " + id + " " + revision + " by " + by);
        saved(done);
    }
    void logins(Done<std::vector<std::string>> done) override { tell(done, {"kamera"}); }
    void set_login(const std::string& id, const std::string& user, const std::string& password,
                   Done<void> done) override {
        calls.push_back("set_login " + id + " " + user + " " + password);
        done(error ? Result<void>(fail(*error)) : Result<void>());
    }
    void remove_login(const std::string& id, Done<void> done) override {
        calls.push_back("remove_login " + id);
        done(error ? Result<void>(fail(*error)) : Result<void>());
    }

    void start_probe(const ProbeWanted& wanted, Done<std::string> done) override {
        asked = wanted.camera;
        options = wanted.options;
        tell(done, std::string("p1"));
    }
    void mask_still(const std::string& camera, const CameraMasks& drawn,
                    Done<std::string> done) override {
        calls.push_back("mask_still " + camera + " " + std::to_string(drawn.polygons.size()));
        masks = drawn;
        tell(done, std::string("p2"));
    }
    Result<std::string> try_masks(const MaskTrial& trial) override {
        calls.push_back("try_masks " + trial.camera + " on \"" + trial.display + "\"");
        masks = trial.masks;
        return error ? Result<std::string>(fail(*error)) : Result<std::string>("ruang-staf");
    }
    void end_mask_trial(const std::string& camera) override {
        calls.push_back("end_mask_trial " + camera);
    }
    Result<ProbeStatus> probe(const std::string& id) const override {
        if (id != "p1") {
            return fail(ErrorCode::not_found, "no probe \"" + id + "\"");
        }
        return ProbeStatus{true,
                           false,
                           {{"address", "ok", 3, R"({"host":"192.0.2.7"})", {"a", "b"}, {}},
                            {"login", "failed", 40, "", {"c", "d"}, {"e", "f"}}},
                           true};
    }
    Result<PictureBytes> probe_picture(const std::string& /*id*/) const override {
        return std::make_shared<const std::string>("JPEG");
    }
    Result<void> cancel_probe(const std::string& id) override {
        calls.push_back("cancel_probe " + id);
        return {};
    }
    Result<std::string> start_discovery(const DiscoveryWanted& wanted) override {
        calls.push_back("discover " + std::to_string(wanted.addresses.size()) + " " +
                        std::to_string(wanted.seconds));
        return error ? Result<std::string>(fail(*error)) : "d1";
    }
    Result<DiscoveryStatus> discovery(const std::string& /*id*/) const override {
        return DiscoveryStatus{
            false,
            {{"192.0.2.7", "http://192.0.2.7/onvif/device_service", "Kamera", "X1", "rsud-lobi"}},
            {}};
    }
    void device_streams(const CameraAccess& device, Done<DeviceStreams> done) override {
        asked = device;
        DeviceStreams streams;
        streams.make = "Hikvision";
        streams.clock_skew_s = -3;
        streams.streams = {{"main", "rtsp://192.0.2.7/1", "h264", {1920, 1080}, 25, 4096, "main"}};
        streams.note = {"Jam berbeda.", "The clock differs."};
        tell(done, streams);
    }
    void export_cameras(char separator, Done<std::string> done) override {
        tell(done, std::string("id") + separator + "name\r\n");
    }
    void import_cameras(std::string csv, Done<CameraImport> done) override {
        calls.push_back("import_cameras " + csv);
        CameraImport import;
        import.text = "{}";
        import.revision = "r3";
        import.added = {"a"};
        import.problems = {{ 2, 1, { "tanpa id", "no id" } }};
        import.logins = {"admin"};
        tell(done, import);
    }

    std::vector<ConnectedOutput> outputs() const override {
        return {{"DP-1", "DEL:41399:1", {1920, 1080}}, {"DP-2", "", {}}};
    }
    SolvedDraft solve_layout(const std::string& layout) const override {
        if (!problems.empty()) {
            return {problems, {}};
        }
        const_cast<FakeSetupDesk*>(this)->calls.push_back("solve_layout " + layout);
        return {{},
                {{"kiri",
                  {1920, 1080},
                  {{"kiri/0", {0, 0, 960, 540}}},
                  {{"kiri/0", {"terlalu kecil", "too small"}}}}}};
    }
    void source_view(const std::string& source, Done<std::string> done) override {
        calls.push_back("source_view " + source);
        tell(done, sample_view());
    }
    void preview_source(const std::string& source, DraftDone<std::string> done) override {
        calls.push_back("preview_source " + source);
        if (problems.empty()) {
            done(sample_view());
        } else {
            done(tl::unexpected(DraftError{{ErrorCode::invalid, "wrong"}, problems}));
        }
    }
    void store_upload(Upload upload, UploadDone done) override {
        uploaded = std::move(upload);
        if (save_error) {
            done(tl::unexpected(*save_error));
        } else {
            done(StoredFile{"data/pagu.csv", "f1", R"({"id":"pagu","file":"data/pagu.csv"})"});
        }
    }
    void card_preview(const CardDraft& draft, DraftDone<PictureBytes> done) override {
        card = draft;
        if (problems.empty()) {
            done(std::make_shared<const std::string>("PNG"));
        } else {
            done(tl::unexpected(DraftError{{ErrorCode::invalid, "wrong"}, problems}));
        }
    }

  private:
    template <class T>
    void tell(const Done<T>& done, T answer) const {
        done(error ? Result<T>(fail(*error)) : Result<T>(std::move(answer)));
    }
    void saved(const SaveDone& done) const {
        if (save_error) {
            done(tl::unexpected(*save_error));
        } else {
            done(std::vector<SavedFile>{{"layouts/a.json", "r4", "r2", 3, 1}});
        }
    }
    static std::string sample_view() {
        return R"({"id":"apbd","state":"good","reason":"","period":"","updated_ms":1,)"
               R"("age_by":"file","format":"csv","encoding":"utf-8","separator":";","rows":1,)"
               R"("lost":0,"losses":[],"notes":[],"columns":[{"name":"pagu","kind":"number",)"
               R"("unit":"","decimal":",","values":1,"missing":0,"lost":0,"note":""}],)"
               R"("value":[{"pagu":1}]})";
    }
};

}  // namespace pendopo
