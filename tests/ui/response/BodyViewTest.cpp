// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/BodyView.h"

#include "tests/support/VirtualScheduler.h"
#include "ui/composer/CodeEditor.h"
#include "ui/response/PreviewView.h"
#include "ui/response/TextJob.h"
#include "ui/response/TextView.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

// {"a":[1,2,3]} in gzip.
const QByteArray gzipped = QByteArray::fromHex("1f8b0800000000000203ab564a54b28a36d431d2318ead0500911a11870d000000");

struct View {
    View() {
        view.resize(900, 500);
        view.show();
    }
    QString text() { return view.findChild<CodeEditor*>(QStringLiteral("responseBody"))->text(); }
    bool becomes(const QString& expected) {
        return QTest::qWaitFor([&] {
            const auto* editor = view.findChild<CodeEditor*>(QStringLiteral("responseBody"));
            return editor && editor->text() == expected;
        });
    }
    QString note() { return view.findChild<QLabel*>(QStringLiteral("bodyNote"))->property("text").toString(); }
    QLineEdit& filter() { return *view.findChild<QLineEdit*>(QStringLiteral("bodyFilter")); }
    QToolButton& mode(int index) {
        return *view.findChild<QWidget*>(QStringLiteral("bodyModes"))->findChildren<QToolButton*>()[index];
    }

    ThemeManager themes{ThemeKind::Light};
    BodyView view{themes};
};

TEST(TextJob, CharsetsAreRead) {
    const auto text = [](const QByteArray& bytes, const QByteArray& type) {
        TextJob job(http::Body(bytes), BodyKind::Text, type, false);
        job.finish({});
        return job.text().bytes();
    };
    EXPECT_EQ(text("caf\xe9", "text/plain; charset=\"ISO-8859-1\""), "caf\xc3\xa9");
    EXPECT_EQ(text("caf\xe9", "text/plain"), "caf\xc3\xa9");
    EXPECT_EQ(text(QByteArray("\xff\xfe"
                              "a\0b\0",
                              6),
                   "text/plain"),
              "ab");
    EXPECT_TRUE(TextJob(http::Body(QByteArray("caf\xc3\xa9")), BodyKind::Text, "text/plain", false).isTrivial());
    EXPECT_TRUE(TextJob(http::Body(QByteArray("x")), BodyKind::Text, "text/plain; charset=utf-8", true).isTrivial());
}

TEST(TextJob, ALargeTextIsReadyInItsFirstRowsAtOnce) {
    const QByteArray json = "[" + QByteArray("{\"a\":1},").repeated(200'000) + "0]";
    TextJob job(http::Body(json), BodyKind::Json, "application/json", true);
    job.begin();
    EXPECT_GT(job.text().size(), 60'000);
    EXPECT_TRUE(job.text().prefix(30).startsWith("[\n  {\n    \"a\": 1\n  },\n"));
    job.finish({});
    EXPECT_TRUE(job.note().isEmpty());
    EXPECT_EQ(job.text().bytes().count('\n'), 1 + 200'000 * 3 + 1);
    TextJob broken(http::Body(QByteArray("{\"a\":")), BodyKind::Json, "application/json", true);
    broken.finish({});
    EXPECT_TRUE(broken.note().startsWith(QStringLiteral("not valid JSON")));
}

TEST(BodyView, CodingsAreUndoneAndSaid) {
    View v;
    v.view.setBody({gzipped, "application/json", "gzip"});
    ASSERT_TRUE(v.becomes(QStringLiteral("{\n  \"a\": [\n    1,\n    2,\n    3\n  ]\n}"))) << v.note().toStdString();
    EXPECT_TRUE(v.note().contains(QStringLiteral("gzip, 33 B on the wire, 13 B decoded"))) << v.note().toStdString();
}

TEST(BodyView, TheFilterShowsWhatItFinds) {
    View v;
    v.view.setBody({QByteArray(R"({"items":[{"id":1},{"id":9007199254740993}]})"), "application/json", {}});
    v.filter().setText(QStringLiteral("$.items[*].id"));
    ASSERT_TRUE(v.becomes(QStringLiteral("[\n  1,\n  9007199254740993\n]")));
    EXPECT_TRUE(v.note().contains(QStringLiteral("2 values found")));
    v.filter().setText(QStringLiteral("items[0]"));
    ASSERT_TRUE(v.becomes(QStringLiteral("[\n  {\n    \"id\": 1\n  }\n]")));
    v.filter().setText(QStringLiteral("$.items[?]"));
    EXPECT_EQ(v.view.findChild<QLabel*>(QStringLiteral("bodyProblem"))->text().left(10), QStringLiteral("Column 10:"));
    v.filter().clear();
    ASSERT_TRUE(v.becomes(QStringLiteral("{\n  \"items\": [\n    {\n      \"id\": 1\n    },\n    {\n      \"id\": "
                                         "9007199254740993\n    }\n  ]\n}")));
}

TEST(BodyView, TheModeIsRememberedForItsType) {
    View v;
    v.view.setBody({QByteArray("{\"a\":1}"), "application/json", {}});
    ASSERT_TRUE(v.becomes(QStringLiteral("{\n  \"a\": 1\n}")));
    v.mode(1).click();
    ASSERT_TRUE(v.becomes(QStringLiteral("{\"a\":1}")));
    v.view.setBody({QByteArray("<a><b/></a>"), "text/xml", {}});
    ASSERT_TRUE(v.becomes(QStringLiteral("<a>\n  <b/>\n</a>")));
    EXPECT_FALSE(v.mode(2).isEnabled());
    EXPECT_EQ(v.mode(2).toolTip(), QStringLiteral("Only JSON has a tree."));
    v.view.setBody({QByteArray("{\"a\":2}"), "application/json", {}});
    ASSERT_TRUE(v.becomes(QStringLiteral("{\"a\":2}")));
}

TEST(BodyView, SearchStepsThroughTheMatches) {
    View v;
    v.view.setBody({QByteArray("one two one TWO one"), "text/plain", {}});
    v.view.find();
    auto* field = v.view.findChild<QLineEdit*>(QStringLiteral("searchField"));
    auto* count = v.view.findChild<QLabel*>(QStringLiteral("searchCount"));
    field->setText(QStringLiteral("one"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return count->text() == u"1 of 3"; }));
    QTest::keyClick(field, Qt::Key_Return);
    EXPECT_EQ(count->text(), QStringLiteral("2 of 3"));
    auto* editor = v.view.findChild<CodeEditor*>(QStringLiteral("responseBody"));
    EXPECT_EQ(editor->selectedText(), QStringLiteral("one"));
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    EXPECT_EQ(count->text(), QStringLiteral("3 of 3"));
    field->setText(QStringLiteral(":1"));
    EXPECT_EQ(editor->selectedText(), QStringLiteral("one two one TWO one"));
    field->setText(QStringLiteral("none"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return count->text() == u"nothing found"; }));
    QTest::keyClick(field, Qt::Key_Escape);
    EXPECT_FALSE(field->isVisible());
}

TEST(BodyView, AStreamOfEventsGrowsAsAList) {
    View v;
    test::VirtualScheduler time;
    http::BodyWriter writer;
    ASSERT_TRUE(writer.append("event: add\nid: 1\ndata: {\"a\":1}\n\ndata: half"));
    v.view.follow(writer.body(), "text/event-stream", {}, time.clock());
    auto* list = v.view.findChild<QTableView*>(QStringLiteral("eventList"));
    ASSERT_TRUE(list && QTest::qWaitFor([&] { return list->model()->rowCount() == 1; }));
    ASSERT_TRUE(writer.append(" an event\n\n"));
    v.view.grow();
    ASSERT_TRUE(QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }));
    EXPECT_EQ(list->model()->index(1, 4).data().toString(), QStringLiteral("half an event"));
    EXPECT_NE(list->model()->index(1, 1).data().toString(), QStringLiteral("–"));
    v.filter().setText(QStringLiteral("ADD"));
    EXPECT_EQ(list->model()->rowCount(), 1);
    EXPECT_EQ(v.note().left(17), QStringLiteral("2 events, 1 shown"));
}

TEST(BodyView, AGrowingCodedTextIsDecodedAsItComes) {
    View v;
    test::VirtualScheduler time;
    http::BodyWriter writer;
    v.view.follow(writer.body(), "text/plain", "gzip", time.clock());
    auto* text = v.view.findChild<TextView*>(QStringLiteral("responseText"));
    ASSERT_NE(text, nullptr);
    for (const char byte : gzipped) {
        ASSERT_TRUE(writer.append(QByteArrayView(&byte, 1)));
        v.view.grow();
    }
    ASSERT_TRUE(QTest::qWaitFor([&] {
        v.view.grow();
        return text->indexedBytes() == 13;
    }));
    EXPECT_EQ(text->body().bytes(), "{\"a\":[1,2,3]}");
}

TEST(Preview, NothingOfAPageIsFetchedOrRun) {
    const auto html =
        harmlessHtml(http::Body(QByteArray("<script>x</script><p>a<img src=http://x>b</p><style>p{}</style>"
                                           "<link rel=stylesheet href=x><iframe src=y>no</iframe>")));
    EXPECT_EQ(html, QStringLiteral("<p>ab</p>"));
}

TEST(Preview, ImagesAreReadOrSaidNotToBe) {
    const QByteArray gif =
        QByteArray::fromHex("47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b");
    const auto image = readImage(http::Body(gif), BodyKind::Image);
    EXPECT_EQ(image.image.size(), QSize(1, 1));
    EXPECT_EQ(image.format, QStringLiteral("GIF"));
    EXPECT_FALSE(readImage(http::Body(QByteArray("no image")), BodyKind::Image).problem.isEmpty());
    const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' "
                           "height='10' fill='red'/></svg>";
    EXPECT_EQ(readImage(http::Body(svg), BodyKind::Svg).image.pixelColor(5, 5), QColor(Qt::red));
    const QByteArray outside =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='20' "
        "height='10'><image width='20' height='10' xlink:href='" KNOCKBACK_SOURCE_DIR
        "/packaging/screenshots/main-light.png'/></svg>";
    EXPECT_EQ(readImage(http::Body(outside), BodyKind::Svg).image.pixelColor(5, 5).alpha(), 0);
    EXPECT_FALSE(
        readImage(http::Body(QByteArray("<svg><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>")), BodyKind::Svg)
            .problem.isEmpty());
}

} // namespace
} // namespace knockback::ui
