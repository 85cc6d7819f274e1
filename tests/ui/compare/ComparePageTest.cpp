// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ComparePage.h"
#include "tests/ui/compare/Exchanges.h"
#include "ui/compare/CompareLayout.h"
#include "ui/compare/CompareView.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class ComparePageTest : public testing::Test {
protected:
    void compare(const http::Attempt& left, const http::Attempt& right) {
        page.resize(1000, 500);
        page.show();
        QSignalSpy shown(&page, &ComparePage::shown);
        page.compare(test::record(left), test::record(right, diagnosis::Cause::RateLimit));
        ASSERT_TRUE(shown.wait(5000));
    }
    [[nodiscard]] QString count() const { return page.findChild<QLabel*>(QStringLiteral("compareCount"))->text(); }

    ThemeManager themes{ThemeKind::Light};
    ComparePage page{themes};
};

http::Attempt blocked() {
    auto attempt = test::workingAttempt();
    attempt.request.headers = {{"Accept", "*/*"}, {"User-Agent", "bot/1"}};
    attempt.response->head.status = 429;
    return attempt;
}

TEST_F(ComparePageTest, StepsThroughTheDifferencesAndStopsAtTheEnds) {
    compare(test::workingAttempt(), blocked());
    const int all = page.view().differenceCount();
    ASSERT_GE(all, 2);
    EXPECT_EQ(count(), QStringLiteral("%1 differences").arg(all));
    page.step(1);
    EXPECT_EQ(count(), QStringLiteral("difference 1 of %1").arg(all));
    for (int i = 0; i < all + 3; ++i)
        page.step(1);
    EXPECT_EQ(page.view().currentDifference(), all - 1);
    for (int i = 0; i < all + 3; ++i)
        page.step(-1);
    EXPECT_EQ(page.view().currentDifference(), 0);
}

TEST_F(ComparePageTest, TheTextHasTheSummaryAndBothSides) {
    compare(test::workingAttempt(), blocked());
    const QString text = page.text();
    EXPECT_TRUE(text.contains(QStringLiteral("# User-Agent is “curl/8” in the working one"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("- User-Agent: curl/8\n+ User-Agent: bot/1\n")));
    EXPECT_TRUE(text.contains(QStringLiteral("  Accept: */*\n")));
}

TEST_F(ComparePageTest, SwappingSidesSwapsEverything) {
    compare(test::workingAttempt(), blocked());
    QSignalSpy shown(&page, &ComparePage::shown);
    page.swapSides();
    ASSERT_TRUE(shown.wait(5000));
    EXPECT_TRUE(page.text().contains(QStringLiteral("- User-Agent: bot/1\n+ User-Agent: curl/8\n")));
}

TEST_F(ComparePageTest, TextsAreComparedToo) {
    QSignalSpy shown(&page, &ComparePage::shown);
    page.compareTexts(QStringLiteral("yours"), "GET http://a\n", QStringLiteral("on disk"), "GET http://b\n");
    ASSERT_TRUE(shown.wait(5000));
    EXPECT_EQ(page.view().differenceCount(), 1);
}

TEST(CompareLayoutTest, LongRunsOfEqualLinesAreOneRow) {
    std::vector<CompareRow> rows;
    for (int i = 1; i <= 100; ++i)
        rows.push_back(
            {i == 50 ? RowKind::Changed : RowKind::Same, QStringLiteral("x"), QStringLiteral("x"), {}, {}, i, i});
    CompareLayout layout;
    layout.setColumns(40);
    layout.setRows(rows, false);
    // A gap, three lines, the difference, three lines, a gap.
    ASSERT_EQ(layout.count(), 9U);
    EXPECT_EQ(layout.at(0).hidden, 46U);
    EXPECT_EQ(layout.at(4).row, 49U);
    EXPECT_EQ(layout.at(8).hidden, 47U);
    EXPECT_EQ(layout.differences(), std::vector<std::size_t>{4});
    layout.setRows(rows, true);
    EXPECT_EQ(layout.count(), 100U);
}

TEST(CompareLayoutTest, RowsAreAsHighAsTheirLongerSide) {
    const std::vector<CompareRow> rows{{RowKind::Changed, QString(25, u'a'), QStringLiteral("b"), {}, {}},
                                       {RowKind::Same, QStringLiteral("c"), QStringLiteral("c"), {}, {}}};
    CompareLayout layout;
    layout.setColumns(10);
    layout.setRows(rows, false);
    EXPECT_EQ(layout.topOf(1), 3);
    EXPECT_EQ(layout.totalLines(), 4);
    EXPECT_EQ(layout.indexAtLine(2), 0U);
    EXPECT_EQ(layout.indexAtLine(3), 1U);
    EXPECT_EQ(layout.indexAtLine(99), 1U);
}

} // namespace
} // namespace knockback::ui
