#pragma once
// One card that is not installed, drawn with the figures that the wall has now. By a cards and a
// script worker of its own, in their sandboxes, so that no draft can touch what is on the wall;
// they are started for the first preview and end when nobody asked for a while. One at a time.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/app/card_desk.h"
#include "engine/app/worker.h"
#include "engine/base/clock.h"
#include "engine/base/log.h"
#include "engine/base/result.h"
#include "engine/control/wall_control.h"
#include "engine/ipc/event_loop.h"
#include "engine/wall/wall.h"

namespace pendopo {

// What the wall knows of figures; lent for the call.
struct CardFigures {
    std::function<const SourceReport*(const std::string& source)> report;  // null: none yet
    std::function<int(const std::string& source)> value;                   // sealed; -1: none
};
struct CardOrder {
    std::shared_ptr<const WallModel> model;  // with this card alone
    PixelSize size;
    int font_px = 0;
};

// Thread: bound to the loop's, which outlives it as the clock does.
class CardPreview {
  public:
    using Done = std::function<void(Result<CapturedPicture>)>;
    static constexpr size_t kMostWaiting = 8;
    static constexpr Seconds kFigures{4};   // then it is drawn as it is
    static constexpr Seconds kDeadline{8};  // of one preview, the start of its workers with it
    static constexpr Seconds kIdle{60};

    CardPreview(EventLoop& loop, const Clock& clock, const Log& log, WorkerFactory make_worker,
                CardFigures figures);
    ~CardPreview();
    CardPreview(const CardPreview&) = delete;
    CardPreview& operator=(const CardPreview&) = delete;

    // `done` is called once, never before this returns. Errors: exhausted, timed_out, io.
    void draw(CardOrder order, Done done);

  private:
    struct Running {
        CardOrder order;
        Done done;
        CardItem item;
        bool told = false;  // the cards worker was told to draw it
        bool late = false;  // figures are not waited for any more
        bool ending = false;
        EventLoop::Handle figures;
        EventLoop::Handle deadline;
        EventLoop::Handle again;
    };

    void start_next();
    void start_workers();
    CardDesk make_desk();
    void look();
    void cards_said(ChannelMessage message);
    void script_said(ChannelMessage message);
    void take_picture(UniqueFd ring);
    void finish(Result<CapturedPicture> picture);

    EventLoop& loop_;
    const Clock& clock_;
    Log log_;
    WorkerFactory make_worker_;
    CardFigures figures_;
    bool cards_started_ = false;
    std::unique_ptr<Worker> cards_;
    std::unique_ptr<Worker> script_;
    std::optional<CardDesk> desk_;  // as long as its workers
    std::deque<std::pair<CardOrder, Done>> waiting_;
    std::optional<Running> running_;
    uint64_t next_ = 1;
    EventLoop::Handle tick_;
    EventLoop::Handle idle_;
    std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace pendopo
