#include "engine/cards/view_bodies.h"

#include <algorithm>
#include <cmath>

#include "engine/cards/phrases.h"

namespace pendopo {
namespace {

using Body = decltype(CardView::body);

EmptyView nothing_to_list(const BodyInput& input) {
    return {Icon::page, say(Phrase::empty_list, input.speech.language()), "", ""};
}

TickerView ticker_view(const BodyInput& input) {
    const auto& card = std::get<TickerCard>(input.content.config.settings);
    TickerView view;
    if (const auto* value = std::get_if<TextsValue>(&input.content.value)) {
        view.items = value->texts;
    }
    for (const LocalText& item : card.items) {
        view.items.push_back(item.in(input.speech.language()));
    }
    if (!input.frame.provenance.empty()) {
        view.provenance = input.frame.provenance.text();
        if (!input.frame.state.empty()) {
            view.provenance += " · " + input.frame.state;
        }
    }
    return view;
}

ClockView clock_view(const BodyInput& input) {
    const auto& card = std::get<ClockCard>(input.content.config.settings);
    ClockView view;
    const auto add = [&](const Words& words, const std::string& name) {
        view.zones.push_back(
            {name,
             card.show_seconds ? words.time_of_day(input.now) : words.hour_and_minute(input.now),
             words.zone(input.now), card.date ? words.date(input.now) : ""});
    };
    for (const ClockCard::Zone& zone : card.zones) {
        add(input.speech.in_zone(zone.zone), zone.name.in(input.speech.language()));
    }
    if (card.zones.empty()) {
        add(input.speech.words(), "");
    }
    return view;
}

Body text_view(const BodyInput& input) {
    const auto& card = std::get<TextCard>(input.content.config.settings);
    TextView view;
    view.centered = card.centered;
    view.text = card.text.in(input.speech.language());
    if (const auto* value = std::get_if<TextsValue>(&input.content.value)) {
        view.text.clear();
        for (const std::string& text : value->texts) {
            view.text += (view.text.empty() ? "" : "\n") + text;
        }
    }
    return view.text.empty() ? Body(nothing_to_list(input)) : Body(view);
}

// The picture whose turn it is among those that are there.
Body image_view(const BodyInput& input) {
    const auto& card = std::get<ImageCard>(input.content.config.settings);
    const std::string broken = say(Phrase::no_picture, input.speech.language());
    std::vector<ImageView> there;
    for (const std::string& name : input.content.config.files) {
        const auto file = input.files.find(name);
        if (file != input.files.end() && file->second) {
            there.push_back({name, file->second, card.fit, broken});
        }
    }
    if (there.empty()) {
        return EmptyView{Icon::page, broken, "", ""};
    }
    const double t = std::chrono::duration<double>(input.now.time_since_epoch()).count();
    const double turn = std::fmod(std::floor(t / card.seconds), static_cast<double>(there.size()));
    return there[static_cast<size_t>(turn)];
}

// A field of "WIFI:T:WPA;S:Pendopo Tamu;P:selamat;;"; a backslash keeps what follows it.
std::string wifi_field(std::string_view code, std::string_view name) {
    std::string field;
    bool wanted = code.substr(0, name.size()) == name;
    for (size_t at = 0; at < code.size(); ++at) {
        if (code[at] == ';') {
            if (wanted) {
                return field.substr(name.size());
            }
            field.clear();
            wanted = code.substr(at + 1, name.size()) == name;
            continue;
        }
        at += code[at] == '\\' && at + 1 < code.size() ? 1 : 0;
        field += code[at];
    }
    return "";
}

QrView qr_view(const BodyInput& input) {
    const auto& card = std::get<QrCard>(input.content.config.settings);
    const std::string& language = input.speech.language();
    QrView view{card.content, card.caption.in(language), card.content, true};
    constexpr std::string_view kWifi = "WIFI:";
    if (card.content.starts_with(kWifi)) {
        const std::string_view code = std::string_view(card.content).substr(kWifi.size());
        const std::string password = wifi_field(code, "P:");
        view.is_web = false;
        view.address = say(Phrase::network, language, wifi_field(code, "S:"));
        if (!password.empty()) {
            view.address += "\n" + say(Phrase::password, language, password);
        }
        return view;
    }
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (view.address.starts_with(scheme)) {
            view.address.erase(0, scheme.size());
        }
    }
    while (view.address.ends_with('/')) {
        view.address.pop_back();
    }
    return view;
}

NoticeView notice_view(const BodyInput& input) {
    const auto& card = std::get<NoticeCard>(input.content.config.settings);
    const std::string& language = input.speech.language();
    NoticeView view;
    if (input.frame.title.empty()) {
        view.headline = say(Phrase::under_camera, language);
    }
    const auto add = [&](Phrase label, const LocalText& words) {
        if (!words.empty()) {
            view.rows.push_back({say(label, language), words.in(language)});
        }
    };
    add(Phrase::operated_by, card.operated_by);
    add(Phrase::contact, card.contact);
    view.essential = view.rows.size();
    add(Phrase::purpose, card.purpose);
    view.recording = say(card.recorded ? Phrase::recorded : Phrase::not_recorded, language);
    return view;
}

}  // namespace

Body body_of(const BodyInput& input) {
    switch (input.content.config.kind) {
        case CardFileKind::number: {
            NumberView view = number_view(input);
            return view.headline.figure.empty() || view.headline.figure == kNoValue
                       ? Body(EmptyView{Icon::page, say(Phrase::no_data, input.speech.language()),
                                        "", ""})
                       : Body(std::move(view));
        }
        case CardFileKind::table: {
            TableView view = table_view(input);
            if (view.layout.form == RowsLayout::Form::nothing) {
                return EmptyView{Icon::warning, say(Phrase::too_narrow, input.speech.language()),
                                 "", ""};
            }
            return view.cells.empty() ? Body(nothing_to_list(input)) : Body(std::move(view));
        }
        case CardFileKind::progress: {
            ProgressView view = progress_view(input);
            return view.rows.empty() ? Body(nothing_to_list(input)) : Body(std::move(view));
        }
        case CardFileKind::chart:
        case CardFileKind::map: {
            const auto* drawing = std::get_if<DrawingValue>(&input.content.value);
            return DrawingView{drawing != nullptr ? *drawing : nullptr,
                               say(Phrase::unreadable, input.speech.language())};
        }
        case CardFileKind::ticker: {
            TickerView view = ticker_view(input);
            return view.items.empty() ? Body(nothing_to_list(input)) : Body(std::move(view));
        }
        case CardFileKind::clock:
            return clock_view(input);
        case CardFileKind::text:
            return text_view(input);
        case CardFileKind::image:
            return image_view(input);
        case CardFileKind::qr:
            return qr_view(input);
        case CardFileKind::notice:
            return notice_view(input);
        case CardFileKind::small_multiples: {
            MultiplesView view = multiples_view(input);
            if (!view.cells.empty() && !view.layout.room) {
                return EmptyView{Icon::warning, say(Phrase::too_narrow, input.speech.language()),
                                 "", ""};
            }
            return view.cells.empty() ? Body(nothing_to_list(input)) : Body(std::move(view));
        }
        case CardFileKind::comparison:
            return comparison_view(input);
        case CardFileKind::queue:
            return queue_view(input);
        case CardFileKind::story:
            return story_view(input);
    }
    return EmptyView{};
}

}  // namespace pendopo
