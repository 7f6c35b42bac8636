#pragma once
// Takes notices to those who are to hear of them: mail and web servers in a thread of its own, the
// broker at once. What could not be delivered is tried again each minute, and stands in the wall's
// problems meanwhile.

#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/log.h"
#include "engine/control/job_thread.h"
#include "engine/control/notice_post.h"
#include "engine/control/notices.h"

namespace pendopo {

// Thread: bound to control's loop. `loop` outlives it.
class NoticeOutbox {
  public:
    // On the outbox's thread.
    struct Ways {
        std::function<Result<void>(const EmailConfig&, const std::optional<Login>&,
                                   const NoticeText&, const std::atomic<bool>& stop)>
            mail = send_mail;
        std::function<Result<void>(const WebhookConfig&, const std::optional<Login>&,
                                   const std::string& json, const std::atomic<bool>& stop)>
            webhook = post_notice;
    };
    // `publish`: to the broker.
    NoticeOutbox(EventLoop& loop, std::function<void(const std::string& json)> publish, Ways ways,
                 Log log);
    ~NoticeOutbox();  // what is under way is given up

    // To be called about once a second.
    void look(const WallStatus& wall, std::string_view why_not_ready, const NoticeConfig& config,
              const Secrets& secrets, Instant now);
    // One line a way that does not work; empty while all do.
    std::vector<std::string> problems() const;

  private:
    struct Letter {
        NoticeText text;
        std::string json;
    };
    struct Way {
        std::string name;
        std::deque<Letter> waiting;
        bool under_way = false;
        std::optional<MonotonicTime> next;  // not before
        std::string problem;
    };
    using Send = std::function<Result<void>(const Letter&)>;
    void keep(Way& way, const Letter& letter);
    void deliver(Way& way, Send send, MonotonicTime now);
    void delivered(Way& way, const Result<void>& outcome);

    std::function<void(const std::string&)> publish_;
    Ways ways_;
    Log log_;
    NoticeDesk desk_;
    Way mail_{"notices by e-mail", {}, false, {}, {}};
    Way webhook_{"notices to the webhook", {}, false, {}, {}};
    std::shared_ptr<std::atomic<bool>> stop_ = std::make_shared<std::atomic<bool>>(false);
    JobThread thread_;
};

}  // namespace pendopo
