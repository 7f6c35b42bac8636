#include "decoders/rtsp_message.h"

#include <gtest/gtest.h>

#include <cstring>

namespace pendopo {
namespace {

using NeedMore = RtspReader::NeedMore;

void feed(RtspReader& reader, std::string_view bytes) {
    const std::span<uint8_t> room = reader.room();
    ASSERT_GE(room.size(), bytes.size());
    std::memcpy(room.data(), bytes.data(), bytes.size());
    reader.took(bytes.size());
}

RtspMessage message_of(std::string_view bytes) {
    RtspReader reader;
    feed(reader, bytes);
    const Result<RtspReader::Item> item = reader.next();
    EXPECT_TRUE(item && std::holds_alternative<RtspMessage>(*item)) << bytes;
    return item ? std::get<RtspMessage>(*item) : RtspMessage();
}

bool is_refused(std::string_view bytes) {
    RtspReader reader;
    feed(reader, bytes);
    const Result<RtspReader::Item> item = reader.next();
    return !item && item.error().code() == ErrorCode::invalid;
}

TEST(RtspReader, ReadsAReply) {
    const RtspMessage reply =
        message_of("RTSP/1.0 200 OK fine\r\nCSeq: 3\r\ncontent-LENGTH:  5 \r\nEmpty:\r\n\r\nhello");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.reason, "OK fine");
    EXPECT_EQ(reply.header("cseq"), "3");
    EXPECT_EQ(reply.header("empty"), "");
    EXPECT_EQ(reply.header("missing"), "");
    EXPECT_EQ(reply.body, "hello");
}

TEST(RtspReader, ReadsARequestOfTheCamera) {
    const RtspMessage request = message_of("OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 1\r\n\r\n");
    EXPECT_EQ(request.status, 0);
    EXPECT_EQ(request.method, "OPTIONS");
}

TEST(RtspReader, TakesStatusLinesAndHeadersAsTheyCome) {
    struct Row {
        const char* bytes;
        int status;
        const char* cseq;
    };
    for (const Row& row :
         {Row{"RTSP/1.0 200\r\nCSeq: 1\r\n\r\n", 200, "1"},
          Row{"RTSP/1.0   404   Not here\r\nCSeq : 01 \r\n\r\n", 404, "01"},
          Row{"rtsp/1.0 200 ok\ncseq:2\n\n", 200, "2"}, Row{"HTTP/1.1 400 Bad\r\n\r\n", 400, ""},
          Row{"RTSP/2.0 200 OK\r\nCSeq:\r\n 7\r\n\r\n", 200, "7"},
          Row{"RTSP/1.0 200 OK\r\n \r\nno colon\r\nCSeq: 3\r\n\r\n", 200, "3"}}) {
        const RtspMessage reply = message_of(row.bytes);
        EXPECT_EQ(reply.status, row.status) << row.bytes;
        EXPECT_EQ(reply.header("cseq"), row.cseq) << row.bytes;
    }
    EXPECT_TRUE(message_of("HTTP/1.1 400 Bad\r\n\r\n").http);
}

TEST(RtspReader, PassesOverAndCountsWhatIsNeitherMessageNorPacket) {
    const std::string bytes = std::string("\0\0 debug: rtsp ok\r\n", 20) +
                              "RTSP/1.0 200 OK\r\n\r\n" + std::string("$\x77\xff\xff", 4) +
                              std::string("$\0\0\2\x80\x60", 6) + "rubbish" +
                              "OPTIONS * RTSP/1.0\r\n\r\n";
    RtspReader reader;
    reader.expect_channel(0);
    feed(reader, bytes);
    std::vector<std::string> seen;
    for (Result<RtspReader::Item> item = reader.next();
         item && !std::holds_alternative<NeedMore>(*item); item = reader.next()) {
        const auto* message = std::get_if<RtspMessage>(&*item);
        seen.push_back(message == nullptr ? "packet"
                                          : message->method + std::to_string(message->status));
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"200", "packet", "OPTIONS0"}));
    EXPECT_EQ(reader.skipped(), 18U + 4U + 7U);
}

TEST(RtspReader, EndsWhenNothingButRubbishComes) {
    RtspReader reader;
    Result<RtspReader::Item> item = NeedMore{};
    for (int i = 0; i < 100 && item; ++i) {
        feed(reader, std::string(1'000, '\1'));
        item = reader.next();
    }
    ASSERT_FALSE(item);
    EXPECT_EQ(item.error().message(), "rtsp: the camera sends neither messages nor packets");
}

TEST(RtspReader, TakesADescriptionWithoutOrBeyondItsLengthWhenNothingMoreComes) {
    for (const char* length : {"", "Content-Length: 500\r\n", "Content-Length: -1\r\n"}) {
        RtspReader reader;
        feed(reader, std::string("RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n") + length +
                         "\r\nv=0\r\n");
        EXPECT_TRUE(std::holds_alternative<NeedMore>(reader.next().value())) << length;
        const std::optional<RtspMessage> message = reader.take_cut_short();
        ASSERT_TRUE(message) << length;
        EXPECT_EQ(message->body, "v=0\r\n");
        EXPECT_FALSE(reader.take_cut_short());
    }
    RtspReader reader;
    feed(reader, "RTSP/1.0 200 OK\r\nContent-Type: application/sdp\r\n");
    EXPECT_FALSE(reader.take_cut_short()) << "its head is not whole";
    RtspReader playing;
    playing.expect_channel(0);
    feed(playing, "ANNOUNCE * RTSP/1.0\r\nContent-Type: application/sdp\r\n\r\n");
    EXPECT_TRUE(std::holds_alternative<RtspMessage>(playing.next().value()));
}

TEST(RtspReader, ReadsMessagesAndPacketsThatComeByteByByte) {
    const std::string bytes = std::string("\r\nRTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n") +
                              std::string("$\1\0\3abc", 7) + std::string("$\0\0\0", 4) +
                              "RTSP/1.0 454 No\r\n\r\n";
    RtspReader reader;
    std::vector<std::string> seen;
    for (const char byte : bytes) {
        feed(reader, {&byte, 1});
        const Result<RtspReader::Item> item = reader.next();
        ASSERT_TRUE(item);
        if (const auto* message = std::get_if<RtspMessage>(&*item)) {
            seen.push_back(std::to_string(message->status));
        } else if (const auto* packet = std::get_if<InterleavedPacket>(&*item)) {
            seen.push_back(std::to_string(packet->channel) +
                           std::string(packet->bytes.begin(), packet->bytes.end()));
        }
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"200", "1abc", "0", "454"}));
}

TEST(RtspReader, TakesTheLargestPacketManyTimes) {
    RtspReader reader;
    std::string packet("$\0\xff\xff", 4);
    packet.resize(4 + 65535, 'x');
    int packets = 0;
    for (int i = 0; i < 50; ++i) {
        std::string_view left = packet;
        while (!left.empty()) {
            const size_t some = std::min({left.size(), size_t{1500}, reader.room().size()});
            ASSERT_GT(some, 0U);
            feed(reader, left.substr(0, some));
            left.remove_prefix(some);
            const Result<RtspReader::Item> item = reader.next();
            ASSERT_TRUE(item);
            packets += std::holds_alternative<InterleavedPacket>(*item) ? 1 : 0;
        }
    }
    EXPECT_EQ(packets, 50);
}

TEST(RtspReader, HasRoomForATlsRecordWhateverWaits) {
    std::string most = "RTSP/1.0 200 OK\r\nContent-Length: 65536\r\nX: ";
    most.resize(RtspReader::kMaxHeaderBytes, 'x');
    most += "\r\n\r\n" + std::string(RtspReader::kMaxBodyBytes, 'b');
    RtspReader reader;
    feed(reader, std::string("$\0\0\0", 4));
    for (size_t at = 0; at + 1 < most.size(); at += 1'000) {
        while (!std::holds_alternative<NeedMore>(reader.next().value())) {
        }
        ASSERT_GE(reader.room().size(), RtspReader::kLeastRoom);
        feed(reader, most.substr(at, std::min<size_t>(1'000, most.size() - 1 - at)));
    }
    EXPECT_TRUE(std::holds_alternative<NeedMore>(reader.next().value()));
    feed(reader, "b");
    EXPECT_TRUE(std::holds_alternative<RtspMessage>(reader.next().value()));
}

TEST(RtspReader, RefusesWhatIsTooLargeOrNoRtsp) {
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: 2000000000\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: 65537\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 abc\r\n\r\n"));
    EXPECT_TRUE(is_refused("RTSP/1.0 200 OK\r\nX: " + std::string(17'000, 'x')));
    RtspReader reader;
    feed(reader, "RTSP/1.0 200 OK\r\nX: " + std::string(1'000, 'x'));
    EXPECT_TRUE(std::holds_alternative<NeedMore>(reader.next().value()));
}

TEST(RtspMessage, ReasonsAreOurOwnWords) {
    EXPECT_EQ(reason_of(404), "Not Found");
    EXPECT_EQ(reason_of(453), "Not Enough Bandwidth");
    EXPECT_EQ(reason_of(499), "");
}

}  // namespace
}  // namespace pendopo
