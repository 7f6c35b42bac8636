#include "engine/app/descriptor_budget.h"

#include <algorithm>
#include <chrono>
#include <functional>

#include "config/in_both.h"
#include "engine/app/composer.h"
#include "engine/app/ingest_assignment.h"
#include "engine/control/http_limits.h"

namespace pendopo {
namespace {

// Libraries, databases, the broker's connection and files being looked at; measured: 40 to 100.
constexpr size_t kOfControlItself = 256;
// Clients of the API at most, each kind on its own budget (engine/control/http_limits.h).
constexpr HttpLimits kHttp{};
constexpr size_t kOfHttp = kHttp.handshakes.in_all + kHttp.sending.in_all + kHttp.waiting.in_all +
                           kHttp.idle.in_all + kHttp.sockets.in_all + kHttp.ending.in_all;
constexpr size_t kOfCardsItself = 128;
constexpr size_t kAWorker = 4;  // its channel, its process, its timers
constexpr size_t kOtherWorkers = 4;
// What the cards worker is allowed (engine/cards/cards_worker.cpp).
constexpr size_t kMostOfCards = 32'768;

struct Rings {
    size_t pictures = 0;
    size_t cards = 0;
};

// Of a layout when nothing can be shared: each camera is away since another moment.
Rings rings_of(const std::shared_ptr<const WallModel>& model, const std::string& layout) {
    WorkerReports reports;
    const Instant instant{MonotonicTime(std::chrono::hours(24 * 365)),
                          WallTime(std::chrono::hours(24 * 365 * 50))};
    MonotonicTime since{std::chrono::hours(1)};
    for (const CameraConfig& camera : model->cameras.cameras) {
        CameraReport& report = reports.cameras[camera.id];
        report.at = instant.now;
        CameraHealth& health = report.health;
        health.id = camera.id;
        health.state = CameraState::offline;
        health.since_ns = to_ns(since += Seconds(1));
    }
    WallState state;
    Claim& chosen = state.claims.emplace_back();
    chosen.what = ClaimLayout{layout};
    chosen.since = instant.wall_now;
    const Wall wall(model, state, instant);
    const WallPlans plans = compose(wall, reports, RenderPath::copy, instant);
    Rings rings{0, plans.cards.items.size()};
    for (const auto& [camera, pictures] : plans.pictures) {
        rings.pictures += pictures.size();
    }
    return rings;
}

}  // namespace

DescriptorBudget descriptor_budget(const std::shared_ptr<const WallModel>& model) {
    std::vector<size_t> all;
    std::vector<size_t> cards;
    for (const WallLayout& layout : model->layouts) {
        const Rings rings = rings_of(model, layout.id);
        all.push_back(rings.pictures + rings.cards);
        cards.push_back(rings.cards);
    }
    const auto at_once = [](std::vector<size_t>& counts) {
        std::ranges::sort(counts, std::greater<>());
        counts.resize(2);
        return counts[0] + counts[1] + counts[0];  // the last one rehearsed, in sizes of its own
    };
    const auto gstreamer = static_cast<size_t>(std::ranges::count(
        model->cameras.cameras, CameraBackend::gstreamer, &CameraConfig::backend));
    const size_t workers = ingest_workers_for(model->cameras.cameras.size() - gstreamer) +
                           ingest_workers_for(gstreamer) + kOtherWorkers;
    return {kOfControlItself + kOfHttp + workers * kAWorker + model->data.sources.size() +
                2 * model->cards.size() + at_once(all),
            kOfCardsItself + 2 * model->cards.size() + at_once(cards)};
}

std::vector<LocalText> descriptor_warnings(const DescriptorBudget& budget, size_t allowed) {
    std::vector<LocalText> warnings;
    const size_t needed = std::max(budget.control, budget.cards);
    if (needed > allowed) {
        warnings.push_back(in_both(
            "dinding memerlukan sampai {} berkas terbuka dalam satu proses saat tata letak "
            "berganti – mesin ini mengizinkan {}; naikkan (LimitNOFILE= di layanannya, atau ulimit "
            "-Hn), atau tampilkan lebih sedikit petak",
            "the wall needs up to {} open files in one process while its layout changes – this "
            "machine allows {}; raise that (LimitNOFILE= of its service, or ulimit -Hn), or show "
            "fewer tiles",
            needed, allowed));
    }
    if (budget.cards > kMostOfCards) {
        warnings.push_back(in_both(
            "dua tata letak dan satu yang dicoba memuat {} label, lencana, dan pengganti gambar – "
            "seharusnya paling banyak {}; tampilkan lebih sedikit petak",
            "two layouts and a rehearsed one have {} labels, badges and placeholders – expected at "
            "most {}; show fewer tiles",
            budget.cards, kMostOfCards));
    }
    return warnings;
}

}  // namespace pendopo
