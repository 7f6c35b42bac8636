#pragma once
// What technicians ask of the running wall (engine/control/setup_desk.h), answered: configuration
// files, logins and tables by a thread that has the disk; sources by threads that wait for them;
// cameras and cards by workers of their own. Nothing of it touches what is on the wall: that
// follows the files, as it does when somebody edits them by hand.

#include <array>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "config/edit/config_store.h"
#include "engine/app/card_preview.h"
#include "engine/app/setup_cameras.h"
#include "engine/app/worker.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/control/job_thread.h"
#include "engine/control/picture_encoder.h"
#include "engine/control/setup_desk.h"
#include "engine/ipc/event_loop.h"
#include "engine/wall/wall.h"

namespace pendopo {

// The running wall, as far as it is asked.
struct SetupWall {
    std::string wall_path;
    std::string state_folder;
    std::function<std::shared_ptr<const WallModel>()> model;
    CardFigures figures;
    WorkerFactory make_worker;
    std::function<std::vector<ConnectedOutput>()> outputs;
    std::function<Result<std::string>(const MaskTrial&)> try_masks;
    std::function<void(const std::string& camera)> end_mask_trial;
};

// Thread: bound to the loop's, which outlives it as the clock and the wall do.
class WallSetup final : public SetupDesk {
  public:
    static constexpr size_t kMostWaiting = 32;  // for the disk
    // Of a source's view; an answer may take 30 s.
    static constexpr Seconds kViewPatience{25};
    static constexpr size_t kViews = 2;  // at a time

    WallSetup(EventLoop& loop, const Clock& clock, const Log& log, SetupWall wall);
    ~WallSetup() override;

    void config_files(Done<ConfigListing> done) override;
    void config_file(const std::string& file, Done<ConfigDocument> done) override;
    void check_config(std::vector<FileChange> changes, CheckDone done) override;
    void save_config(std::vector<FileChange> changes, const std::string& by,
                     SaveDone done) override;
    void generations(const std::string& file, Done<std::vector<Generation>> done) override;
    void generation(const std::string& file, const std::string& id, Done<OldText> done) override;
    void restore(const std::string& file, const std::string& id, const std::string& revision,
                 const std::string& by, SaveDone done) override;
    void logins(Done<std::vector<std::string>> done) override;
    void set_login(const std::string& id, const std::string& user, const std::string& password,
                   Done<void> done) override;
    void remove_login(const std::string& id, Done<void> done) override;

    void start_probe(const ProbeWanted& wanted, Done<std::string> done) override;
    void mask_still(const std::string& camera, const CameraMasks& masks,
                    Done<std::string> done) override;
    Result<std::string> try_masks(const MaskTrial& trial) override {
        return wall_.try_masks(trial);
    }
    void end_mask_trial(const std::string& camera) override { wall_.end_mask_trial(camera); }
    Result<ProbeStatus> probe(const std::string& id) const override;
    Result<PictureBytes> probe_picture(const std::string& id) const override;
    Result<void> cancel_probe(const std::string& id) override;
    Result<std::string> start_discovery(const DiscoveryWanted& wanted) override;
    Result<DiscoveryStatus> discovery(const std::string& id) const override;
    void device_streams(const CameraAccess& device, Done<DeviceStreams> done) override;
    void export_cameras(char separator, Done<std::string> done) override;
    void import_cameras(std::string csv, Done<CameraImport> done) override;

    std::vector<ConnectedOutput> outputs() const override { return wall_.outputs(); }
    SolvedDraft solve_layout(const std::string& layout) const override;
    void source_view(const std::string& source, Done<std::string> done) override;
    void preview_source(const std::string& source, DraftDone<std::string> done) override;
    void store_upload(Upload upload, UploadDone done) override;
    void card_preview(const CardDraft& draft, DraftDone<PictureBytes> done) override;

    SetupCameras& cameras() { return cameras_; }  // for tests

  private:
    template <class T>
    void on_disk(std::function<T(ConfigStore&)> work, std::function<void(T)> done);
    // Fills in the login that is named.
    void with_login(CameraAccess access, Done<CameraAccess> done);
    void view(std::function<tl::expected<std::string, DraftError>(const std::stop_token&)> work,
              DraftDone<std::string> done);

    EventLoop& loop_;
    const SetupWall wall_;
    const std::shared_ptr<ConfigStore> store_;  // touched on disk_'s thread alone
    SetupCameras cameras_;
    CardPreview cards_;
    PictureEncoder encoder_;
    std::stop_source ends_;
    std::array<bool, kViews> viewing_{};
    std::array<std::unique_ptr<JobThread>, kViews> views_;
    std::unique_ptr<JobThread> disk_;
};

}  // namespace pendopo
