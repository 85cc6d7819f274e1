// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/EventStreamParser.h"

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

std::vector<ServerEvent> parse(const QByteArray& text) {
    EventStreamParser parser;
    std::vector<ServerEvent> events;
    parser.feed(text, events);
    return events;
}

TEST(EventStream, AnEventHasATypeDataAndAnId) {
    EXPECT_EQ(parse("event: add\ndata: 73857293\nid: 7\n\n"), (std::vector<ServerEvent>{{"add", "73857293", "7"}}));
    EXPECT_EQ(parse("data: YHOO\ndata: +2\ndata: 10\n\n"), (std::vector<ServerEvent>{{"message", "YHOO\n+2\n10", ""}}));
}

TEST(EventStream, TheIdStaysUntilAnotherComes) {
    EXPECT_EQ(
        parse(": hello\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n"),
        (std::vector<ServerEvent>{{"message", "first", "1"}, {"message", "second", ""}, {"message", " third", ""}}));
    EXPECT_EQ(parse(QByteArray("id: a\ndata\n\nid: b\0c\ndata\n\n", 26)),
              (std::vector<ServerEvent>{{"message", "", "a"}, {"message", "", "a"}}));
}

TEST(EventStream, DataWithoutABlankLineAfterItIsNoEvent) {
    EXPECT_EQ(parse("data\n\ndata\ndata\n\ndata:"),
              (std::vector<ServerEvent>{{"message", "", ""}, {"message", "\n", ""}}));
    EXPECT_TRUE(parse("event: only\n\n").empty());
    EXPECT_EQ(parse("event: lost\n\ndata: x\n\n"), (std::vector<ServerEvent>{{"message", "x", ""}}));
}

TEST(EventStream, LinesEndInThreeWaysAndTheMarkIsDropped) {
    for (const char* end : {"\n", "\r", "\r\n"}) {
        const QByteArray feed(end);
        EXPECT_EQ(parse("\xef\xbb\xbf"
                        "data: a" +
                        feed + "data: b" + feed + feed + "data: c" + feed + feed),
                  (std::vector<ServerEvent>{{"message", "a\nb", ""}, {"message", "c", ""}}));
    }
    EXPECT_TRUE(parse("data: a\n\xef\xbb\xbf\n").empty());
}

TEST(EventStream, RetryIsDigitsOnly) {
    EventStreamParser parser;
    std::vector<ServerEvent> events;
    parser.feed("retry: 10x\nretry:\n", events);
    EXPECT_FALSE(parser.retryMs());
    parser.feed("retry: 2500\n: ping\n", events);
    EXPECT_EQ(parser.retryMs(), 2500);
    EXPECT_EQ(parser.comments(), 1);
}

TEST(EventStream, PiecesOfAnySizeGiveTheSameEvents) {
    std::mt19937 random(21);
    const std::vector<QByteArray> parts{"data: ", "event: x", "id: 9", "\n",       "\r",   "\r\n",
                                        "\n\n",   ":",        " ",     "retry: 5", "data", "é"};
    for (int round = 0; round < 3000; ++round) {
        QByteArray text = random() % 4 ? "" : "\xef\xbb\xbf";
        for (int i = 0; i < 30; ++i)
            text += parts[random() % parts.size()];
        const auto whole = parse(text);
        EventStreamParser parser;
        std::vector<ServerEvent> events;
        for (qsizetype at = 0; at < text.size();) {
            const auto n = std::min<qsizetype>(1 + static_cast<qsizetype>(random() % 5), text.size() - at);
            parser.feed(QByteArrayView(text).sliced(at, n), events);
            at += n;
        }
        ASSERT_EQ(events, whole) << text.constData();
    }
}

TEST(EventStream, AnEndlessLineDoesNotFillTheMemory) {
    EventStreamParser parser;
    std::vector<ServerEvent> events;
    parser.feed("data: ", events);
    const QByteArray megabyte(1024 * 1024, 'x');
    for (int i = 0; i < 40; ++i)
        parser.feed(megabyte, events);
    parser.feed("\n\n", events);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_LE(events[0].data.size(), EventStreamParser::longestData + 16);
}

} // namespace
} // namespace knockback::ui
