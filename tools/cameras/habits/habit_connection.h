#pragma once
// One client of a HabitServer: its requests are answered, pictures sent, and what the row wants of
// it is awaited.

#include <array>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/clock.h"
#include "engine/base/unique_fd.h"
#include "tools/cameras/habits/habit_server.h"
#include "tools/cameras/habits/habit_stream.h"

namespace pendopo::habits {

void replace_all(std::string& text, std::string_view from, std::string_view to);

// RTP and RTCP of a client that asked for UDP.
struct HabitUdp {
    std::array<UniqueFd, 2> sockets;
    std::array<int, 2> ports{};
    std::string client_ports;
    int client_port = 0;
};

// Thread: bound to the thread that calls run().
class HabitConnection {
  public:
    HabitConnection(HabitServer& server, UniqueFd fd, int number, bool other);
    ~HabitConnection();
    void run(const std::stop_token& stop);

  private:
    struct Request {
        std::string method;
        std::string uri;
        std::string head;
        std::string body;
        std::string header(std::string_view name) const;
    };

    bool read();  // false: it is over
    bool next_item();
    void answer(const Request& request);
    const HabitReply* rule_for(const Request& request, int nth, bool logged_in) const;
    std::optional<HabitText> refusal(const Request& request);
    void set_up(const Request& request);
    void play();
    void follow_server();
    void send_due(MonotonicTime now);
    void send_packet(StreamPart part, const std::string& packet);
    void send(const HabitReply& reply, const Request& request);
    void write(std::string_view bytes);
    void write_slowly(std::string_view bytes, size_t chunk, Milliseconds pace);
    void write_slow_part(MonotonicTime now);
    std::string filled(const HabitText& text, const Request& request) const;
    const Habit& habit() const { return played_habit_->habit; }
    void hang_up() { over_ = true; }

    HabitServer& server_;
    PlayedHabitPtr played_habit_;
    const UniqueFd fd_;
    const int number_;
    const bool other_;
    const int cuts_;  // of the server, when it began
    HabitStream stream_;
    std::string in_;
    std::string slow_;  // still to be written, a chunk at a time
    size_t slow_chunk_ = 0;
    Milliseconds slow_pace_{0};
    MonotonicTime next_chunk_;
    bool hang_up_then_ = false;
    bool torn_down_ = false;
    bool over_ = false;

    std::map<std::string, int> counts_;
    int nonces_ = 1;
    int uses_ = 0;
    bool stale_ = false;
    std::string transport_;
    std::optional<HabitUdp> udp_;

    MonotonicTime played_ = MonotonicTime::max();
    size_t pushes_done_ = 0;
    std::string awaited_;
    MonotonicTime awaited_until_ = MonotonicTime::max();
    MonotonicTime kept_until_ = MonotonicTime::max();
};

}  // namespace pendopo::habits
