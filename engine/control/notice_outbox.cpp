#include "engine/control/notice_outbox.h"

#include <utility>

namespace pendopo {
namespace {

constexpr Seconds kTryAgain{60};
constexpr size_t kMostWaiting = 10;  // notices of a way; the oldest gives way
constexpr size_t kMostJobs = 4;

std::optional<Login> login_of(const Secrets& secrets, const std::string& id) {
    const auto found = secrets.find(id);
    return found == secrets.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

NoticeOutbox::NoticeOutbox(EventLoop& loop, std::function<void(const std::string& json)> publish,
                           Ways ways, Log log)
    : publish_(std::move(publish)),
      ways_(std::move(ways)),
      log_(std::move(log)),
      thread_(loop, kMostJobs, JobThread::AtEnd::drop) {}

NoticeOutbox::~NoticeOutbox() {
    *stop_ = true;
}

void NoticeOutbox::keep(Way& way, const Letter& letter) {
    if (way.waiting.size() == kMostWaiting) {
        way.waiting.erase(way.waiting.begin() + (way.under_way ? 1 : 0));
        log_.warn("{}: too many wait, the oldest is lost", way.name);
    }
    way.waiting.push_back(letter);
}

void NoticeOutbox::look(const WallStatus& wall, std::string_view why_not_ready,
                        const NoticeConfig& config, const Secrets& secrets, Instant now) {
    if (const auto notice = desk_.look(faults_of(wall, why_not_ready), config, now)) {
        const Letter letter{notice_text(*notice, wall), notice_json(*notice, wall, now.wall_now)};
        log_.info("notice began={} lasting={} ended={}", notice->began.size(),
                  notice->lasting.size(), notice->ended.size());
        if (config.email) {
            keep(mail_, letter);
        }
        if (config.webhook) {
            keep(webhook_, letter);
        }
        if (config.mqtt) {
            publish_(letter.json);
        }
    }
    if (config.email) {
        deliver(
            mail_,
            [send = ways_.mail, email = *config.email,
             login = login_of(secrets, config.email->login),
             stop = stop_](const Letter& letter) { return send(email, login, letter.text, *stop); },
            now.now);
    }
    if (config.webhook) {
        deliver(
            webhook_,
            [send = ways_.webhook, webhook = *config.webhook,
             login = login_of(secrets, config.webhook->login), stop = stop_](const Letter& letter) {
                return send(webhook, login, letter.json, *stop);
            },
            now.now);
    }
}

void NoticeOutbox::deliver(Way& way, Send send, MonotonicTime now) {
    if (way.waiting.empty() || way.under_way || (way.next && now < *way.next)) {
        return;
    }
    way.next = now + kTryAgain;
    way.under_way =
        thread_.take([this, &way, letter = way.waiting.front(), send = std::move(send)] {
            return [this, &way, outcome = send(letter)] { delivered(way, outcome); };
        });
}

void NoticeOutbox::delivered(Way& way, const Result<void>& outcome) {
    way.under_way = false;
    if (outcome) {
        way.problem.clear();
        way.next.reset();
        way.waiting.pop_front();
        return;
    }
    const std::string problem = way.name + ": " + outcome.error().message();
    if (problem != way.problem) {
        log_.warn("{}", problem);
    }
    way.problem = problem;
}

std::vector<std::string> NoticeOutbox::problems() const {
    std::vector<std::string> lines;
    for (const Way* way : {&mail_, &webhook_}) {
        if (!way->problem.empty()) {
            lines.push_back(way->problem);
        }
    }
    return lines;
}

}  // namespace pendopo
