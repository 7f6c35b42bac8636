#pragma once
// What a technician may ask of a wall beyond operating it: its files, its cameras before they are
// in a file, layouts and cards that are not installed, the figures of a source. As an interface:
// engine/app implements it, and control knows nothing of decoders, networks or disks. The API
// decides by its route table who may, and writes the audit.
//
// Every `done` is called once, on control's loop, during the call or later. Nothing here blocks. No
// answer holds a password: addresses are told without their logins.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "config/edit/config_store.h"
#include "config/local_text.h"
#include "config/problems.h"
#include "engine/base/geometry.h"
#include "engine/base/privacy.h"
#include "engine/base/result.h"
#include "engine/base/stream_options.h"

namespace pendopo {

// ---- configuration files
// -------------------------------------------------------------------------

struct ConfigListing {
    std::vector<ConfigFile> files;
    ProblemList problems;  // of what is on the disk now
};
struct ConfigDocument {
    ConfigFile file;
    std::string text;
};
// What became of a file, for the answer and for the audit.
struct SavedFile {
    std::string file;
    std::string revision;         // empty: it was removed
    std::string revision_before;  // empty: it was not there
    uint64_t lines_added = 0;
    uint64_t lines_removed = 0;
};
using SaveOutcome = tl::expected<std::vector<SavedFile>, SaveError>;
struct OldText {
    std::string text;
    std::string difference;  // from what the file says now to this text, unified
};

// ---- cameras
// ---------------------------------------------------------------------------------------

// How a camera or device is asked. A login in the address is used where no other is given.
struct CameraAccess {
    std::string address;
    std::string user;
    std::string password;
    std::string login;  // of secrets.json, instead of user and password
};
struct ProbeWanted {
    CameraAccess camera;
    StreamOptions options;
};
// One step of the ladder from an address to a picture.
struct ProbeRungStatus {
    std::string rung;
    std::string state;  // "running", "ok", "failed", "skipped"
    int64_t took_ms = 0;
    std::string facts;  // a JSON object; empty: none
    LocalText text;
    LocalText advice;
};
struct ProbeStatus {
    bool done = false;
    bool ok = false;
    std::vector<ProbeRungStatus> rungs;
    bool has_picture = false;
};
struct DiscoveryWanted {
    std::vector<std::string> addresses;  // empty: whoever hears
    int seconds = 5;
};
struct FoundDevice {
    std::string address;
    std::string service_url;
    std::string name;
    std::string hardware;
    std::string camera;  // of cameras.json with the same host; empty: none
};
struct DiscoveryStatus {
    bool done = false;
    std::vector<FoundDevice> devices;
    LocalText problem;
};
struct FoundStream {
    std::string name;
    std::string url;
    std::string codec;
    PixelSize size;  // {0, 0}: not said
    double fps = 0;  // likewise
    double kbps = 0;
    std::string use;  // "main", "sub" or empty: what it is good for
};
struct DeviceStreams {
    std::string make;
    std::string model;
    std::string firmware;
    std::string serial;
    std::optional<double> clock_skew_s;
    std::vector<FoundStream> streams;
    LocalText problem;
    LocalText note;  // it worked, but …
};
// What a CSV would make of cameras.json. Nothing is saved.
struct CameraImport {
    struct Problem {
        int line = 0;    // of the CSV, from 1; 0: the file as a whole
        int column = 0;  // the field, from 1; 0: the line as a whole
        LocalText text;
    };
    std::string text;      // of the new cameras.json; empty where there are problems
    std::string revision;  // of the one it was made from
    std::vector<std::string> added;
    std::vector<std::string> changed;
    std::vector<Problem> problems;
    std::vector<std::string> logins;  // that cameras name and secrets.json has not
};

// ---- displays
// --------------------------------------------------------------------------------------

struct ConnectedOutput {
    std::string output;  // "DP-1"
    std::string edid;    // of its monitor, "vendor:product:serial"; empty: it tells none
    PixelSize size;      // {0, 0}: it shows nothing
};

// ---- layouts
// ---------------------------------------------------------------------------------------

struct SolvedTile {
    std::string id;
    PixelRect rect;
};
struct TileWarning {
    std::string tile;  // empty: of the display
    LocalText text;
};
struct SolvedDisplay {
    std::string display;
    PixelSize size;
    std::vector<SolvedTile> tiles;  // back to front
    std::vector<TileWarning> warnings;
};
struct SolvedDraft {
    ProblemList problems;  // why it cannot be installed; then no displays
    std::vector<SolvedDisplay> displays;
};

// ---- data and cards
// --------------------------------------------------------------------------------

struct Upload {
    std::string name;      // as somebody's machine calls it; only a safe name is used of it
    std::string revision;  // of the file it replaces; empty: there must be none
    std::string bytes;
};
struct StoredFile {
    std::string file;      // "data/pagu.xlsx", from data.json's folder
    std::string revision;  // of its bytes
    std::string source;    // a source for data.json, JSON
};
struct CardDraft {
    std::string card;  // JSON of a card file
    PixelSize size;
    std::string display;  // whose type size counts; empty: the first
    std::string theme;    // "dark", "light"; empty: the wall's
};

// An error, and what is wrong with a text that somebody sent.
struct DraftError {
    Error error;
    ProblemList problems{};
};

// Thread: bound to control's loop.
class SetupDesk {
  public:
    template <class T>
    using Done = std::function<void(Result<T>)>;
    template <class T>
    using DraftDone = std::function<void(tl::expected<T, DraftError>)>;
    using PictureBytes = std::shared_ptr<const std::string>;
    using CheckDone = std::function<void(tl::expected<Proposal, SaveError>)>;
    using SaveDone = std::function<void(SaveOutcome)>;
    using UploadDone = std::function<void(tl::expected<StoredFile, SaveError>)>;

    virtual ~SetupDesk() = default;

    // Files below wall.json's folder, by paths from there; secrets.json is none of them. Errors:
    // those of ConfigStore; exhausted (too much waits already).
    virtual void config_files(Done<ConfigListing> done) = 0;
    virtual void config_file(const std::string& file, Done<ConfigDocument> done) = 0;
    virtual void check_config(std::vector<FileChange> changes, CheckDone done) = 0;
    virtual void save_config(std::vector<FileChange> changes, const std::string& by,
                             SaveDone done) = 0;
    virtual void generations(const std::string& file, Done<std::vector<Generation>> done) = 0;
    virtual void generation(const std::string& file, const std::string& id, Done<OldText> done) = 0;
    virtual void restore(const std::string& file, const std::string& id,
                         const std::string& revision, const std::string& by, SaveDone done) = 0;

    virtual void logins(Done<std::vector<std::string>> done) = 0;
    virtual void set_login(const std::string& id, const std::string& user,
                           const std::string& password, Done<void> done) = 0;
    virtual void remove_login(const std::string& id, Done<void> done) = 0;

    // Probes and discoveries are named, looked at while they run, and forgotten 5 minutes after
    // their end; a few run at a time. Errors: invalid (the address), not_found (the login, or no
    // such probe), exhausted.
    virtual void start_probe(const ProbeWanted& wanted, Done<std::string> done) = 0;
    // A probe of an installed camera, whose picture bears these masks and no others: with none it
    // is what the camera sees. For who draws masks; nothing else tells what lies under them.
    virtual void mask_still(const std::string& camera, const CameraMasks& masks,
                            Done<std::string> done) = 0;
    // Shows the camera under these masks over a display that is not for the public (empty: the
    // first such one), for a minute, or longer where it is asked again; which display that is.
    // Errors: not_found, refused (all are for the public).
    virtual Result<std::string> try_masks(const MaskTrial& trial) = 0;
    virtual void end_mask_trial(const std::string& camera) = 0;
    virtual Result<ProbeStatus> probe(const std::string& id) const = 0;
    virtual Result<PictureBytes> probe_picture(const std::string& id) const = 0;  // JPEG
    virtual Result<void> cancel_probe(const std::string& id) = 0;
    virtual Result<std::string> start_discovery(const DiscoveryWanted& wanted) = 0;
    virtual Result<DiscoveryStatus> discovery(const std::string& id) const = 0;
    virtual void device_streams(const CameraAccess& device, Done<DeviceStreams> done) = 0;

    // cameras.json as a table, and a table as a new cameras.json.
    virtual void export_cameras(char separator, Done<std::string> done) = 0;
    virtual void import_cameras(std::string csv, Done<CameraImport> done) = 0;

    // What is connected, as the renderer last told; none without one, and where it has no outputs.
    virtual std::vector<ConnectedOutput> outputs() const = 0;

    // A layout (JSON of a layout file) that need not be installed.
    virtual SolvedDraft solve_layout(const std::string& layout) const = 0;

    // The document of `pendopo data show --json`, fetched anew: of a source of data.json, or of one
    // that is not in it yet. Errors: not_found, invalid, timed_out, exhausted.
    virtual void source_view(const std::string& source, Done<std::string> done) = 0;
    virtual void preview_source(const std::string& source, DraftDone<std::string> done) = 0;
    // Errors: invalid (its name, its kind), conflict (another file has that name; its message says
    // so, and `current` of the SaveError its revision), io.
    virtual void store_upload(Upload upload, UploadDone done) = 0;
    // A card with the figures that the wall has now. Errors: invalid, timed_out, exhausted.
    virtual void card_preview(const CardDraft& draft, DraftDone<PictureBytes> done) = 0;  // PNG
};

}  // namespace pendopo
