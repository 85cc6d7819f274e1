// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/TextView.h"

#include "ui/response/TextRows.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

struct View {
    explicit View(const QByteArray& text, int width = 800) {
        view.resize(width, 300);
        view.show();
        show(http::Body(text));
    }
    void show(const http::Body& body) {
        view.setBody(body);
        EXPECT_TRUE(QTest::qWaitFor([&] { return view.indexedBytes() == body.size(); }, 10'000));
    }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&view, static_cast<Qt::Key>(key), modifiers);
    }
    QByteArray selected() { return view.body().read(view.selection().begin, view.selection().length); }

    ThemeManager themes{ThemeKind::Light};
    TextView view{themes};
};

QByteArray lines(int count) {
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    return text;
}

TEST(TextRows, APieceOfALongLineCostsOnlyWhatIsShown) {
    QByteArray text = "first\r\n";
    for (int i = 0; i < 300'000; ++i)
        text += "\xc3\xa9x";
    text += "\nlast";
    const http::Body body(text);
    TextIndex index;
    index.extend(body, text.size());
    auto pieces = rowPieces(index, body, 0, 10, 0, 20);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0].bytes, "first");
    EXPECT_EQ(pieces[1].bytes, QByteArray("\xc3\xa9x").repeated(10));
    EXPECT_EQ(pieces[2].bytes, "last");
    EXPECT_EQ(pieces[2].line, 2);
    pieces = rowPieces(index, body, 0, 10, 500'001, 3);
    EXPECT_EQ(pieces[0].bytes, "");
    EXPECT_EQ(pieces[1].bytes, "x\xc3\xa9x");
    EXPECT_EQ(pieces[1].begin, 7 + 250'000 * 3 + 2);
    EXPECT_EQ(pieces[2].bytes, "");
    EXPECT_EQ(offsetInRow(index, body, 1, 500'001), 7 + 250'000 * 3 + 2);
    EXPECT_EQ(offsetInRow(index, body, 1, 9'000'000), text.size() - 5);
    EXPECT_EQ(offsetInRow(index, body, 0, 9), 5);
}

TEST(TextRows, WrappedRowsJoinToTheText) {
    const QByteArray text = lines(50) + QByteArray("\xc3\xa9").repeated(100) + "\n\nend";
    const http::Body body(text);
    TextIndex index(7);
    index.extend(body, text.size());
    QByteArray joined;
    const auto pieces = rowPieces(index, body, 0, index.rowCount(), 0, 7);
    for (const auto& piece : pieces)
        joined += (piece.beginsLine && piece.row > 0 ? "\n" : "") + piece.bytes;
    EXPECT_EQ(joined, text);
    EXPECT_EQ(pieces.back().line, 52);
}

TEST(TextView, KeysMoveAndSelect) {
    View v(lines(1000));
    v.key(Qt::Key_End, Qt::ShiftModifier);
    EXPECT_EQ(v.selected(), "line 0");
    v.key(Qt::Key_Down);
    v.key(Qt::Key_Home, Qt::ShiftModifier);
    EXPECT_EQ(v.selected(), "line 1");
    v.key(Qt::Key_End, Qt::ControlModifier);
    EXPECT_EQ(v.view.selection().begin, v.view.body().size());
    EXPECT_GT(v.view.firstRow(), 900);
    v.key(Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_EQ(v.selected(), "\n");
    v.key(Qt::Key_Home, Qt::ControlModifier);
    EXPECT_EQ(v.view.firstRow(), 0);
    v.key(Qt::Key_PageDown);
    EXPECT_GT(v.view.selection().begin, 50);
    v.key(Qt::Key_A, Qt::ControlModifier);
    v.key(Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text().toUtf8(), v.view.body().bytes());
}

TEST(TextView, TheMouseSelectsLettersWordsAndLines) {
    View v("alpha beta_2 gamma\nsecond\n");
    v.view.grab();
    const int gutter = v.view.fontMetrics().horizontalAdvance(u'0'); // somewhere in the first word at least
    QTest::mouseDClick(v.view.viewport(), Qt::LeftButton, {}, QPoint(6 * gutter + 40, 8));
    EXPECT_TRUE(v.selected() == "alpha" || v.selected() == "beta_2") << v.selected().constData();
    QTest::mousePress(v.view.viewport(), Qt::LeftButton, {}, QPoint(0, 8), 2000);
    QTest::mouseMove(v.view.viewport(), QPoint(0, 8 + v.view.fontMetrics().height() + 3));
    QTest::mouseRelease(v.view.viewport(), Qt::LeftButton, {}, QPoint(0, 8 + v.view.fontMetrics().height() + 3));
}

TEST(TextView, ALineOfFortyMegabytesIsOneRow) {
    View v(QByteArray(40'000'000, 'x') + "\nend");
    EXPECT_EQ(v.view.rowCount(), 2);
    v.key(Qt::Key_End);
    EXPECT_EQ(v.view.selection().begin, 40'000'000);
    EXPECT_GT(v.view.horizontalScrollBar()->value(), 39'000'000);
    v.view.setWrapped(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return v.view.indexedBytes() == v.view.body().size(); }, 10'000));
    EXPECT_GT(v.view.rowCount(), 100'000);
    v.key(Qt::Key_End, Qt::ControlModifier);
    v.key(Qt::Key_Home, Qt::ShiftModifier);
    EXPECT_EQ(v.selected(), "end");
}

TEST(TextView, TheEndStaysInViewUntilTheUserScrollsUp) {
    http::BodyWriter writer;
    ASSERT_TRUE(writer.append(lines(500)));
    View v("");
    v.show(writer.body());
    v.view.setFollowing(true);
    EXPECT_EQ(v.view.verticalScrollBar()->value(), v.view.verticalScrollBar()->maximum());
    const auto grow = [&] {
        ASSERT_TRUE(writer.append(lines(500)));
        v.view.grow();
        ASSERT_TRUE(QTest::qWaitFor([&] { return v.view.indexedBytes() == writer.body().size(); }, 5000));
    };
    grow();
    EXPECT_EQ(v.view.verticalScrollBar()->value(), v.view.verticalScrollBar()->maximum());
    EXPECT_GT(v.view.firstRow(), 900);
    v.view.verticalScrollBar()->setValue(100);
    grow();
    EXPECT_EQ(v.view.firstRow(), 100);
}

TEST(TextView, AMatchFarAwayIsRevealedWhenItIsIndexed) {
    View v(lines(10));
    const QByteArray text = lines(400'000);
    v.view.setBody(http::Body(text));
    const TextMatch far{text.indexOf("line 399000"), 11};
    v.view.setMatches({far}, 0);
    ASSERT_TRUE(QTest::qWaitFor([&] { return v.view.firstRow() > 398'900; }, 10'000));
    EXPECT_EQ(v.selected(), "line 399000");
    v.view.goToLine(200'001);
    EXPECT_EQ(v.view.selection().begin, text.indexOf("line 200000\n"));
}

TEST(TextView, ACopyIsBounded) {
    View v("");
    http::BodyWriter writer;
    for (int i = 0; i < 34; ++i)
        ASSERT_TRUE(writer.append(QByteArray(1024 * 1024, 'y')));
    v.show(writer.body());
    QString note;
    QObject::connect(&v.view, &TextView::noted, &v.view, [&note](const QString& sentence) { note = sentence; });
    v.view.selectAll();
    v.view.copy();
    EXPECT_TRUE(note.startsWith(QStringLiteral("Copied the first 34 MB")));
    EXPECT_EQ(QApplication::clipboard()->text().size(), TextView::copyLimit);
}

} // namespace
} // namespace knockback::ui
