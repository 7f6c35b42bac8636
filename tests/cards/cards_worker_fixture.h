#pragma once
// A cards worker with a clock that stands, and control's end of its channel.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/cards/cards_worker.h"
#include "engine/ipc/shared_text.h"

namespace pendopo {

class StoppedClock final : public Clock {
  public:
    MonotonicTime now() const override { return monotonic; }
    WallTime wall_now() const override { return wall; }
    MonotonicTime monotonic{Seconds(100)};
    WallTime wall{Milliseconds(1795491727250)};  // 10.42.07,250 WIB
};

// Control's end of the channel: keeps the rings, counts what it was told.
struct Control {
    explicit Control(Channel end) : channel(std::move(end)) {}

    void read() {
        offers.clear();
        gone.clear();
        while (true) {
            auto received = channel.receive();
            ASSERT_TRUE(received) << received.error().message();
            if (!*received) {
                return;
            }
            auto message = decode_from_cards((*received)->text);
            ASSERT_TRUE(message) << message.error().message();
            if (const auto* offer = std::get_if<RingOffer>(&*message)) {
                offers.push_back(offer->key);
                ASSERT_EQ((*received)->fds.size(), 1u);
                auto ring = FrameRingReader::attach(std::move((*received)->fds[0]));
                ASSERT_TRUE(ring) << ring.error().message();
                rings.insert_or_assign(offer->key, std::move(*ring));
            } else if (const auto* end = std::get_if<RingGone>(&*message)) {
                gone.push_back(end->key);
                rings.erase(end->key);
            } else if (const auto* report = std::get_if<CardReport>(&*message)) {
                notes.insert_or_assign(report->key, report->notes);
                problems.insert_or_assign(report->key, report->problem);
            } else {
                health = std::get<WorkerHealth>(*message).problem;
            }
        }
    }
    std::vector<uint8_t> pixels(const std::string& key) const {
        const FrameView view = rings.at(key).latest().value();
        return {view.plane(0), view.plane(0) + size_t{view.info.stride[0]} * view.info.height};
    }
    FrameInfo frame(const std::string& key) const { return rings.at(key).latest().value().info; }

    Channel channel;
    std::map<std::string, FrameRingReader> rings;
    std::vector<std::string> offers;
    std::vector<std::string> gone;
    std::map<std::string, std::vector<std::string>> notes;
    std::map<std::string, std::string> problems;
    std::string health = "not told";
};

inline CardItem item_of(std::string key, CardKind kind, TileState state = TileState::live) {
    CardItem item;
    item.key = std::move(key);
    item.kind = kind;
    item.size = {480, 270};
    item.font_px = 64;
    item.text = "RSUD Blambangan · Lobi";
    item.state = state;
    item.since_ms = 1795491720000;
    return item;
}

inline CardPlan plan_of(std::vector<CardItem> items) {
    CardPlan plan;
    plan.items = std::move(items);
    return plan;
}

using Keys = std::vector<std::string>;

class CardsWorkerTest : public ::testing::Test {
  protected:
    // As control would send it; the next refresh draws it.
    void send_content(const std::string& key, std::string_view definition,
                      std::string_view value = "") {
        std::vector<UniqueFd> fds;
        fds.push_back(share_text(definition).value());
        if (!value.empty()) {
            fds.push_back(share_text(value).value());
        }
        worker.take(CardContent{key}, fds);
    }
    void refresh() {
        ASSERT_TRUE(worker.refresh());
        control.read();
    }
    uint64_t drawn(const std::string& key) const { return control.frame(key).number; }

    void apply(CardPlan plan) {
        ASSERT_TRUE(worker.apply(std::move(plan)));
        control.read();
    }
    void at_next_second() {
        clock.wall += worker.until_next_second();
        ASSERT_TRUE(worker.refresh());
        control.read();
    }

    void until_a_page_turns() {
        const WallTime latest = clock.wall + Seconds(60);
        while (!worker.turn_pages() && clock.wall < latest) {
            at_next_second();
        }
    }

    std::pair<Channel, Channel> ends = Channel::create_pair().value();
    StoppedClock clock;
    CardsWorker worker{clock, ends.first, Log::silent()};
    Control control{std::move(ends.second)};
};

}  // namespace pendopo
