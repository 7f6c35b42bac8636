#include "engine/app/setup_desk.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "config/card_config.h"
#include "config/text_file.h"
#include "config/theme_config.h"
#include "config/url.h"
#include "engine/app/camera_named.h"
#include "engine/app/model_loader.h"
#include "engine/app/setup_layout.h"
#include "engine/app/setup_store.h"
#include "engine/app/setup_views.h"
#include "engine/cards/font_size.h"

namespace pendopo {
namespace {

const Error kBusy{ErrorCode::exhausted, "too much waits for the disk; try again in a moment"};

// What an answer of that kind says when nothing can be done.
template <class T>
T refusal(const Error& error) {
    using Refused = typename T::error_type;
    if constexpr (std::is_same_v<Refused, SaveError>) {
        return tl::unexpected(SaveError{error, {}, {}, {}});
    } else {
        return tl::unexpected(error);
    }
}

std::vector<std::string> source_ids(const WallModel& model) {
    std::vector<std::string> ids;
    for (const SourceConfig& source : model.data.sources) {
        ids.push_back(source.id);
    }
    return ids;
}

Result<CameraAccess> with_login_of(CameraAccess access, const Result<Secrets>& secrets) {
    if (!secrets) {
        return fail(secrets.error());
    }
    const auto login = secrets->find(access.login);
    if (login == secrets->end()) {
        std::vector<std::string> names;
        for (const auto& entry : *secrets) {
            names.push_back(entry.first);
        }
        return fail(ErrorCode::not_found, unknown_name("login", access.login, names));
    }
    access.user = login->second.user;
    access.password = login->second.password;
    return access;
}

SandboxMode sandbox_of(const SetupWall& wall) {
    const auto model = wall.model ? wall.model() : nullptr;
    return model ? model->config.sandbox : SandboxMode::required;
}

ProblemList without_lines(ProblemList problems) {
    for (Problem& problem : problems) {
        problem.line = 0;
        problem.column = 0;
    }
    return problems;
}

}  // namespace

WallSetup::WallSetup(EventLoop& loop, const Clock& clock, const Log& log, SetupWall wall)
    : loop_(loop),
      wall_(std::move(wall)),
      store_(std::make_shared<ConfigStore>(wall_.wall_path, read_layouts, wall_.state_folder)),
      cameras_(loop, clock, log, sandbox_of(wall_)),
      cards_(loop, clock, log.child("preview"), wall_.make_worker, wall_.figures),
      encoder_(loop),
      disk_(std::make_unique<JobThread>(loop, kMostWaiting, JobThread::AtEnd::finish)) {
    for (auto& thread : views_) {
        thread = std::make_unique<JobThread>(loop, 1, JobThread::AtEnd::drop);
    }
}

WallSetup::~WallSetup() {
    ends_.request_stop();
}

template <class T>
void WallSetup::on_disk(std::function<T(ConfigStore&)> work, std::function<void(T)> done) {
    const bool taken = disk_->take([store = store_, work = std::move(work), done]() {
        const auto answer = std::make_shared<T>(work(*store));
        return JobThread::After([answer, done] { done(std::move(*answer)); });
    });
    if (!taken) {
        done(refusal<T>(kBusy));
    }
}

// ---- configuration files
// -------------------------------------------------------------------------

void WallSetup::config_files(Done<ConfigListing> done) {
    on_disk<Result<ConfigListing>>([](ConfigStore& store) { return list_config(store); },
                                   std::move(done));
}

void WallSetup::config_file(const std::string& file, Done<ConfigDocument> done) {
    on_disk<Result<ConfigDocument>>([file](ConfigStore& store) { return read_config(store, file); },
                                    std::move(done));
}

void WallSetup::check_config(std::vector<FileChange> changes, CheckDone done) {
    on_disk<tl::expected<Proposal, SaveError>>(
        [changes = std::move(changes)](ConfigStore& store) { return store.check(changes); },
        std::move(done));
}

void WallSetup::save_config(std::vector<FileChange> changes, const std::string& by, SaveDone done) {
    on_disk<SaveOutcome>([changes = std::move(changes),
                          by](ConfigStore& store) { return save_changes(store, changes, by); },
                         std::move(done));
}

void WallSetup::generations(const std::string& file, Done<std::vector<Generation>> done) {
    on_disk<Result<std::vector<Generation>>>(
        [file](ConfigStore& store) { return store.generations(file); }, std::move(done));
}

void WallSetup::generation(const std::string& file, const std::string& id, Done<OldText> done) {
    on_disk<Result<OldText>>(
        [file, id](ConfigStore& store) { return read_generation(store, file, id); },
        std::move(done));
}

void WallSetup::restore(const std::string& file, const std::string& id, const std::string& revision,
                        const std::string& by, SaveDone done) {
    on_disk<SaveOutcome>(
        [file, id, revision, by](ConfigStore& store) {
            return restore_generation(store, file, id, revision, by);
        },
        std::move(done));
}

void WallSetup::logins(Done<std::vector<std::string>> done) {
    on_disk<Result<std::vector<std::string>>>([](ConfigStore& store) { return store.logins(); },
                                              std::move(done));
}

void WallSetup::set_login(const std::string& id, const std::string& user,
                          const std::string& password, Done<void> done) {
    on_disk<Result<void>>(
        [id, user, password](ConfigStore& store) { return store.set_login(id, user, password); },
        std::move(done));
}

void WallSetup::remove_login(const std::string& id, Done<void> done) {
    on_disk<Result<void>>([id](ConfigStore& store) { return store.remove_login(id); },
                          std::move(done));
}

void WallSetup::export_cameras(char separator, Done<std::string> done) {
    on_disk<Result<std::string>>(
        [separator](ConfigStore& store) { return cameras_table(store, separator); },
        std::move(done));
}

void WallSetup::import_cameras(std::string csv, Done<CameraImport> done) {
    on_disk<Result<CameraImport>>(
        [csv = std::move(csv)](ConfigStore& store) { return import_table(store, csv); },
        std::move(done));
}

void WallSetup::store_upload(Upload upload, UploadDone done) {
    const auto model = wall_.model();
    on_disk<tl::expected<StoredFile, SaveError>>(
        [upload = std::move(upload), path = wall_.wall_path, data = model->data_path,
         taken = source_ids(*model)](ConfigStore& store) {
            return keep_upload(store, path, data, taken, upload);
        },
        std::move(done));
}

// ---- cameras
// -------------------------------------------------------------------------------------

// From the file, not from the running wall: somebody may just have set it.
void WallSetup::with_login(CameraAccess access, Done<CameraAccess> done) {
    if (access.login.empty()) {
        return done(std::move(access));
    }
    on_disk<Result<CameraAccess>>(
        [access = std::move(access), path = wall_.wall_path,
         file = wall_.model()->config.secrets_file](ConfigStore& /*store*/) {
            return with_login_of(access, read_logins(path, file));
        },
        std::move(done));
}

void WallSetup::start_probe(const ProbeWanted& wanted, Done<std::string> done) {
    with_login(wanted.camera, [this, wanted, done = std::move(done)](Result<CameraAccess> access) {
        if (!access) {
            return done(fail(access.error()));
        }
        ProbeRequest request = probe_request({std::move(*access), wanted.options});
        obey_privacy(request, wall_.model()->cameras);
        done(cameras_.start_probe(std::move(request)));
    });
}

void WallSetup::mask_still(const std::string& camera, const CameraMasks& masks,
                           Done<std::string> done) {
    const auto model = wall_.model();
    const auto named = camera_named(*model, camera);
    if (!named) {
        return done(fail(named.error()));
    }
    const CameraConfig& known = **named;
    CameraAccess wanted;
    wanted.address = known.main.url;
    wanted.login = known.login;
    with_login(wanted, [this, options = known.main.options, masks,
                        done = std::move(done)](Result<CameraAccess> access) {
        if (!access) {
            return done(fail(access.error()));
        }
        ProbeRequest request = probe_request({std::move(*access), options});
        request.masks = masks;
        request.briefly = true;
        done(cameras_.start_probe(std::move(request)));
    });
}

Result<ProbeStatus> WallSetup::probe(const std::string& id) const {
    return cameras_.probe(id);
}
Result<SetupDesk::PictureBytes> WallSetup::probe_picture(const std::string& id) const {
    return cameras_.probe_picture(id);
}
Result<void> WallSetup::cancel_probe(const std::string& id) {
    return cameras_.cancel_probe(id);
}
Result<std::string> WallSetup::start_discovery(const DiscoveryWanted& wanted) {
    return cameras_.start_discovery(wanted);
}
Result<DiscoveryStatus> WallSetup::discovery(const std::string& id) const {
    return cameras_.discovery(id, wall_.model()->cameras);
}

void WallSetup::device_streams(const CameraAccess& device, Done<DeviceStreams> done) {
    with_login(device, [this, done = std::move(done)](const Result<CameraAccess>& access) {
        if (!access) {
            return done(fail(access.error()));
        }
        cameras_.streams(streams_request(*access), done);
    });
}

// ---- layouts, data, cards
// ------------------------------------------------------------------------

SolvedDraft WallSetup::solve_layout(const std::string& layout) const {
    return solve_layout_draft(layout, *wall_.model());
}

// Each view has a thread while it lasts: none waits behind a source that hangs.
void WallSetup::view(
    std::function<tl::expected<std::string, DraftError>(const std::stop_token&)> work,
    DraftDone<std::string> done) {
    const auto free = std::ranges::find(viewing_, false);
    const auto refuse = [&] {
        done(tl::unexpected(
            DraftError{{ErrorCode::exhausted, "other sources are being read; try again"}, {}}));
    };
    if (free == viewing_.end()) {
        return refuse();
    }
    const auto which = static_cast<size_t>(free - viewing_.begin());
    viewing_[which] = true;
    const bool taken = views_[which]->take(
        [this, which, work = std::move(work), done, stop = ends_.get_token()]() {
            const auto answer = std::make_shared<tl::expected<std::string, DraftError>>(work(stop));
            return JobThread::After([this, which, answer, done] {
                viewing_[which] = false;
                done(std::move(*answer));
            });
        });
    if (!taken) {
        viewing_[which] = false;
        refuse();
    }
}

void WallSetup::source_view(const std::string& source, Done<std::string> done) {
    const auto model = wall_.model();
    view(
        [model, source, path = wall_.wall_path](const std::stop_token& stop) {
            return view_installed_source(*model, path, source, kViewPatience, stop);
        },
        [done = std::move(done)](const tl::expected<std::string, DraftError>& answer) {
            done(answer ? Result<std::string>(*answer) : fail(answer.error().error));
        });
}

void WallSetup::preview_source(const std::string& source, DraftDone<std::string> done) {
    const auto model = wall_.model();
    view(
        [model, source, path = wall_.wall_path](const std::stop_token& stop) {
            return view_draft_source(*model, path, source, kViewPatience, stop);
        },
        std::move(done));
}

void WallSetup::card_preview(const CardDraft& draft, DraftDone<PictureBytes> done) {
    const auto refuse = [&](const Error& error, ProblemList problems = {}) {
        done(tl::unexpected(DraftError{error, std::move(problems)}));
    };
    const auto installed = wall_.model();
    const std::vector<std::string> sources = source_ids(*installed);
    auto card = read_card_config("card", draft.card, &sources);
    if (!card) {
        return refuse({ErrorCode::invalid, "the card cannot be shown as it is"},
                      without_lines(card.error()));
    }
    const auto& displays = installed->config.displays;
    auto display = std::ranges::find(displays, draft.display, &DisplayConfig::id);
    if (display == displays.end() && !draft.display.empty()) {
        std::vector<std::string> ids;
        for (const DisplayConfig& each : displays) {
            ids.push_back(each.id);
        }
        return refuse({ErrorCode::not_found, unknown_name("display", draft.display, ids)});
    }
    display = display == displays.end() ? displays.begin() : display;
    // The files that it names stand beside the cards.
    const auto folder = std::filesystem::absolute(wall_.wall_path).parent_path() /
                        installed->config.cards_dir / "card.json";
    const auto model = std::make_shared<WallModel>(*installed);
    const std::string audience = narrowest_audience(*card, model->data);
    model->cards = {{folder.string(), std::move(*card), audience}};
    if (!draft.theme.empty()) {
        const auto theme = builtin_theme(draft.theme);
        if (!theme) {
            return refuse({ErrorCode::invalid, "theme: got " + in_quotes(draft.theme) +
                                                   "; expected \"dark\" or \"light\""});
        }
        model->theme = std::string(*theme);
    }
    cards_.draw({model, draft.size, comfortable_font_px(*display)},
                [this, done = std::move(done)](Result<CapturedPicture> picture) {
                    if (!picture) {
                        return done(tl::unexpected(DraftError{picture.error(), {}}));
                    }
                    encoder_.encode(std::move(*picture), PictureFormat::png,
                                    [done](const Result<PictureEncoder::Bytes>& bytes) {
                                        if (bytes) {
                                            done(*bytes);
                                        } else {
                                            done(tl::unexpected(DraftError{bytes.error(), {}}));
                                        }
                                    });
                });
}

}  // namespace pendopo
