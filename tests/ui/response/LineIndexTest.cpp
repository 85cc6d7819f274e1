// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/LineIndex.h"

#include "ui/response/BodyText.h"

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

// The plain way: every row, by reading everything.
std::vector<QByteArray> rowsOf(const QByteArray& bytes) {
    std::vector<QByteArray> rows;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto feed = bytes.indexOf('\n', at);
        auto length = std::min<qsizetype>(feed < 0 ? bytes.size() - at : feed - at + 1, LineIndex::longestRow);
        QByteArray row = bytes.mid(at, length);
        while (row.endsWith('\n') || row.endsWith('\r'))
            row.chop(1);
        rows.push_back(row);
        at += length;
    }
    return rows;
}

TEST(LineIndex, ABodyWithoutALineHasNoRow) {
    EXPECT_EQ(LineIndex(http::Body()).rowCount(), 0);
    EXPECT_TRUE(LineIndex(http::Body()).rows(http::Body(), 0, 10).empty());
}

TEST(LineIndex, AgreesWithReadingEverything) {
    std::mt19937 random(7);
    for (const int longest : {3, 80, 5000}) {
        QByteArray bytes;
        while (bytes.size() < 3'000'000 && bytes.count('\n') < 20'000)
            bytes += QByteArray(static_cast<int>(random() % static_cast<unsigned>(longest)), 'x') +
                     (random() % 5 ? "\n" : "\r\n");
        bytes += "no feed at the end";
        const http::Body body(bytes);
        const LineIndex index(body);
        const auto expected = rowsOf(bytes);
        ASSERT_EQ(index.rowCount(), static_cast<qint64>(expected.size())) << longest;
        for (int i = 0; i < 200; ++i) {
            const auto first = static_cast<qint64>(random() % expected.size());
            const auto rows = index.rows(body, first, 40);
            for (std::size_t k = 0; k < rows.size(); ++k)
                ASSERT_EQ(rows[k], expected[static_cast<std::size_t>(first) + k]) << first << "+" << k;
        }
        EXPECT_EQ(index.rows(body, index.rowCount() - 1, 5).size(), 1U);
    }
}

TEST(BodyText, MakesTextOfWhatCame) {
    EXPECT_EQ(prepareBody(QByteArray("{\"a\":1}"), "application/json", {}, true).utf8, "{\n  \"a\": 1\n}");
    EXPECT_EQ(prepareBody(QByteArray("{\"a\":1}"), "application/json", {}, false).utf8, "{\"a\":1}");
    EXPECT_EQ(prepareBody(QByteArray("{\"a\":"), "application/json", {}, true).utf8, "{\"a\":");
    EXPECT_EQ(prepareBody(QByteArray("caf\xe9"), "text/plain; charset=\"ISO-8859-1\"", {}, true).utf8, "caf\xc3\xa9");
    EXPECT_EQ(prepareBody(QByteArray("caf\xe9"), "text/plain", {}, true).utf8, "caf\xc3\xa9");
    EXPECT_EQ(prepareBody(QByteArray("[1]"), "", {}, true).language, CodeLanguage::Json);
}

TEST(BodyText, BinaryAndCodedBodiesAreDumped) {
    const auto binary = prepareBody(QByteArray("\x89PNG\0\1", 6), "image/png", {}, true);
    EXPECT_TRUE(binary.hex);
    EXPECT_EQ(binary.utf8, "00000000  89 50 4e 47 00 01                                .PNG..\n");
    EXPECT_TRUE(prepareBody(QByteArray("\x1f\x8b"), "application/json", "gzip", true).hex);
    EXPECT_FALSE(prepareBody(QByteArray("x"), "text/plain", "identity", true).hex);
    EXPECT_TRUE(hexDump(QByteArray(100, 'a'), 32).endsWith("… 68 more bytes\n"));
}

} // namespace
} // namespace knockback::ui
