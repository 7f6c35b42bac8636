#include "engine/cards/standing.h"

#include <algorithm>

#include "engine/cards/phrases.h"

namespace pendopo {
namespace {

Milliseconds age_of(const CardSource& source, WallTime now) {
    return std::chrono::duration_cast<Milliseconds>(now.time_since_epoch()) -
           Milliseconds(source.updated_ms);
}

}  // namespace

Standing standing_of(const CardContentRead& content, const CardSource& source, WallTime now) {
    const bool wanted = content.config.has_value();
    if (source.needed) {
        if (source.updated_ms == 0) {
            return source.state == SourceState::failed ? Standing::none : Standing::waiting;
        }
        if (source.expire_after_s > 0 && age_of(source, now) > Seconds(source.expire_after_s)) {
            return Standing::expired;
        }
    }
    if (!content.problem.empty()) {
        return Standing::unreadable;
    }
    if (!content.defined || (wanted && !content.has_content)) {
        return source.problem.empty() ? Standing::waiting : Standing::unreadable;
    }
    if (source.needed) {
        if (source.state == SourceState::failed || !source.problem.empty()) {
            return Standing::failed;
        }
        if (source.old_after_s > 0 && age_of(source, now) > Seconds(source.old_after_s)) {
            return Standing::old;
        }
    }
    return Standing::fresh;
}

Provenance provenance_of(const CardConfig& card, const CardSource& source, const Speech& speech,
                         WallTime now) {
    const std::string& language = speech.language();
    Provenance provenance;
    provenance.note = card.note.in(language);
    if (!source.needed) {
        return provenance;
    }
    const auto worded = [&](Phrase phrase, const std::string& value) {
        return value.empty() ? value : say(phrase, language, value);
    };
    provenance.source = {worded(Phrase::source, source.publisher), source.publisher};
    provenance.period = {worded(Phrase::period, source.period), source.period};
    if (source.updated_ms <= 0) {
        return provenance;
    }
    if (source.age_by == AgeBy::unknown) {
        const std::string unknown = say(Phrase::age_unknown, language);
        provenance.age = {unknown, unknown};
        return provenance;
    }
    const std::string age = speech.values().age(std::max(Milliseconds(0), age_of(source, now)));
    // Copying a file makes it no newer, so its time says only when it came; "2 jam lalu" alone
    // would say that the figures are as new.
    const bool by_file = source.age_by == AgeBy::file;
    const std::string full = say(by_file ? Phrase::received : Phrase::updated, language, age);
    provenance.age = {full, by_file ? full : age};
    return provenance;
}

EmptyView empty_view(Standing standing, const CardContentRead& content, const CardItem& item,
                     const Speech& speech) {
    const std::string& language = speech.language();
    EmptyView view;
    const auto since_update = [&] {
        return item.source.updated_ms > 0 && item.source.age_by != AgeBy::unknown
                   ? say(item.source.age_by == AgeBy::file ? Phrase::received : Phrase::last_update,
                         language, speech.values().date_and_time(item.source.updated_ms))
                   : "";
    };
    switch (standing) {
        case Standing::fresh:
        case Standing::old:
        case Standing::failed:
            break;
        case Standing::waiting:
            view = {Icon::dots, say(Phrase::waiting, language), "", ""};
            break;
        case Standing::none:
            view = {Icon::page, say(Phrase::no_data, language), "", ""};
            break;
        case Standing::unreadable:
            view = {Icon::warning, say(Phrase::unreadable, language), since_update(), ""};
            break;
        case Standing::expired:
            view = {Icon::clock, say(Phrase::expired, language), since_update(), ""};
            break;
    }
    if (!item.public_audience) {
        view.problem = content.problem.empty() ? item.source.problem : content.problem;
    }
    return view;
}

}  // namespace pendopo
