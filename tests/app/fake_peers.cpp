#include "tests/app/fake_peers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "config/card_config.h"
#include "engine/ipc/shared_text.h"

namespace pendopo::test {
namespace {

// The rings that an ingest or cards worker fills. A ring here is a number in sealed memory, so that
// the renderer can tell the newest from one whose writer is gone.
class Rings {
  public:
    explicit Rings(FakeWorkers& world) : world_(world) {}
    ~Rings() {
        for (const auto& [key, number] : filled_) {
            forget(key, number);
        }
    }
    bool has(const std::string& key) const { return filled_.contains(key); }
    UniqueFd fill(const std::string& key) {
        const uint64_t number = world_.next_number();
        filled_[key] = world_.filled[key] = number;
        return text_fd(std::to_string(number));
    }
    // Those of no `wanted` key: gone now.
    std::vector<std::string> keep(const std::set<std::string>& wanted) {
        std::vector<std::string> gone;
        for (const auto& [key, number] : filled_) {
            if (!wanted.contains(key)) {
                forget(key, number);
                gone.push_back(key);
            }
        }
        std::erase_if(filled_, [&](const auto& ring) { return !wanted.contains(ring.first); });
        return gone;
    }

  private:
    void forget(const std::string& key, uint64_t number) {
        if (const auto ring = world_.filled.find(key);
            ring != world_.filled.end() && ring->second == number) {
            world_.filled.erase(ring);
        }
    }
    FakeWorkers& world_;
    std::map<std::string, uint64_t> filled_;
};

class FakeIngest final : public FakePeer {
  public:
    explicit FakeIngest(FakeWorkers& world) : FakePeer(world), rings_(world) {}

    Result<void> hear(ChannelMessage message) override {
        auto decoded = decode_to_ingest(message.text);
        if (!decoded) {
            return fail(decoded.error());
        }
        if (std::holds_alternative<SharedPace>(*decoded)) {
            return {};
        }
        plan_ = std::get<IngestPlan>(*decoded);
        return {};
    }
    void act() override {
        std::set<std::string> wanted;
        for (const IngestCamera& camera : plan_.cameras) {
            for (const PictureRequest& picture : camera.pictures) {
                wanted.insert(picture.key);
            }
        }
        for (const std::string& key : rings_.keep(wanted)) {
            say(encode(FromIngest(RingGone{key})));
        }
        IngestHealth health;
        bool news = report_is_due();
        for (const IngestCamera& camera : plan_.cameras) {
            CameraState& state = states_[camera.id];
            const CameraState before = state;
            if (world_.cameras_off.contains(camera.id)) {
                state = CameraState::offline;
            } else if (world_.chance(50)) {
                state = CameraState::playing;
            }
            news = news || state != before;
            if (state != before) {
                since_[camera.id] = world_.now();
            }
            health.cameras.push_back(health_of(camera, state));
            for (const PictureRequest& picture : camera.pictures) {
                if (state == CameraState::playing && !rings_.has(picture.key)) {
                    say(encode(FromIngest(RingOffer{picture.key, camera.id, "",
                                                    picture.trial_masks.has_value()})),
                        rings_.fill(picture.key));
                }
            }
        }
        if (news) {
            say(encode(FromIngest(std::move(health))));
        }
    }

  private:
    CameraHealth health_of(const IngestCamera& camera, CameraState state) {
        CameraHealth health;
        health.id = camera.id;
        health.state = state;
        health.since_ns = to_ns(since_[camera.id]);
        health.stream = "sub";
        if (state == CameraState::playing) {
            health.last_picture_ns = to_ns(world_.now());
            health.codec = "h264";
            health.size = {640, 360};
            health.decoded_fps = camera.pictures.empty() ? 0 : 25;
            health.received_fps = 25;
        } else {
            health.reason = "rtsp: the camera does not answer";
            health.unspoken = !world_.quiet && world_.chance(5);  // it moves to GStreamer
        }
        return health;
    }

    IngestPlan plan_;
    Rings rings_;
    std::map<std::string, CameraState> states_;
    std::map<std::string, MonotonicTime> since_;
};

class FakeCards final : public FakePeer {
  public:
    explicit FakeCards(FakeWorkers& world) : FakePeer(world), rings_(world) {}

    Result<void> hear(ChannelMessage message) override {
        auto decoded = decode_to_cards(message.text);
        if (!decoded) {
            return fail(decoded.error());
        }
        if (auto* plan = std::get_if<CardPlan>(&*decoded)) {
            std::set<std::string> before = keys();
            plan_ = std::move(*plan);
            const std::set<std::string> now = keys();
            std::erase_if(content_, [&](const auto& content) {
                return before.contains(content.first) && !now.contains(content.first);
            });
        } else if (auto* content = std::get_if<CardContent>(&*decoded)) {
            if (message.fds.empty() || message.fds.size() > 2) {
                return fail(ErrorCode::invalid, "a card without its definition");
            }
            content_[content->key] = {text_in(message.fds[0]),
                                      message.fds.size() > 1 ? text_in(message.fds[1]) : ""};
        } else if (message.fds.size() != 1) {
            return fail(ErrorCode::invalid, "a file without its descriptor");
        }
        return {};
    }
    void act() override {
        for (const std::string& key : rings_.keep(keys())) {
            say(encode(FromCards(RingGone{key})));
        }
        for (const CardItem& item : plan_.items) {
            if (!rings_.has(item.key)) {
                const std::string card = item.kind == CardKind::card ? item.text : "";
                say(encode(FromCards(RingOffer{item.key, "", card})), rings_.fill(item.key));
            }
        }
        if (report_is_due()) {
            say(encode(FromCards(WorkerHealth{})));
        }
    }
    void complain(uint64_t, const std::map<std::string, std::string>& definitions,
                  std::vector<std::string>& complaints) const override {
        for (const CardItem& item : plan_.items) {
            if (item.kind != CardKind::card) {
                continue;
            }
            const auto definition = definitions.find(item.text);
            const auto content = content_.find(item.key);
            if (definition == definitions.end()) {
                complaints.push_back("cards is asked for " + item.text + ", which is not there");
            } else if (content == content_.end() || content->second.first != definition->second) {
                complaints.push_back("the card " + item.text + " shows no or an old definition");
            } else if (const std::string value = expected(definition->second);
                       content->second.second != value) {
                complaints.push_back(fmt::format("the card {} shows {} instead of {}", item.text,
                                                 content->second.second, value));
            }
        }
        for (const auto& [key, content] : content_) {
            if (!keys().contains(key)) {
                complaints.push_back("cards holds content for " + key);
            }
        }
    }
    // What data and script workers make of its sources; see FakeData and FakeScript.
    std::string expected(const std::string& definition) const {
        const auto config = read_card_config("card.json", definition);
        if (!config || config->sources.empty()) {
            return "";
        }
        std::string values;
        for (const std::string& source : config->sources) {
            values += fmt::format("\"{} {}\"", source, world_.source_revisions[source]);
        }
        const bool drawn = config->kind == CardFileKind::chart || config->kind == CardFileKind::map;
        const bool made = drawn || !config->data.empty() || config->sources.size() > 1;
        return made ? "made of " + values : values;
    }

  private:
    std::set<std::string> keys() const {
        std::set<std::string> keys;
        for (const CardItem& item : plan_.items) {
            keys.insert(item.key);
        }
        return keys;
    }

    CardPlan plan_;
    Rings rings_;
    std::map<std::string, std::pair<std::string, std::string>> content_;  // definition, value
};

}  // namespace

UniqueFd text_fd(const std::string& text) {
    return std::move(*share_text(text));
}
std::string text_in(const UniqueFd& fd) {
    constexpr size_t kLimit = size_t{16} << 20;
    return fd ? read_shared_text(fd.get(), kLimit).value_or("?") : "";
}

void FakePeer::say(std::string text, UniqueFd fd) {
    ChannelMessage message{std::move(text), {}};
    if (fd) {
        message.fds.push_back(std::move(fd));
    }
    said_.push_back(std::move(message));
}

bool FakePeer::report_is_due() {
    if (world_.now() - reported_ < Seconds(1)) {
        return false;
    }
    reported_ = world_.now();
    return true;
}

std::unique_ptr<FakePeer> make_fake_peer(const std::string& role, FakeWorkers& world) {
    if (role == "render") {
        return make_fake_render(world);
    }
    if (role == "cards") {
        return std::make_unique<FakeCards>(world);
    }
    if (role == "data") {
        return make_fake_data(world);
    }
    if (role == "script") {
        return make_fake_script(world);
    }
    return std::make_unique<FakeIngest>(world);
}

}  // namespace pendopo::test
