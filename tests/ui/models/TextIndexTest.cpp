// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TextIndex.h"

#include <QString>

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

// The plain way: where every row begins, by reading everything. Also, of each character, where it is.
struct Plain {
    std::vector<qint64> rows;
    std::vector<qint64> characters;
    std::vector<qint64> lineOf;
};
Plain plain(const QByteArray& bytes, int wrap) {
    Plain result;
    int column = 0;
    bool begin = true;
    qint64 line = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        result.lineOf.push_back(line);
        const bool lead = (bytes[i] & 0xc0) != 0x80;
        if (lead)
            result.characters.push_back(i);
        if (begin || (wrap > 0 && lead && bytes[i] != '\n' && column == wrap)) {
            result.rows.push_back(i);
            column = 0;
        }
        begin = bytes[i] == '\n';
        line += begin ? 1 : 0;
        column += lead ? 1 : 0;
    }
    return result;
}

QByteArray randomText(std::mt19937& random, qsizetype size, unsigned longest) {
    QByteArray bytes;
    while (bytes.size() < size) {
        for (auto n = random() % longest; n > 0; --n)
            bytes += random() % 4 ? "x" : "\xc3\xa9";
        bytes += random() % 5 ? "\n" : "\r\n";
    }
    return bytes + "no feed at the end";
}

TEST(TextIndex, AnEmptyBodyHasNoRow) {
    TextIndex index;
    index.extend({}, 100);
    EXPECT_EQ(index.rowCount(), 0);
    EXPECT_EQ(index.rowStart({}, 3), 0);
}

TEST(TextIndex, AgreesWithReadingEverything) {
    std::mt19937 random(7);
    for (const int wrap : {0, 7, 80}) {
        for (const unsigned longest : {3U, 90U, 200'000U}) {
            const QByteArray bytes = randomText(random, 300'000, longest);
            const http::Body body(bytes);
            const auto expected = plain(bytes, wrap);
            TextIndex index(wrap);
            // It grows in steps of any size.
            while (index.size() < bytes.size())
                index.extend(body, index.size() + 1 + static_cast<qint64>(random() % 90'000));
            ASSERT_EQ(index.rowCount(), static_cast<qint64>(expected.rows.size())) << wrap << " " << longest;
            for (int i = 0; i < 400; ++i) {
                const auto row = random() % expected.rows.size();
                ASSERT_EQ(index.rowStart(body, static_cast<qint64>(row)), expected.rows[row]) << wrap << " " << longest;
                const auto offset = static_cast<qint64>(random() % static_cast<std::size_t>(bytes.size()));
                const auto rowOf = std::upper_bound(expected.rows.begin(), expected.rows.end(), offset) - 1;
                if ((bytes[offset] & 0xc0) != 0x80) {
                    ASSERT_EQ(index.rowOf(body, offset), rowOf - expected.rows.begin()) << wrap << " " << offset;
                }
                ASSERT_EQ(index.lineOf(body, offset), expected.lineOf[static_cast<std::size_t>(offset)]);
                const auto character = random() % expected.characters.size();
                ASSERT_EQ(index.offsetOf(body, static_cast<qint64>(character)), expected.characters[character]);
                ASSERT_EQ(index.charactersBefore(body, expected.characters[character]), static_cast<qint64>(character));
            }
            EXPECT_EQ(index.rowStart(body, index.rowCount()), bytes.size());
            EXPECT_EQ(index.offsetOf(body, static_cast<qint64>(expected.characters.size())), bytes.size());
        }
    }
}

TEST(TextIndex, ALineFeedAtTheEndBeginsNoRow) {
    for (const auto& [text, rows] :
         {std::pair("a\n", 1), std::pair("a\nb", 2), std::pair("\n\n", 2), std::pair("a", 1)}) {
        TextIndex index;
        index.extend(http::Body(QByteArray(text)), 100);
        EXPECT_EQ(index.rowCount(), rows) << text;
        EXPECT_EQ(index.lineCount(), rows) << text;
    }
}

TEST(TextIndex, StopsWhenItIsAskedTo) {
    StopFlag stop;
    stop.raise();
    TextIndex index;
    index.extend(http::Body(QByteArray(1000, 'x')), 1000, stop);
    EXPECT_EQ(index.size(), 0);
}

} // namespace
} // namespace knockback::ui
