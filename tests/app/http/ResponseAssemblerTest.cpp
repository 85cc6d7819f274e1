// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/ResponseAssembler.h"

namespace knockback {

using http::ResponseAssembler;

namespace {

void addAll(ResponseAssembler& assembler, std::initializer_list<const char*> lines) {
    for (const char* line : lines)
        EXPECT_TRUE(assembler.addLine(line));
}

} // namespace

TEST(ResponseAssembler, aHeadCountsWithItsEmptyLine) {
    ResponseAssembler assembler;
    addAll(assembler, {"HTTP/1.1 200 OK\r\n", "A: 1\r\n"});
    EXPECT_FALSE(assembler.hasHead());
    EXPECT_FALSE(assembler.take());
    EXPECT_EQ(assembler.unfinishedHead(), "HTTP/1.1 200 OK\r\nA: 1\r\n");
    addAll(assembler, {"\r\n"});
    ASSERT_TRUE(assembler.hasHead());
    EXPECT_TRUE(assembler.unfinishedHead().isEmpty());
    EXPECT_EQ(assembler.take()->head.raw, "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n");
}

TEST(ResponseAssembler, keepsInformationalHeadsApartButNot101) {
    ResponseAssembler assembler;
    addAll(assembler, {"HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n"});
    EXPECT_FALSE(assembler.hasHead());
    EXPECT_EQ(assembler.informational().size(), 2u);
    addAll(assembler, {"HTTP/1.1 101 Switching Protocols\r\n", "Upgrade: x\r\n", "\n"});
    ASSERT_TRUE(assembler.hasHead());
    const auto response = assembler.take();
    EXPECT_EQ(response->status(), 101);
    ASSERT_EQ(response->informational.size(), 2u);
    EXPECT_EQ(response->informational[1].headers.value("Link"), "x");
}

TEST(ResponseAssembler, linesAfterTheHeadAreTrailers) {
    ResponseAssembler assembler;
    addAll(assembler, {"HTTP/1.1 200 OK\r\n", "\r\n"});
    EXPECT_TRUE(assembler.addBody("abc"));
    EXPECT_TRUE(assembler.addBody("def"));
    addAll(assembler, {"Checksum: 1\r\n", "Checksum: 2\r\n", "\r\n"});
    const auto response = assembler.take();
    EXPECT_EQ(response->body.bytes(), "abcdef");
    EXPECT_EQ(response->trailers, (http::HeaderList{{"Checksum", "1"}, {"Checksum", "2"}}));
    EXPECT_TRUE(response->headers().isEmpty());
}

TEST(ResponseAssembler, headersHaveABound) {
    ResponseAssembler assembler;
    const QByteArray line = "A: " + QByteArray(1019, 'x') + "\r\n"; // 1 KiB
    for (int i = 0; i < 256; ++i)
        ASSERT_TRUE(assembler.addLine(line));
    EXPECT_FALSE(assembler.headersTooLarge());
    EXPECT_FALSE(assembler.addLine("\r\n"));
    EXPECT_TRUE(assembler.headersTooLarge());
}

} // namespace knockback
