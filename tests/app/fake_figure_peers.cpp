#include <fmt/format.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "config/data_config.h"
#include "tests/app/fake_peers.h"

namespace pendopo::test {
namespace {

class FakeData final : public FakePeer {
  public:
    using FakePeer::FakePeer;

    Result<void> hear(ChannelMessage message) override {
        auto decoded = decode_to_data(message.text);
        if (!decoded || message.fds.size() != 1) {
            return decoded ? fail(ErrorCode::invalid, "a plan without its file")
                           : fail(decoded.error());
        }
        const auto config = read_data_config("data.json", text_in(message.fds[0]));
        if (!config) {
            return fail(ErrorCode::invalid, to_string(config.error()));
        }
        std::set<std::string> sources;
        for (const SourceConfig& source : config->sources) {
            sources.insert(source.id);
        }
        std::erase_if(told_, [&](const auto& told) { return !sources.contains(told.first); });
        sources_ = std::move(sources);
        return {};
    }
    void act() override {
        for (const std::string& id : sources_) {
            const bool failing = world_.sources_failing.contains(id);
            uint64_t& revision = world_.source_revisions[id];
            const auto told = told_.find(id);
            const bool news = told == told_.end() || told->second.state == SourceState::waiting ||
                              failing != (told->second.state == SourceState::failed) ||
                              (!failing && (news_ || (!world_.quiet && world_.chance(3))));
            if (!news) {
                continue;
            }
            SourceReport report;
            report.id = id;
            report.state = failing ? SourceState::failed : SourceState::good;
            report.reason = failing ? "no such file" : "";
            const uint64_t known = told == told_.end() ? 0 : told->second.revision;
            report.revision = failing ? known : ++revision;
            if (report.revision != 0) {
                report.updated_ms =
                    std::chrono::duration_cast<Milliseconds>(world_.wall_now().time_since_epoch())
                        .count();
            }
            told_[id] = report;
            UniqueFd value;
            if (report.revision != known) {
                value = text_fd(fmt::format("\"{} {}\"", id, report.revision));
            }
            say(encode(FromData(report)), std::move(value));
        }
        news_ = false;
        if (report_is_due()) {
            say(encode(FromData(WorkerHealth{})));
        }
    }
    void calm() override { news_ = true; }

  private:
    std::set<std::string> sources_;
    std::map<std::string, SourceReport> told_;
    bool news_ = false;
};

class FakeScript final : public FakePeer {
  public:
    using FakePeer::FakePeer;

    Result<void> hear(ChannelMessage message) override {
        auto decoded = decode_to_script(message.text);
        if (!decoded) {
            return fail(decoded.error());
        }
        if (job_) {
            return fail(ErrorCode::invalid, "a job while another one runs");
        }
        job_ = std::get<ScriptJob>(std::move(*decoded));
        if (message.fds.size() != 1 + job_->sources.size() + job_->files.size()) {
            return fail(ErrorCode::invalid, "a job without its texts");
        }
        made_ = "made of ";
        for (size_t i = 1; i <= job_->sources.size(); ++i) {
            made_ += text_in(message.fds[i]);
        }
        return {};
    }
    void act() override {
        if (!ready_) {
            ready_ = true;
            say(encode(FromScript(ScriptReady{})));
        } else if (job_ && !hangs_) {
            if (world_.script_trouble && world_.chance(3)) {
                ends_ = true;
            } else if (world_.script_trouble && world_.chance(2)) {
                hangs_ = true;
            } else if (world_.script_trouble && world_.chance(10)) {
                say(encode(FromScript(ScriptDone{job_->id, "a number was expected", 1})));
                job_.reset();
            } else {
                say(encode(FromScript(ScriptDone{job_->id, "", 1})), text_fd(made_));
                job_.reset();
            }
        }
        if (report_is_due()) {
            say(encode(FromScript(WorkerHealth{})));
        }
    }

  private:
    bool ready_ = false;
    std::optional<ScriptJob> job_;
    std::string made_;
};

}  // namespace

std::unique_ptr<FakePeer> make_fake_data(FakeWorkers& world) {
    return std::make_unique<FakeData>(world);
}

std::unique_ptr<FakePeer> make_fake_script(FakeWorkers& world) {
    return std::make_unique<FakeScript>(world);
}

}  // namespace pendopo::test
