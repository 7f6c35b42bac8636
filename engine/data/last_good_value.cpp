#include "engine/data/last_good_value.h"

#include <algorithm>
#include <utility>

#include "engine/data/shape.h"

namespace pendopo {

LastGoodValue::LastGoodValue(SourceConfig config, std::string zone)
    : config_(std::move(config)), timezone_(std::move(zone)) {
    report_.id = config_.id;
    report_.period = config_.period;
}

void LastGoodValue::restore(StoredValue stored) {
    text_ = std::make_shared<const std::string>(std::move(stored.text));
    report_.revision = stored.revision;
    report_.updated_ms = stored.updated_ms;
    report_.age_by = stored.age_by;
    report_.fetched_ms = stored.fetched_ms;
    report_.bytes = static_cast<int64_t>(text_->size());
    if (config_.period_from) {
        report_.period = stored.period;
    }
}

bool LastGoodValue::take(const Result<Fetched>& fetched, int64_t now_ms, int64_t took_ms) {
    report_.fetch_ms = took_ms;
    if (!fetched) {
        fail_with(fetched.error().message());
        return true;
    }
    if (fetched->news == Fetched::News::value) {
        return keep(*fetched, now_ms);
    }
    report_.failures = 0;
    report_.reason.clear();
    if (text_ == nullptr) {  // nothing has ever come
        report_.state = SourceState::waiting;
        return fetched->news == Fetched::News::none;
    }
    report_.state = SourceState::good;
    report_.fetched_ms = now_ms;
    if (fetched->news == Fetched::News::same && report_.age_by == AgeBy::fetched) {
        report_.updated_ms = now_ms;
    }
    return true;
}

bool LastGoodValue::keep(const Fetched& fetched, int64_t now_ms) {
    auto shaped = shape(fetched, config_, timezone_, now_ms);
    if (!shaped) {
        fail_with(shaped.error().message());
        return false;
    }
    report_.state = SourceState::good;
    report_.reason.clear();
    report_.failures = 0;
    report_.period = std::move(shaped->period);
    report_.fetched_ms = now_ms;
    report_.reading = std::move(shaped->reading);
    const bool changed = text_ == nullptr || *text_ != shaped->text;
    report_.age_by = shaped->age_by;
    if (shaped->updated_ms > 0) {
        report_.updated_ms = shaped->updated_ms;
    } else if (shaped->age_by != AgeBy::unknown || changed) {
        report_.updated_ms = now_ms;
    }
    if (changed) {
        // Time makes revisions grow over restarts, whatever had been stored of them.
        report_.revision = std::max(report_.revision + 1, static_cast<uint64_t>(now_ms));
        report_.bytes = static_cast<int64_t>(shaped->text.size());
        text_ = std::make_shared<const std::string>(std::move(shaped->text));
    }
    return true;
}

void LastGoodValue::fail_with(const std::string& reason) {
    report_.state = SourceState::failed;
    report_.reason = reason;
    ++report_.failures;
}

StoredValue LastGoodValue::stored() const {
    return {text_ != nullptr ? *text_ : "",
            report_.revision,
            report_.updated_ms,
            report_.fetched_ms,
            report_.period,
            report_.age_by};
}

}  // namespace pendopo
