// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/NameValueText.h"

#include <QPlainTextEdit>

#include <gtest/gtest.h>

#include <random>

namespace knockback::ui {
namespace {

NameValueRow row(const char* name, const char* value, bool enabled = true) {
    return {QString::fromUtf8(name), QString::fromUtf8(value), enabled};
}

TEST(NameValueText, OneLineEachWithTheSwitchInFront) {
    EXPECT_EQ(textOfRows({row("Accept", "*/*"), row("X-Off", "1", false), row("X-Empty", "")}),
              QStringLiteral("Accept: */*\n# X-Off: 1\nX-Empty:"));
    EXPECT_EQ(textOfRows({}), QString());
}

TEST(NameValueText, ReadsWhatPeoplePaste) {
    EXPECT_EQ(
        rowsOfText(u"  Accept:text/html \r\n\r\n#X-Off : a:b\nflag\nq=two words\n"),
        (std::vector{row("Accept", "text/html"), row("X-Off", "a:b", false), row("flag", ""), row("q", "two words")}));
}

TEST(NameValueText, AQuotedBackslashStaysAsItWasTyped) {
    EXPECT_EQ(rowsOfText(uR"(X: "a\"b" C:\Dir)"), (std::vector{row("X", R"("a\"b" C:\Dir)")}));
}

// Any rows come back, also through the field that they are edited in.
TEST(NameValueText, RoundTrip) {
    std::mt19937 random(7);
    const QString alphabet = QStringLiteral("ab:#\\nrst=_ \t\n\r\u2028\u2029\u00a0é{}");
    const auto text = [&] {
        QString out;
        for (auto length = random() % 6; length > 0; --length)
            out += alphabet[static_cast<qsizetype>(random() % static_cast<unsigned>(alphabet.size()))];
        return out;
    };
    QPlainTextEdit field;
    for (int round = 0; round < 3000; ++round) {
        std::vector<NameValueRow> rows;
        for (auto count = random() % 4; count > 0; --count)
            rows.push_back({text(), text(), random() % 2 == 0});
        const QString written = textOfRows(rows);
        ASSERT_EQ(rowsOfText(written), rows) << written.toStdString();
        field.setPlainText(written);
        ASSERT_EQ(rowsOfText(field.toPlainText()), rows) << written.toStdString();
    }
}

} // namespace
} // namespace knockback::ui
