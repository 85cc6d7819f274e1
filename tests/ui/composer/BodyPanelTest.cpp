// SPDX-License-Identifier: GPL-3.0-or-later
// The Body tab, by keys.
#include "tests/ui/composer/ComposerFixture.h"

#include "ui/composer/BodyPanel.h"
#include "ui/composer/PartsTable.h"

#include <QDropEvent>
#include <QMimeData>
#include <QTemporaryDir>

namespace knockback::ui {
namespace {

using workspace::BodyKind;

class BodyPanelTest : public test::ComposerFixture {
protected:
    BodyPanelTest() {
        panel.showTab(ComposerPanel::Body);
        panel.load({});
        panel.setHome({folder.path(), {}});
    }
    // Chooses a kind with the keyboard.
    void choose(BodyKind kind) {
        auto* kinds = find<QComboBox>("bodyKind");
        kinds->setFocus();
        while (kinds->currentData().toInt() < static_cast<int>(kind))
            press(Qt::Key_Down);
        while (kinds->currentData().toInt() > static_cast<int>(kind))
            press(Qt::Key_Up);
    }
    CodeEditor& editor() { return *find<CodeEditor>("requestBody"); }
    void write(CodeEditor& into, const QString& text) {
        into.setFocus();
        QTest::keyClicks(&into, text);
    }
    QString noteText() { return static_cast<ElidedLabel*>(find<QLabel>("bodyNote"))->wholeText(); }
    QByteArray contentType() {
        for (const auto& row : panel.draft().headers) {
            if (row.name == "Content-Type")
                return row.value;
        }
        return {};
    }
    QString file(const char* name, const QByteArray& bytes) {
        QFile made(folder.filePath(QLatin1String(name)));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        made.write(bytes);
        return made.fileName();
    }
    void drop(const QStringList& files, QWidget& onto) {
        QMimeData data;
        QList<QUrl> urls;
        for (const auto& path : files)
            urls << QUrl::fromLocalFile(path);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&onto, &enter);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&onto, &event);
    }

    QTemporaryDir folder;
};

TEST_F(BodyPanelTest, AKindSetsContentTypeVisibly) {
    choose(BodyKind::Json);
    EXPECT_EQ(contentType(), "application/json");
    EXPECT_EQ(headers().rows().rows().at(0).value, QStringLiteral("application/json"));
    EXPECT_TRUE(find<QLabel>("bodyType")->text().contains(QStringLiteral("application/json")));
    choose(BodyKind::Xml);
    EXPECT_EQ(contentType(), "application/xml");
}

TEST_F(BodyPanelTest, SwitchingKindsLosesNothing) {
    choose(BodyKind::Json);
    write(editor(), QStringLiteral("[1, 2]"));
    EXPECT_EQ(panel.draft().body, "[1, 2]");
    choose(BodyKind::Xml); // passes no other kind: the text is shared
    EXPECT_EQ(panel.draft().body, "[1, 2]");
    choose(BodyKind::Form);
    EXPECT_EQ(panel.draft().body, QByteArray());
    goTo(*find<NameValueTable>("formFields"), 0, NameValueModel::Name);
    type(QStringLiteral("a&b"));
    press(Qt::Key_Tab);
    type(QStringLiteral("x y"));
    press(Qt::Key_Return);
    const QByteArray form = panel.draft().body;
    EXPECT_TRUE(form == "a%26b=x+y" || form == "a%26b=x%20y") << form.constData();
    choose(BodyKind::Text);
    EXPECT_EQ(editor().bytes(), "[1, 2]");
    choose(BodyKind::Form);
    EXPECT_EQ(panel.draft().body, form);
    choose(BodyKind::None);
    EXPECT_EQ(panel.draft().body, QByteArray());
    undo();
    EXPECT_NE(panel.draft().body, QByteArray());
}

TEST_F(BodyPanelTest, JsonIsCheckedWhileItIsTyped) {
    choose(BodyKind::Json);
    write(editor(), QStringLiteral("{\"a\" 1}"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return noteText().startsWith(QStringLiteral("Line 1, column 6:")); }))
        << noteText().toStdString();
    editor().setBytes("{\"a\": {{n}}}");
    EXPECT_TRUE(QTest::qWaitFor([&] { return noteText() == QStringLiteral("12 bytes"); })) << noteText().toStdString();
}

TEST_F(BodyPanelTest, XmlIsLaidOutToo) {
    choose(BodyKind::Xml);
    write(editor(), QStringLiteral("<a><b>1</b><c/></a>"));
    panel.formatBody();
    ASSERT_TRUE(QTest::qWaitFor([&] { return panel.draft().body.contains('\n'); }));
    EXPECT_EQ(panel.draft().body.simplified().replace("> <", "><"), "<a><b>1</b><c/></a>");
}

TEST_F(BodyPanelTest, PartsHoldTextAndFiles) {
    file("pic.png", "12345");
    choose(BodyKind::Multipart);
    auto& parts = *find<PartsTable>("parts");
    parts.setFocus();
    parts.setCurrentIndex(parts.model()->index(0, PartsModel::Name));
    type(QStringLiteral("title"));
    press(Qt::Key_Tab);
    type(QStringLiteral("hello"));
    press(Qt::Key_Return);
    parts.setCurrentIndex(parts.model()->index(1, PartsModel::Value));
    type(QStringLiteral("< ./pic.png"));
    press(Qt::Key_Return);
    const auto draft = panel.draft();
    const auto made = workspace::formParts(draft);
    ASSERT_EQ(made.size(), 2U) << draft.body.constData();
    EXPECT_EQ(made[0].name, "title");
    EXPECT_EQ(made[0].text, "hello");
    EXPECT_EQ(made[1].file, "./pic.png");
    EXPECT_TRUE(contentType().startsWith("multipart/form-data; boundary="));
    EXPECT_EQ(parts.parts().fileWordsOf(1), QStringLiteral("5 bytes"));
    // The whole comes back as it was.
    panel.load({});
    panel.load(draft);
    EXPECT_EQ(panel.draft(), draft);
    EXPECT_EQ(parts.parts().parts().size(), 2U);
}

TEST_F(BodyPanelTest, AFileIsLookedForAgainWhenTheFolderIsKnown) {
    file("there.png", "x");
    panel.setHome({QStringLiteral("/nonexistent"), {}});
    choose(BodyKind::Multipart);
    find<PartsTable>("parts")->parts().addFile("./there.png");
    EXPECT_TRUE(noteText().contains(QStringLiteral("missing")));
    panel.setHome({folder.path(), {}});
    EXPECT_FALSE(noteText().contains(QStringLiteral("missing"))) << noteText().toStdString();
}

TEST_F(BodyPanelTest, AMissingFileIsMarked) {
    choose(BodyKind::Multipart);
    auto& parts = *find<PartsTable>("parts");
    parts.parts().addFile("./gone.png");
    EXPECT_TRUE(parts.parts().isMissing(0));
    EXPECT_TRUE(noteText().contains(QStringLiteral("missing"))) << noteText().toStdString();
    choose(BodyKind::File);
    auto* path = find<QLineEdit>("bodyFile");
    path->setFocus();
    type(QStringLiteral("./gone.png"));
    EXPECT_EQ(panel.draft().body, "< ./gone.png");
    EXPECT_TRUE(find<QLabel>("bodyFileSize")->text().contains(QStringLiteral("missing")));
    file("gone.png", "x");
    type(QStringLiteral(" "));
    EXPECT_EQ(find<QLabel>("bodyFileSize")->text(), QStringLiteral("1 byte"));
}

TEST_F(BodyPanelTest, ADroppedFileIsTheBody) {
    const QString path = file("data.bin", QByteArray(2500, 'x'));
    choose(BodyKind::Json);
    drop({path}, *editor().viewport());
    EXPECT_EQ(panel.draft().body, "< ./data.bin");
    EXPECT_EQ(find<QLabel>("bodyFileSize")->text(), QStringLiteral("2.5 kB"));
    drop({path, file("b.bin", "b")}, *panel.findChild<BodyPanel*>());
    EXPECT_EQ(workspace::formParts(panel.draft()).size(), 2U);
}

TEST_F(BodyPanelTest, GraphQlHasItsVariablesBeside) {
    choose(BodyKind::GraphQl);
    write(*find<CodeEditor>("graphQlQuery"), QStringLiteral("query Q($n: Int) { a(n: $n) }"));
    write(*find<CodeEditor>("graphQlVariables"), QStringLiteral("{\"n\": 1"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return noteText().startsWith(QStringLiteral("Line 1")); }));
    write(*find<CodeEditor>("graphQlVariables"), QStringLiteral("}"));
    find<QLineEdit>("graphQlOperation")->setFocus();
    type(QStringLiteral("Q"));
    const auto draft = panel.draft();
    EXPECT_EQ(draft.method, "POST");
    EXPECT_EQ(workspace::graphQlBody(draft),
              (workspace::GraphQlBody{"query Q($n: Int) { a(n: $n) }", "{\"n\": 1}", "Q"}));
    panel.load({});
    panel.load(draft);
    EXPECT_EQ(panel.draft(), draft);
    EXPECT_EQ(find<CodeEditor>("graphQlVariables")->bytes(), "{\"n\": 1}");
}

TEST_F(BodyPanelTest, ATypedContentTypeChoosesTheKind) {
    goTo(headers(), 0, NameValueModel::Name);
    auto& rows = headers().rows();
    rows.setData(rows.index(0, 0), QStringLiteral("Content-Type"), Qt::EditRole);
    rows.setData(rows.index(0, 1), QStringLiteral("application/x-www-form-urlencoded"), Qt::EditRole);
    EXPECT_EQ(find<QComboBox>("bodyKind")->currentData().toInt(), static_cast<int>(BodyKind::Form));
}

TEST_F(BodyPanelTest, TypingATextNeverChangesItsKind) {
    choose(BodyKind::Text);
    write(editor(), QStringLiteral("< x"));
    EXPECT_EQ(find<QComboBox>("bodyKind")->currentData().toInt(), static_cast<int>(BodyKind::Text));
    EXPECT_TRUE(editor().isVisible());
}

} // namespace
} // namespace knockback::ui
