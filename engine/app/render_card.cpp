#include "engine/app/render_card.h"

#include <fmt/format.h>
#include <poll.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "config/config_watcher.h"
#include "config/theme_config.h"
#include "engine/app/card_studio.h"
#include "engine/app/checked_layouts.h"
#include "engine/app/ring_picture.h"
#include "engine/cards/font_size.h"
#include "engine/control/picture_file.h"
#include "engine/ipc/process.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr PixelSize kUsualSize{960, 540};  // a quarter of a display, of a card that hangs nowhere
constexpr int kWrong = 2;

// "there is: a, b; did you mean …", or why the card is refused.
std::string not_there(const Installation& installation, const std::string& id) {
    for (const std::string& path : installation.refused_card_paths) {
        if (fs::path(path).stem() == id) {
            return to_string(installation.refused_cards);
        }
    }
    std::vector<std::string> ids;
    std::string list;
    for (const InstalledCard& card : installation.cards) {
        ids.push_back(card.config.id);
        list += (list.empty() ? "" : ", ") + card.config.id;
    }
    return fmt::format("no card {}; there is: {}{}\n", in_quotes(id),
                       list.empty() ? "none in " + installation.cards_folder : list,
                       did_you_mean(id, ids).en);
}

// What has to change for the card to look otherwise.
struct Watched {
    std::vector<std::string> files;
    std::vector<std::string> folders;
    int64_t every_s = 0;  // sources that no file tells of are asked again
};

class CardRenderer {
  public:
    explicit CardRenderer(const CardRendering& asked) : asked_(asked) {}

    // Reads the installation. What it watches from then on is known before anything is fetched, so
    // that no change is lost.
    void load() {
        watched_ = {
            {asked_.wall_path, program_beside("pendopo-script"), program_beside("pendopo-cards")},
            {},
            0};
        checked_.emplace(load_checked_layouts(asked_.wall_path, BadLayouts::leave_out));
        if (!*checked_) {
            return;
        }
        const Installation& installation = (*checked_)->installation;
        watched_.files.insert(watched_.files.end(), installation.files.begin(),
                              installation.files.end());
        watched_.folders = {installation.layouts_folder, installation.cards_folder};
        if (const InstalledCard* card = asked_card(installation)) {
            watch(installation, *card);
        }
    }
    // Draws the card as it was loaded, and says so when it looks otherwise than the last time.
    int draw() {
        if (!*checked_) {
            return wrong(to_string(checked_->error()));
        }
        const Installation& installation = (*checked_)->installation;
        const InstalledCard* card = asked_card(installation);
        return card == nullptr ? wrong(not_there(installation, asked_.card))
                               : draw(**checked_, *card);
    }
    const Watched& watched() const { return watched_; }

  private:
    const InstalledCard* asked_card(const Installation& installation) const {
        const auto card = std::ranges::find_if(installation.cards, [&](const InstalledCard& each) {
            return each.config.id == asked_.card;
        });
        return card == installation.cards.end() ? nullptr : &*card;
    }

    int wrong(const std::string& what) {
        if (std::exchange(told_, what) != what) {
            fmt::print(stderr, "{}", what);
        }
        return kWrong;
    }

    void watch(const Installation& installation, const InstalledCard& card) {
        for (const std::string& name : card.config.files) {
            watched_.files.push_back((fs::path(card.path).parent_path() / name).string());
        }
        for (const SourceConfig& source : installation.data.sources) {
            if (std::ranges::find(card.config.sources, source.id) == card.config.sources.end()) {
                continue;
            }
            if (const auto* file = std::get_if<FileOrigin>(&source.origin)) {
                watched_.files.push_back(
                    (fs::path(installation.data_path).parent_path() / file->path).string());
            }
            watched_.every_s =
                watched_.every_s == 0 ? source.every_s : std::min(watched_.every_s, source.every_s);
        }
    }

    CardPlace place_of(const CheckedLayouts& checked, const InstalledCard& card) const {
        const CardPlaces places = card_places(checked);
        const auto hangs = places.find(card.config.id);
        CardPlace place =
            hangs == places.end() || hangs->second.empty()
                ? CardPlace{kUsualSize,
                            comfortable_font_px(checked.installation.wall.displays.front())}
                : hangs->second.front();
        if (!asked_.size.empty()) {
            place.size = asked_.size;
        }
        return place;
    }

    int draw(const CheckedLayouts& checked, const InstalledCard& card) {
        const Installation& installation = checked.installation;
        CardStudio studio(installation,
                          {asked_.language.empty() ? installation.wall.language : asked_.language,
                           asked_.theme.empty() ? installation.theme_text
                                                : std::string(*builtin_theme(asked_.theme)),
                           false});  // staff is told what is wrong
        std::string problem;
        for (const SourceConfig& source : installation.data.sources) {
            if (std::ranges::find(card.config.sources, source.id) != card.config.sources.end()) {
                if (const auto report = studio.fetch(source); !report) {
                    problem = report.error().message();
                } else if (report->state == SourceState::failed) {
                    problem = fmt::format("source \"{}\": {}", source.id, report->reason);
                }
            }
        }
        const CardPlace place = place_of(checked, card);
        CardStudio::Content content;
        if (problem.empty()) {
            if (auto shaped = studio.shape(card, place)) {
                content = std::move(*shaped);
            } else {
                problem = shaped.error().message();
            }
        }
        const auto drawn = studio.draw(card, place, content, problem);
        if (!drawn) {
            return wrong(drawn.error().message() + "\n");
        }
        problem = problem.empty() ? drawn->problem : problem;
        std::vector<std::string> notes = content.notes;
        notes.insert(notes.end(), drawn->missed.begin(), drawn->missed.end());
        if (!problem.empty()) {
            notes.push_back(problem);
        }
        std::string said;
        for (const std::string& note : notes) {
            said += fmt::format("card \"{}\": {}\n", card.config.id, note);
        }
        return write(drawn->ring.get(), said, problem.empty());
    }

    int write(int ring_fd, const std::string& said, bool good) {
        const auto ring = FrameRingReader::attach(UniqueFd(::dup(ring_fd)));
        const auto view = ring ? ring->latest() : std::nullopt;
        if (!view) {
            return wrong("the card is empty: it has nothing to show\n");
        }
        auto picture = picture_of(*ring, *view);
        if (!picture) {
            return wrong(picture.error().message() + "\n");
        }
        if (picture->bytes == shown_ && said == told_) {
            return good ? 0 : 1;
        }
        if (auto written = write_png(*picture, asked_.out); !written) {
            return wrong(fmt::format("{}: {}\n", asked_.out, written.error().message()));
        }
        fmt::print("{}: {} × {} pixels\n", asked_.out, picture->size.width, picture->size.height);
        std::fflush(stdout);
        fmt::print(stderr, "{}", said);
        shown_ = std::move(picture->bytes);
        told_ = said;
        return good ? 0 : 1;
    }

    const CardRendering& asked_;
    std::optional<ConfigResult<CheckedLayouts>> checked_;
    Watched watched_;
    std::vector<uint8_t> shown_;
    std::string told_;
};

// "952x532", of at most what a card can be.
std::string read_size(const std::string& text, PixelSize& size) {
    constexpr int kMost = 8192;
    char more = 0;
    const bool read = std::sscanf(text.c_str(), "%dx%d%c", &size.width, &size.height, &more) == 2 &&
                      size.width >= 1 && size.width <= kMost && size.height >= 1 &&
                      size.height <= kMost;
    return read ? ""
                : fmt::format(
                      "got \"{}\"; expected width and height in pixels like 960x540, at "
                      "most {} a side",
                      text, kMost);
}

}  // namespace

void add_card_options(CLI::App& verb, CardRendering& card) {
    verb.add_option_function<std::string>(
            "--size",
            [&card](const std::string& text) {
                if (const std::string problem = read_size(text, card.size); !problem.empty()) {
                    throw CLI::ValidationError("--size", problem);
                }
            },
            "With --card: its size in pixels (default: as it hangs first, else 960x540)")
        ->type_name("WxH");
    verb.add_option("--theme", card.theme, "With --card: dark or light (default: the wall's)")
        ->check(CLI::IsMember({"dark", "light"}))
        ->type_name("THEME");
    verb.add_option("--language", card.language, "With --card: id or en (default: the wall's)")
        ->check(CLI::IsMember({"id", "en"}))
        ->type_name("LANG");
    verb.add_flag("--watch", card.watch,
                  "With --card: again whenever the card, its figures or a file of either changed");
    for (const char* name : {"--size", "--theme", "--language", "--watch"}) {
        verb.get_option(name)->needs("--card");
    }
}

int render_card(const CardRendering& asked) {
    CardRenderer renderer(asked);
    renderer.load();
    if (!asked.watch) {
        return renderer.draw();
    }
    auto watcher = ConfigWatcher::create(Monotonic::now());
    if (!watcher) {
        fmt::print(stderr, "--watch: {}\n", watcher.error().message());
        return kWrong;
    }
    while (true) {
        const Watched& watched = renderer.watched();
        watcher->watch(watched.files, watched.folders, Monotonic::now());
        renderer.draw();
        const MonotonicTime again =
            Monotonic::now() + Seconds(watched.every_s > 0 ? watched.every_s : 3600);
        while (watcher->changed(Monotonic::now()).empty() && Monotonic::now() < again) {
            pollfd news{watcher->fd(), POLLIN, 0};
            ::poll(&news, 1, 1000);
        }
        renderer.load();
    }
}

}  // namespace pendopo
