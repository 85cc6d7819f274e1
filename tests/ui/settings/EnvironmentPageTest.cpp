// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/EnvironmentPage.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/settings/VariableModel.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
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
    auto& table = *page->findChild<QTableView*>(QStringLiteral("variableTable"));
    const auto buttonThatSays = [&](const QString& text) {
        QPushButton* found = nullptr;
        EXPECT_TRUE(QTest::qWaitFor([&] {
            for (auto* button : page->findChildren<QPushButton*>())
                found = button->isVisible() && button->text() == text ? button : found;
            return found != nullptr;
        }));
        return found;
    };
    QGuiApplication::clipboard()->setText(QStringLiteral("a-new-secret-value"));
    table.setCurrentIndex(model().index(rowOf("token"), VariableModel::Value));
    table.edit(table.currentIndex());
    auto* editor = table.findChild<QLineEdit*>();
    ASSERT_TRUE(editor);
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Return);
    ASSERT_TRUE(becomes("http-client.private.env.json", "a-new-secret-value"));
    QTest::mouseClick(buttonThatSays(QStringLiteral("Move to the vault")), Qt::LeftButton);
    ASSERT_TRUE(becomes("http-client.private.env.json", "{{vault:token}}"));
    EXPECT_FALSE(read("http-client.private.env.json").contains("a-new-secret-value"));
    ASSERT_EQ(backend.vaultList.size(), 1U);
    EXPECT_EQ(backend.vaultList.front().name, "token");
    QTest::mouseClick(buttonThatSays(QStringLiteral("&Undo")), Qt::LeftButton);
    EXPECT_TRUE(becomes("http-client.private.env.json", "a-new-secret-value"));
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
