// What takes turns: the numbers of a queue, the steps of a story.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "engine/cards/phrases.h"
#include "engine/cards/view_bodies.h"

namespace pendopo {

QueueView queue_view(const BodyInput& input) {
    const auto& card = std::get<QueueCard>(input.content.config.settings);
    const auto* value = std::get_if<QueueValue>(&input.content.value);
    const std::string& language = input.speech.language();
    QueueView view;
    if (value == nullptr) {
        return view;
    }
    if (value->waiting) {
        ValueFormat format;
        format.style = ValueFormat::Style::number;
        view.waiting = *value->waiting > 0
                           ? say(Phrase::waiting_many, language,
                                 input.speech.values().number(*value->waiting, format).figure)
                           : say(Phrase::waiting_none, language);
    }
    if (value->closed) {
        view.words = say(Phrase::closed, language);
        view.detail = card.closed_text.in(language);
        view.waiting.clear();
        return view;
    }
    if (value->calls.empty()) {
        view.words = say(Phrase::none_called, language);
        return view;
    }
    // Who calls may not say when: then it is when the value came.
    const int64_t called =
        input.speech.values().unix_ms(value->called).value_or(input.item.source.updated_ms);
    const auto since =
        std::chrono::duration_cast<Milliseconds>(input.now.time_since_epoch()).count() - called;
    view.is_new = called > 0 && std::abs(since) < int64_t{1000} * card.call_seconds;
    view.heading = say(view.is_new ? Phrase::just_called : Phrase::called, language);
    view.call = value->calls.front();
    view.earlier_label = say(Phrase::earlier, language);
    view.earlier.assign(value->calls.begin() + 1, value->calls.end());
    return view;
}

StoryView story_view(const BodyInput& input) {
    const auto& card = std::get<StoryCard>(input.content.config.settings);
    const std::string& language = input.speech.language();
    StoryView view;
    if (card.steps.empty()) {
        return view;
    }
    view.count = card.steps.size();
    view.step = std::min(view.count, static_cast<size_t>(std::max(1, input.item.number)));
    view.title = input.frame.title;
    view.text = card.steps[view.step - 1].text.in(language);
    view.words = say(Phrase::step, language, fmt::format("{}/{}", view.step, view.count));
    view.px = input.item.font_px;
    view.floor_px = kFloorOfComfortable * input.item.font_px;
    view.caption_px = kStoryCaption * input.item.font_px;
    return view;
}

}  // namespace pendopo
