// pendopo-cards-bench: what the cards worker costs on this machine. Forty cards at the sizes they
// have on a wall of four 1920x1080 displays, whose values all change every second, drawn by the
// worker itself into its rings. Time is made to pass by a clock of our own, so that it runs as fast
// as it can and no waiting is measured. Prints the share of one core and the memory.

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/cards/cards_worker.h"
#include "engine/ipc/shared_text.h"

namespace {

using namespace pendopo;

constexpr int kCards = 40;
constexpr int kFont = 64;

class SteppedClock final : public Clock {
  public:
    MonotonicTime now() const override { return MonotonicTime(Seconds(1000 + second)); }
    WallTime wall_now() const override {
        return WallTime(Milliseconds(1795491727000 + int64_t{second} * 1000));
    }
    int second = 0;
};

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Resident, with the rings' shared memory.
double resident_mib() {
    std::ifstream status("/proc/self/statm");
    long pages = 0;
    status >> pages >> pages;
    return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

struct Kind {
    const char* name;
    PixelSize size;
    std::string definition;
    std::string (*value)(int second);
};

std::string number_value(int second) {
    const std::string n = std::to_string(1000 + second);
    return R"({"value": )" + n +
           R"(, "target": 1500, "previous": 1142, "series": [620, 700, 810, )" + n + "]}";
}
std::string rows_value(int second) {
    std::string rows = "[";
    for (int i = 0; i < 8; ++i) {
        rows += (i == 0 ? "" : ",") + std::string(R"({"label": "Dinas Pendidikan )") +
                std::to_string(i) + R"(", "value": )" + std::to_string(81e9 + second * 1e9 + i) +
                R"(, "target": 240300000000})";
    }
    return rows + "]";
}
std::string drawing_value(int second) {
    std::string svg =
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 320" font-family="Inter">)";
    for (int i = 0; i < 24; ++i) {
        const int height = 40 + (i * 37 + second * 11) % 250;
        svg += "<rect x='" + std::to_string(i * 36) + "' y='" + std::to_string(300 - height) +
               "' width='26' height='" + std::to_string(height) + "' fill='#56B4E9'/><text x='" +
               std::to_string(i * 36) + "' y='318' font-size='16'>" + std::to_string(i) + "</text>";
    }
    return svg + "</svg>";
}

std::vector<Kind> kinds() {
    const auto card = [](const std::string& rest) {
        return R"({"version": 1, "id": "a", "title": "Realisasi anggaran", "source": "x", )" +
               rest + "}";
    };
    const PixelSize quarter{960, 540};
    const PixelSize half{960, 1080};
    return {
        {"number", quarter, card(R"("kind": "number", "format": "number")"), number_value},
        {"number", quarter, card(R"("kind": "number", "format": "rupiah")"), number_value},
        {"table", half,
         card(
             R"("kind": "table", "columns": [{"key": "label"}, {"key": "value", "format": "rupiah"}])"),
         rows_value},
        {"progress", half, card(R"("kind": "progress", "format": "rupiah")"), rows_value},
        {"chart", quarter, card(R"("kind": "chart", "option": {})"), drawing_value},
    };
}

void send(CardsWorker& worker, const std::string& key, const Kind& kind, int second) {
    std::vector<UniqueFd> fds;
    fds.push_back(share_text(kind.definition).value());
    fds.push_back(share_text(kind.value(second)).value());
    worker.take(CardContent{key}, fds);
}

struct Cost {
    double cores = 0;  // CPU seconds for a second of the wall's time
    double memory_mib = 0;
};

// Cards of `chosen` kinds in turn.
Cost run(const std::vector<Kind>& chosen, int cards, int seconds, bool changing) {
    auto ends = Channel::create_pair().value();
    SteppedClock clock;
    CardsWorker worker(clock, ends.first, Log::silent());
    CardPlan plan;
    for (int i = 0; i < cards; ++i) {
        const Kind& kind = chosen[static_cast<size_t>(i) % chosen.size()];
        CardItem item;
        item.key = std::to_string(i);
        item.kind = CardKind::card;
        item.size = kind.size;
        item.font_px = kFont;
        item.source.needed = true;
        item.source.state = SourceState::good;
        item.source.publisher = "BPKAD";
        item.source.updated_ms = 1795491727000;
        plan.items.push_back(item);
        send(worker, item.key, kind, 0);
    }
    const auto drain = [&] {
        while (ends.second.receive().value_or(std::nullopt)) {
        }
    };
    (void)worker.apply(plan);
    drain();
    const double before = cpu_seconds();
    for (int second = 1; second <= seconds; ++second) {
        clock.second = second;
        for (int i = 0; changing && i < cards; ++i) {
            send(worker, std::to_string(i), chosen[static_cast<size_t>(i) % chosen.size()], second);
        }
        (void)worker.refresh();
        drain();
    }
    return {(cpu_seconds() - before) / seconds, resident_mib()};
}

}  // namespace

int main() {
    const std::vector<Kind> all = kinds();
    run(all, 5, 1, true);  // fonts are loaded, formats are made
    std::printf("cards worker, values change each second, b = %d px\n\n", kFont);
    std::printf("%-28s %12s\n", "", "ms a drawing");
    for (size_t i = 1; i < all.size(); ++i) {
        const std::string name = std::string(all[i].name) + " " +
                                 std::to_string(all[i].size.width) + "x" +
                                 std::to_string(all[i].size.height);
        std::printf("%-28s %12.2f\n", name.c_str(), 1e3 * run({all[i]}, 4, 10, true).cores / 4);
    }
    const Cost changing = run(all, kCards, 20, true);
    const Cost still = run(all, kCards, 60, false);
    std::printf("\n%-28s %12s %12s\n", "", "of a core", "MiB");
    std::printf("%d cards, all changing       %12.3f %12.0f\n", kCards, changing.cores,
                changing.memory_mib);
    std::printf("%d cards, only pages turn    %12.3f %12.0f\n", kCards, still.cores,
                still.memory_mib);
    return 0;
}
