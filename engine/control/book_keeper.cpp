#include "engine/control/book_keeper.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/control/password.h"

namespace pendopo {
namespace {

constexpr Seconds kSaveSeenEvery{60};
constexpr size_t kMostJobs = BookKeeper::kMostUnsaved + 2;  // and one look

int64_t unix_ms(WallTime time) {
    return std::chrono::duration_cast<Milliseconds>(time.time_since_epoch()).count();
}

tl::unexpected<Error> too_many_unsaved() {
    return fail(ErrorCode::exhausted,
                bilingual("Perubahan pengguna tidak dapat disimpan; periksa diska.",
                          "Changes of users cannot be saved; look at the disk."));
}

}  // namespace

std::vector<std::string> revoked_names(const AccessBook& before, const AccessBook& after) {
    std::set<std::string> names;
    for (const auto& [hash, session] : before.sessions) {
        const auto user = before.users.find(session.user);
        const auto now = after.users.find(session.user);
        if (!after.sessions.contains(hash) || now == after.users.end() ||
            (user != before.users.end() && user->second.role != now->second.role)) {
            names.insert(session.user);
        }
    }
    for (const auto& [hash, token] : before.tokens) {
        if (!after.tokens.contains(hash)) {
            names.insert(token.name);
        }
    }
    return {names.begin(), names.end()};
}

// Thread: bound to the saving thread, once it runs.
struct BookKeeper::Desk {
    Store store;
    std::deque<BookChange> unsaved{};
    uint64_t saved = 0;   // changes, or refused by a rule
    int64_t version = 0;  // of the file, as the newest look saw it
};

struct BookKeeper::Report {
    uint64_t saved = 0;                // changes, since the start
    std::optional<AccessBook> book{};  // as the file has it, when that is news
    std::string trouble{};             // of the disk
};

BookKeeper::BookKeeper(EventLoop& loop, const Clock& clock, const std::filesystem::path& folder,
                       Log log)
    : clock_(clock),
      log_(std::move(log)),
      save_seen_at_(clock.now() + kSaveSeenEvery),
      desk_(std::make_shared<Desk>(Desk{open_store(folder, kControlStore, clock.wall_now())})),
      thread_(loop, kMostJobs, JobThread::AtEnd::finish) {
    open_problem_ = desk_->store.problem;
    if (auto book = load_book(desk_->store.database)) {
        book_ = std::move(*book);
    } else {
        open_problem_ = fmt::format("control.db cannot be read ({}): nobody can sign in",
                                    book.error().message());
    }
    desk_->version = desk_->store.database.integer("PRAGMA data_version").value_or(0);
    if (!open_problem_.empty()) {
        log_.error("{}", open_problem_);
    }
    timer_ = loop.every(Seconds(1), [this] { look(); });
}

BookKeeper::~BookKeeper() {
    revoked_ = nullptr;  // nobody is left to be told
    if (!seen_.empty()) {
        save_seen_at_ = clock_.now();
        look();
    }
}

// On the thread. What a rule refuses there (the command line was faster) is dropped: the book that
// is reported then says how it is.
BookKeeper::Report BookKeeper::save(Desk& desk, const BookChange& change, bool look) {
    Report report;
    if (change) {
        desk.unsaved.push_back(change);
    }
    SqlDatabase& database = desk.store.database;
    while (!desk.unsaved.empty()) {
        bool refused = false;
        auto book = change_book(database, [&](AccessBook& each) {
            auto changed = desk.unsaved.front()(each);
            refused = !changed;
            return changed;
        });
        if (!book && !refused) {
            report.trouble = book.error().message();
            break;
        }
        desk.unsaved.pop_front();
        ++desk.saved;
        if (book) {
            report.book = std::move(*book);
        } else if (auto there = load_book(database)) {
            report.book = std::move(*there);
        }
    }
    if (look && report.trouble.empty()) {
        const int64_t version = database.integer("PRAGMA data_version").value_or(desk.version);
        if (std::exchange(desk.version, version) != version) {
            if (auto there = load_book(database)) {
                report.book = std::move(*there);
            }
        }
    }
    report.saved = desk.saved;
    return report;
}

Result<void> BookKeeper::change(const BookChange& change) {
    if (issued_ - saved_ >= kMostUnsaved) {
        return too_many_unsaved();
    }
    AccessBook next = book_;
    if (auto changed = change(next); !changed) {
        return changed;
    }
    if (!queue(change)) {  // what would never be saved has not happened
        return too_many_unsaved();
    }
    adopt(std::move(next));
    return {};
}

bool BookKeeper::queue(BookChange change) {
    ++issued_;
    const bool taken =
        thread_.take([this, desk = desk_, change = std::move(change)]() -> JobThread::After {
            return [this, result = save(*desk, change, false)] { report(result); };
        });
    if (!taken) {
        --issued_;
        save_problem_ = "changes of users come faster than the disk takes them";
        log_.error("{}", save_problem_);
    }
    return taken;
}

// Once a second: what another program changed, what could not be saved, when somebody was seen.
void BookKeeper::look() {
    const MonotonicTime now = clock_.now();
    if (now >= save_seen_at_ && issued_ == saved_) {
        save_seen_at_ = now + kSaveSeenEvery;
        const int64_t now_ms = unix_ms(clock_.wall_now());
        AccessBook rest = book_;
        if (drop_expired(rest, now_ms) || !seen_.empty()) {
            (void)change([now_ms, seen = std::exchange(seen_, {})](AccessBook& book) {
                for (const auto& [hash, when] : seen) {
                    if (const auto session = book.sessions.find(hash);
                        session != book.sessions.end()) {
                        session->second.seen_ms = std::max(session->second.seen_ms, when);
                    } else if (const auto token = book.tokens.find(hash);
                               token != book.tokens.end()) {
                        token->second.seen_ms = std::max(token->second.seen_ms, when);
                    }
                }
                drop_expired(book, now_ms);
                return Result<void>();
            });
        }
    }
    if (looking_ || (!save_problem_.empty() && now < try_again_)) {
        return;
    }
    looking_ = thread_.take([this, desk = desk_]() -> JobThread::After {
        return [this, result = save(*desk, {}, true)] {
            looking_ = false;
            report(result);
        };
    });
}

void BookKeeper::report(const Report& report) {
    saved_ = report.saved;
    if (!report.trouble.empty()) {
        try_again_ = clock_.now() + kTryAgainEvery;
        std::string problem = fmt::format(
            "changes of users cannot be saved ({}): they hold until control ends; free space in "
            "the state folder or mend it",
            report.trouble);
        if (problem != save_problem_) {
            save_problem_ = std::move(problem);
            log_.error("{}", save_problem_);
        }
        return;
    }
    if (!std::exchange(save_problem_, {}).empty()) {
        log_.info("changes of users are saved again");
    }
    if (report.book && issued_ == saved_) {
        adopt(*report.book);
    }
}

void BookKeeper::adopt(AccessBook book) {
    for (const auto& [hash, when] : seen_) {
        if (const auto session = book.sessions.find(hash); session != book.sessions.end()) {
            session->second.seen_ms = std::max(session->second.seen_ms, when);
        }
        if (const auto token = book.tokens.find(hash); token != book.tokens.end()) {
            token->second.seen_ms = std::max(token->second.seen_ms, when);
        }
    }
    const auto names = revoked_ ? revoked_names(book_, book) : std::vector<std::string>();
    book_ = std::move(book);
    for (const std::string& name : names) {
        revoked_(name);
    }
}

void BookKeeper::seen_session(const std::string& hash, int64_t now_ms) {
    if (const auto session = book_.sessions.find(hash); session != book_.sessions.end()) {
        session->second.seen_ms = std::max(session->second.seen_ms, now_ms);
        seen_[hash] = session->second.seen_ms;
    }
}
void BookKeeper::seen_token(const std::string& hash, int64_t now_ms) {
    if (const auto token = book_.tokens.find(hash); token != book_.tokens.end()) {
        token->second.seen_ms = std::max(token->second.seen_ms, now_ms);
        seen_[hash] = token->second.seen_ms;
    }
}

std::string BookKeeper::problem() const {
    return save_problem_.empty() ? open_problem_ : save_problem_;
}

}  // namespace pendopo
