#pragma once
// The cards worker: keeps one bitmap ring for every item of the newest CardPlan. A card is drawn
// again only when its face changed (card_face.h), so a clock costs one small drawing a second and
// a placeholder nothing. A card file's card is looked at when something came for it and each
// second; what it shows then is compared, not what came.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/cards/card_face.h"
#include "engine/cards/card_store.h"
#include "engine/cards/legibility.h"
#include "engine/ipc/cards_messages.h"
#include "engine/ipc/channel.h"
#include "engine/ipc/process.h"
#include "engine/ipc/shared_frames.h"

namespace pendopo {

// Thread: bound to its owner.
class CardsWorker {
  public:
    // Draws no larger than this; a larger size in a plan is a problem told in health().
    static constexpr int kMaxSide = 8192;
    static constexpr Milliseconds kTurn{200};
    // Of a new placeholder that says only "connecting", before it is drawn: the camera's picture is
    // on its way as a rule, and decoded by the same processors. A scene waits 150 ms for it.
    static constexpr Milliseconds kPictureFirst{80};

    // `clock` and `channel` outlive the worker.
    CardsWorker(const Clock& clock, Channel& channel, Log log);

    // Makes `plan` the desired state and draws what differs. Errors: unreachable (control is
    // gone). What cannot be sent or drawn just now is tried again by the next refresh().
    Result<void> apply(CardPlan plan);
    // Keeps what came; the next refresh() draws it. `fds`: the definition, and its value or drawing
    // when there is one. What is wrong with it is said on the card (to staff) and in health().
    void take(const CardContent& content, std::span<const UniqueFd> fds);
    void take(const CardFile& file, std::span<const UniqueFd> fds);
    // Draws what reads differently now. To be called when the second changes, and when a
    // placeholder's time came.
    Result<void> refresh();
    // Until the first of those that wait for their time; nothing: none does.
    std::optional<Milliseconds> until_placeholder() const;
    Result<void> send_health();
    // Carries page turns on, each a fade of kTurn; true while one is not at its end.
    bool turn_pages();

    // From now to the next second of the wall clock; never zero.
    Milliseconds until_next_second() const;
    WorkerHealth health() const;

  private:
    struct Card {
        CardItem item;
        MonotonicTime asked_at{};
        std::optional<CardFace> face;  // drawn into `ring`
        MonotonicTime drawn_at{};      // when it was
        std::optional<FrameRingWriter> ring;
        PixelSize size;    // of the ring's bitmaps; empty: nothing to show
        bool told = true;  // control knows the ring, or that there is none
        uint64_t number = 0;
        // A page turn under way: the bitmap it ends with, and how much of it is shown by now, 0…1.
        std::vector<std::byte> coming;
        double turned = 0;
        // Of kind card: what its pages hold, by page, since its contents came.
        std::map<std::string, DrawnTexts> texts;
        std::optional<CardReport> told_report;
    };

    CardFace face(const Card& card, WallTime now) const;
    std::optional<MonotonicTime> due_later(const Card& card) const;
    // Draws what changed, and offers a new ring.
    Result<void> keep_up(Card& card, WallTime now);
    Result<void> draw(Card& card, CardFace face);
    void paint(Card& card, const CardFace& face, std::span<std::byte> pixels, uint32_t stride);
    void publish(Card& card);
    void turn_page(Card& card);
    Result<void> tell(Card& card);
    Result<void> report(Card& card);
    Result<void> send(const FromCards& message, int fd = -1);

    const Clock& clock_;
    Channel& channel_;
    Log log_;
    CardPlan plan_;  // items are in cards_
    Speech speech_;
    std::shared_ptr<const ThemeConfig> theme_;
    std::string theme_problem_;
    CardStore store_;
    std::map<std::string, std::string> file_problems_;  // by name
    std::map<std::string, Card> cards_;
    std::vector<std::string> gone_;  // keys whose end is not told yet
    std::optional<MonotonicTime> placeholder_due_;
    std::string problem_;
};

// The worker's whole life in its process. Returns main()'s status: 0 when control closed the
// channel or asked for the end, 1 when it sent something that is no message.
int run_cards_worker(WorkerProcess process);

}  // namespace pendopo
