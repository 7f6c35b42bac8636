#include "engine/cards/cards_worker.h"

#include <fmt/format.h>
#include <libyuv/planar_functions.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <utility>

#include "engine/cards/card_painter.h"

namespace pendopo {
namespace {

// A second slot for a large picture that hardly ever changes would double what it costs; it gets a
// new ring instead. Clocks change each second and keep theirs.
constexpr size_t kReuseBytes = size_t{1} << 20;

// A card that changes more often than that, as one does whose pages turn, keeps its ring, too:
// touching fresh memory costs several times the drawing.
constexpr Seconds kOften{20};

bool worth_reusing(CardKind kind, size_t bytes, MonotonicTime::duration unchanged) {
    return kind == CardKind::clock || bytes <= kReuseBytes ||
           (kind == CardKind::card && unchanged < kOften);
}

// A table of more pages begins to be noted anew.
constexpr size_t kMostNotedPages = 64;

// The same card at another page or picture.
bool turns(const std::optional<CardFace>& from, const CardFace& to) {
    if (!from || !from->view || !to.view || from->theme != to.theme) {
        return false;
    }
    const auto* old_picture = std::get_if<ImageView>(&from->view->body);
    const auto* new_picture = std::get_if<ImageView>(&to.view->body);
    const bool other_picture =
        old_picture != nullptr && new_picture != nullptr && old_picture->file != new_picture->file;
    const bool other_page =
        !from->view->page.empty() && !to.view->page.empty() && from->view->page != to.view->page;
    return other_page || other_picture;
}

}  // namespace

CardsWorker::CardsWorker(const Clock& clock, Channel& channel, Log log)
    : clock_(clock),
      channel_(channel),
      log_(std::move(log)),
      speech_(plan_.language, plan_.timezone),
      theme_(std::make_shared<const ThemeConfig>()) {}

Result<void> CardsWorker::apply(CardPlan plan) {
    if (plan.language != plan_.language || plan.timezone != plan_.timezone) {
        speech_ = Speech(plan.language, plan.timezone);
        if (const std::string& problem = speech_.words().problem(); !problem.empty()) {
            log_.warn("{}", problem);
        }
    }
    if (plan.theme != plan_.theme) {
        if (auto theme = read_theme_config("theme", plan.theme)) {
            theme_ = std::make_shared<const ThemeConfig>(std::move(*theme));
            theme_problem_.clear();
        } else {  // the one before stays
            theme_problem_ = "cards: " + to_string(theme.error().front());
            log_.warn("{}", theme_problem_);
        }
    }
    std::map<std::string, Card> kept;
    std::set<std::string> keys;
    for (CardItem& item : plan.items) {
        auto known = cards_.extract(item.key);
        const std::string key = item.key;
        keys.insert(key);
        Card card = known ? std::move(known.mapped()) : Card{};
        if (!known) {
            card.asked_at = clock_.now();
        }
        card.item = std::move(item);
        kept.insert_or_assign(key, std::move(card));
    }
    for (const auto& [key, card] : cards_) {
        gone_.push_back(key);
    }
    std::erase_if(gone_, [&](const std::string& key) { return kept.contains(key); });
    cards_ = std::move(kept);
    store_.keep(keys);
    plan.items.clear();
    plan_ = std::move(plan);
    return refresh();
}

Result<void> CardsWorker::refresh() {
    problem_.clear();
    const WallTime now = clock_.wall_now();
    while (!gone_.empty()) {
        if (auto sent = send(RingGone{gone_.back()}); !sent) {
            if (sent.error().code() == ErrorCode::unreachable) {
                return sent;
            }
            break;
        }
        gone_.pop_back();
    }
    placeholder_due_.reset();
    // A new scene waits for its labels and cards; placeholders are large, and few come to be seen.
    for (const bool placeholders : {false, true}) {
        for (auto& [key, card] : cards_) {
            if ((card.item.kind == CardKind::placeholder) != placeholders) {
                continue;
            }
            if (const auto due = due_later(card)) {
                placeholder_due_ = std::min(*due, placeholder_due_.value_or(*due));
                continue;
            }
            if (auto kept = keep_up(card, now); !kept) {
                if (kept.error().code() == ErrorCode::unreachable) {
                    return kept;
                }
                problem_ = kept.error().within("cards: " + key).message();
            }
        }
    }
    return {};
}

std::optional<MonotonicTime> CardsWorker::due_later(const Card& card) const {
    if (card.face || card.item.kind != CardKind::placeholder ||
        card.item.state != TileState::connecting || clock_.now() >= card.asked_at + kPictureFirst) {
        return std::nullopt;
    }
    return card.asked_at + kPictureFirst;
}

std::optional<Milliseconds> CardsWorker::until_placeholder() const {
    if (!placeholder_due_) {
        return std::nullopt;
    }
    return std::max(std::chrono::ceil<Milliseconds>(*placeholder_due_ - clock_.now()),
                    Milliseconds(0));
}

Result<void> CardsWorker::keep_up(Card& card, WallTime now) {
    CardFace shown = face(card, now);
    if (card.face != shown) {
        if (auto drawn = draw(card, std::move(shown)); !drawn) {
            return drawn;
        }
    }
    return tell(card);
}

void CardsWorker::take(const CardContent& content, std::span<const UniqueFd> fds) {
    if (!fds.empty()) {
        if (const auto card = cards_.find(content.key); card != cards_.end()) {
            card->second.texts.clear();
        }
        store_.take_content(content.key, fds[0].get(), fds.size() > 1 ? fds[1].get() : -1);
    }
}

void CardsWorker::take(const CardFile& file, std::span<const UniqueFd> fds) {
    if (fds.empty()) {
        return;
    }
    file_problems_.erase(file.name);
    if (auto taken = store_.take_file(file.name, fds[0].get()); !taken) {
        file_problems_[file.name] = "cards: " + taken.error().message();
        log_.warn("{}", file_problems_[file.name]);
    }
}

CardFace CardsWorker::face(const Card& card, WallTime now) const {
    if (card.item.kind == CardKind::card) {
        static const CardContentRead kNothing;
        const auto content = store_.content(card.item.key);
        return face_of(card.item, content ? *content : kNothing, store_.files(), theme_, speech_,
                       now);
    }
    CardFace face = face_of(card.item, speech_.words(), now);
    face.theme = theme_;
    return face;
}

Result<void> CardsWorker::draw(Card& card, CardFace face) {
    if (face.size.width > kMaxSide || face.size.height > kMaxSide) {
        return fail(ErrorCode::invalid, fmt::format("{} × {} pixels — expected at most {} a side",
                                                    face.size.width, face.size.height, kMaxSide));
    }
    const PixelSize size = measure_card(face);
    card.coming.clear();
    if (size.empty()) {
        card.told = !card.ring && card.told;
        card.ring.reset();
        card.size = {};
        card.face = std::move(face);
        return {};
    }
    FrameInfo info = packed_frame(PixelFormat::bgra, size);
    const size_t bytes = frame_bytes(info);
    const MonotonicTime now = clock_.now();
    const bool same_size = card.ring && card.size == size;
    if (same_size && turns(card.face, face)) {
        card.coming.resize(bytes);
        paint(card, face, card.coming, info.stride[0]);
        card.turned = 0;
        card.drawn_at = now;
        card.face = std::move(face);
        return {};
    }
    if (!same_size || !worth_reusing(face.kind, bytes, now - card.drawn_at)) {
        auto ring = FrameRingWriter::create(bytes, 2);
        if (!ring) {
            return fail(ring.error());
        }
        card.ring.emplace(std::move(*ring));
        card.size = size;
        card.told = false;
    }
    paint(card, face, card.ring->begin(), info.stride[0]);
    publish(card);
    card.drawn_at = now;
    card.face = std::move(face);
    return {};
}

void CardsWorker::paint(Card& card, const CardFace& face, std::span<std::byte> pixels,
                        uint32_t stride) {
    DrawnTexts texts;
    paint_card(face, measure_card(face), pixels, stride, &texts);
    if (!face.view) {
        return;
    }
    const bool other_place =
        card.face && (card.face->size != face.size || card.face->theme != face.theme ||
                      card.face->view->areas != face.view->areas);
    if (other_place || card.texts.size() >= kMostNotedPages) {
        card.texts.clear();
    }
    card.texts.insert_or_assign(face.view->page, std::move(texts));
}

void CardsWorker::publish(Card& card) {
    FrameInfo info = packed_frame(PixelFormat::bgra, card.size);
    info.number = ++card.number;
    info.arrival_ns = to_ns(clock_.now());
    card.ring->publish(info);
}

bool CardsWorker::turn_pages() {
    bool turning = false;
    for (auto& [key, card] : cards_) {
        if (!card.coming.empty()) {
            turn_page(card);
            turning = turning || !card.coming.empty();
        }
    }
    return turning;
}

void CardsWorker::turn_page(Card& card) {
    const double progress = std::chrono::duration<double>(clock_.now() - card.drawn_at) / kTurn;
    if (progress >= 1) {
        std::memcpy(card.ring->begin().data(), card.coming.data(), card.coming.size());
        card.coming = {};
        publish(card);
        return;
    }
    // What is shown has `turned` of the new page in it; this much of the rest comes now.
    const auto share = std::lround(255 * (progress - card.turned) / (1 - card.turned));
    if (share <= 0) {
        return;
    }
    const auto pixels = [](const std::byte* bytes) {
        return reinterpret_cast<const uint8_t*>(bytes);
    };
    const auto stride = static_cast<int>(packed_frame(PixelFormat::bgra, card.size).stride[0]);
    std::byte* const slot = card.ring->begin().data();
    libyuv::ARGBInterpolate(pixels(card.ring->published().data()), stride,
                            pixels(card.coming.data()), stride, reinterpret_cast<uint8_t*>(slot),
                            stride, card.size.width, card.size.height, static_cast<int>(share));
    card.turned = progress;
    publish(card);
}

Result<void> CardsWorker::tell(Card& card) {
    if (card.told) {
        return report(card);
    }
    const std::string& key = card.item.key;
    const std::string figures = card.item.kind == CardKind::card ? card.item.text : "";
    auto sent =
        card.ring ? send(RingOffer{key, "", figures}, card.ring->fd()) : send(RingGone{key});
    card.told = sent.has_value();
    return sent ? report(card) : sent;
}

Result<void> CardsWorker::report(Card& card) {
    if (card.item.kind != CardKind::card || card.texts.empty()) {
        return {};
    }
    DrawnTexts all;
    for (const auto& [page, texts] : card.texts) {
        all.insert(all.end(), texts.begin(), texts.end());
    }
    const auto content = store_.content(card.item.key);
    CardReport report{card.item.key, legibility_notes(all, card.item.font_px),
                      content ? content->problem : ""};
    if (card.told_report == report) {
        return {};
    }
    auto sent = send(report);
    if (sent) {
        card.told_report = std::move(report);
    }
    return sent;
}

Result<void> CardsWorker::send(const FromCards& message, int fd) {
    return fd < 0 ? channel_.send(encode(message)) : channel_.send(encode(message), {&fd, 1});
}

Result<void> CardsWorker::send_health() {
    return send(health());
}

WorkerHealth CardsWorker::health() const {
    for (const std::string* problem : {&problem_, &theme_problem_, &speech_.words().problem()}) {
        if (!problem->empty()) {
            return {*problem};
        }
    }
    if (!file_problems_.empty()) {
        return {file_problems_.begin()->second};
    }
    return {};
}

Milliseconds CardsWorker::until_next_second() const {
    const auto now = clock_.wall_now();
    const auto next = std::chrono::floor<Seconds>(now) + Seconds(1);
    return std::chrono::ceil<Milliseconds>(next - now);
}

}  // namespace pendopo
