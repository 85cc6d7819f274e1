// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/EnvironmentPage.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/settings/VariableModel.h"
#include "ui/widgets/MessageBar.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class EnvironmentPageTest : public testing::Test {
protected:
    EnvironmentPageTest() {
        write("http-client.env.json", R"({"staging": {"base": "https://staging.example"}})");
        write("http-client.private.env.json", R"({"staging": {"token": "top-secret"}})");
        backend.view.folder = dir.path();
        page = std::make_unique<EnvironmentPage>(backend, themes);
        page->resize(900, 500);
        page->show();
        EXPECT_TRUE(QTest::qWaitFor([this] { return names().count() == 2; }, 5000));
        names().setCurrentRow(1);
        QObject::connect(names().model(), &QAbstractItemModel::modelReset, page.get(), [this] { ++loads; });
    }
    void write(const char* name, const QByteArray& json) {
        QFile file(dir.filePath(QLatin1String(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(json);
    }
    QByteArray read(const char* name) {
        QFile file(dir.filePath(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool becomes(const char* name, const QByteArray& has) {
        return QTest::qWaitFor([&] { return read(name).contains(has); }, 5000);
    }
    // Types over what stands in a cell.
    void write(int column, const QByteArray& variable, const char* text) {
        auto& table = *page->findChild<QTableView*>(QStringLiteral("variableTable"));
        auto* editor = editorOf(table, model().index(rowOf(variable), column));
        ASSERT_TRUE(editor);
        QTest::keyClicks(editor, QLatin1String(text));
        QTest::keyClick(editor, Qt::Key_Return);
        QCoreApplication::processEvents(); // the editor closes later
    }
    void pasteSecret() {
        auto& table = *page->findChild<QTableView*>(QStringLiteral("variableTable"));
        QGuiApplication::clipboard()->setText(QStringLiteral("a-new-secret-value"));
        auto* editor = editorOf(table, model().index(rowOf("token"), VariableModel::Value));
        ASSERT_TRUE(editor);
        QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(editor, Qt::Key_Return);
        ASSERT_TRUE(becomes("http-client.private.env.json", "a-new-secret-value"));
        ASSERT_TRUE(QTest::qWaitFor([this] { return buttonThatSays(offer) != nullptr; }));
    }
    // Open, with all of its text selected.
    static QLineEdit* editorOf(QTableView& table, const QModelIndex& cell) {
        table.setCurrentIndex(cell);
        table.edit(cell);
        for (auto* editor : table.findChildren<QLineEdit*>()) {
            if (!editor->isVisible())
                continue; // closed, and not deleted yet
            editor->selectAll();
            return editor;
        }
        return nullptr;
    }
    QPushButton* buttonThatSays(const QString& text) {
        for (auto* button : page->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == text)
                return button;
        }
        return nullptr;
    }
    void click(const QString& text) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return buttonThatSays(text) != nullptr; })) << text.toStdString();
        QTest::mouseClick(buttonThatSays(text), Qt::LeftButton);
    }
    // What was asked of the files so far is done, and the page has heard of it.
    void settle() {
        const int before = loads;
        Q_EMIT backend.workspaceChanged(); // is read after everything before it
        EXPECT_TRUE(QTest::qWaitFor([&] { return loads > before; }));
    }
    QString message() { return page->findChild<MessageBar*>()->sentence(); }
    QListWidget& names() { return *page->findChild<QListWidget*>(); }
    VariableModel& model() { return *page->findChild<VariableModel*>(); }
    int rowOf(const QByteArray& name) {
        for (int row = 0; model().at(row); ++row) {
            if (model().at(row)->name == name)
                return row;
        }
        return -1;
    }

    QTemporaryDir dir;
    test::FakeBackend backend;
    ThemeManager themes{ThemeKind::Light};
    const QString offer = QStringLiteral("Move to the vault");
    int loads = 0; // what the page has read
    std::unique_ptr<EnvironmentPage> page;
};

TEST_F(EnvironmentPageTest, PrivateValuesAreHiddenUntilTheyAreRevealed) {
    const int token = rowOf("token");
    ASSERT_GE(token, 0);
    const auto shown = [&] { return model().index(token, VariableModel::Value).data().toString(); };
    EXPECT_FALSE(shown().contains(QStringLiteral("secret")));
    model().setRevealed(true);
    EXPECT_EQ(shown(), QStringLiteral("top-secret"));
}

TEST_F(EnvironmentPageTest, AValueIsWrittenToItsFile) {
    model().setData(model().index(rowOf("base"), VariableModel::Value), QStringLiteral("https://new.example"),
                    Qt::EditRole);
    EXPECT_TRUE(becomes("http-client.env.json", "https://new.example"));
}

TEST_F(EnvironmentPageTest, ASecretThatIsPastedIsOfferedToTheVaultAndCanComeBack) {
    pasteSecret();
    click(offer);
    ASSERT_TRUE(becomes("http-client.private.env.json", "{{vault:token}}"));
    EXPECT_FALSE(read("http-client.private.env.json").contains("a-new-secret-value"));
    ASSERT_EQ(backend.vaultList.size(), 1U);
    EXPECT_EQ(backend.vaultList.front().name, "token");
    click(QStringLiteral("&Undo"));
    EXPECT_TRUE(becomes("http-client.private.env.json", "a-new-secret-value"));
    EXPECT_TRUE(message().contains(u"The vault still has token")) << message().toStdString();
}

TEST_F(EnvironmentPageTest, TheNextEditWithdrawsTheOffer) {
    pasteSecret();
    ASSERT_TRUE(buttonThatSays(offer));
    write(VariableModel::Value, "base", "https://new.example");
    EXPECT_FALSE(buttonThatSays(offer));
    ASSERT_TRUE(becomes("http-client.env.json", "https://new.example"));
    settle();
    EXPECT_FALSE(buttonThatSays(offer));
}

TEST_F(EnvironmentPageTest, ANewNameOfTheVariableWithdrawsTheOffer) {
    pasteSecret();
    ASSERT_TRUE(buttonThatSays(offer));
    write(VariableModel::Name, "token", "pass-phrase");
    EXPECT_FALSE(buttonThatSays(offer));
    ASSERT_TRUE(QTest::qWaitFor([this] { return rowOf("pass-phrase") >= 0; }));
    EXPECT_FALSE(read("http-client.private.env.json").contains("\"token\""));
}

TEST_F(EnvironmentPageTest, ANewNameOfTheEnvironmentWithdrawsTheOffer) {
    pasteSecret();
    ASSERT_TRUE(buttonThatSays(offer));
    QTest::mouseClick(buttonThatSays(QStringLiteral("Rename…")), Qt::LeftButton);
    auto* dialog = page->findChild<QInputDialog*>();
    ASSERT_TRUE(dialog);
    auto* name = dialog->findChild<QLineEdit*>();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("production"));
    QTest::keyClick(name, Qt::Key_Return);
    EXPECT_FALSE(buttonThatSays(offer));
    EXPECT_TRUE(becomes("http-client.private.env.json", "production"));
}

TEST_F(EnvironmentPageTest, AnotherWorkspaceWithdrawsTheOffer) {
    pasteSecret();
    ASSERT_TRUE(buttonThatSays(offer));
    const QTemporaryDir other;
    backend.view.folder = other.path();
    Q_EMIT backend.workspaceChanged();
    EXPECT_FALSE(buttonThatSays(offer));
    ASSERT_TRUE(QTest::qWaitFor([this] { return names().count() == 1; }));
    EXPECT_TRUE(QDir(other.path()).isEmpty());
}

TEST_F(EnvironmentPageTest, WhatTheFileHoldsByNowIsNotOverwrittenByTheMove) {
    backend.vaultIsSlow = true;
    pasteSecret();
    click(offer);
    ASSERT_EQ(backend.vaultAnswers.size(), 1U);
    EXPECT_FALSE(buttonThatSays(offer)) << "a second click would keep it twice";
    const QByteArray theirs = R"({"staging": {"token": "written by a colleague"}})";
    write("http-client.private.env.json", theirs);
    backend.vaultAnswers.front()({});
    ASSERT_TRUE(QTest::qWaitFor([this] { return message().contains(u"was changed meanwhile"); }))
        << message().toStdString();
    EXPECT_EQ(read("http-client.private.env.json"), theirs);
}

TEST_F(EnvironmentPageTest, TheMoveDoesNotReachIntoAnotherWorkspace) {
    backend.vaultIsSlow = true;
    pasteSecret();
    click(offer);
    ASSERT_EQ(backend.vaultAnswers.size(), 1U);
    const QTemporaryDir other;
    backend.view.folder = other.path();
    Q_EMIT backend.workspaceChanged();
    ASSERT_TRUE(QTest::qWaitFor([this] { return names().count() == 1; }));
    backend.vaultAnswers.front()({});
    EXPECT_TRUE(message().contains(u"is as it was")) << message().toStdString();
    EXPECT_FALSE(buttonThatSays(QStringLiteral("&Undo")));
    settle();
    EXPECT_TRUE(QDir(other.path()).isEmpty());
    EXPECT_TRUE(read("http-client.private.env.json").contains("a-new-secret-value"));
}

TEST_F(EnvironmentPageTest, WhatTheFileHoldsByNowIsNotOverwrittenByUndo) {
    pasteSecret();
    click(offer);
    ASSERT_TRUE(becomes("http-client.private.env.json", "{{vault:token}}"));
    const QByteArray theirs = R"({"staging": {"token": "written by a colleague"}})";
    write("http-client.private.env.json", theirs);
    click(QStringLiteral("&Undo"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return message().contains(u"was changed since"); }))
        << message().toStdString();
    EXPECT_EQ(read("http-client.private.env.json"), theirs);
}

TEST_F(EnvironmentPageTest, MakingAVariablePrivateMovesIt) {
    model().setData(model().index(rowOf("base"), VariableModel::Private), Qt::Checked, Qt::CheckStateRole);
    EXPECT_TRUE(becomes("http-client.private.env.json", "https://staging.example"));
    EXPECT_FALSE(read("http-client.env.json").contains("https://staging.example"));
}

TEST_F(EnvironmentPageTest, TheDeleteKeyDeletesAVariable) {
    auto* table = page->findChild<QTableView*>(QStringLiteral("variableTable"));
    table->setCurrentIndex(model().index(rowOf("base"), VariableModel::Name));
    QTest::keyClick(table, Qt::Key_Delete);
    ASSERT_TRUE(QTest::qWaitFor([this] { return rowOf("base") < 0; }, 5000));
    EXPECT_FALSE(read("http-client.env.json").contains("https://staging.example"));
}

} // namespace
} // namespace knockback::ui
