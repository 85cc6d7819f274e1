// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/CookiesPage.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/settings/CookieForm.h"
#include "ui/settings/CookieModel.h"
#include "ui/widgets/MessageBar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

http::Cookie cookie(const char* domain, const char* name, const char* value = "v") {
    http::Cookie made;
    made.domain = domain;
    made.name = name;
    made.value = value;
    return made;
}

class CookiesPageTest : public testing::Test {
protected:
    CookiesPageTest() {
        backend.jar = {cookie("b.example", "session", "top-secret"), cookie("a.example", "theme"),
                       cookie("b.example", "csrf")};
        page = std::make_unique<CookiesPage>(backend, themes);
        page->resize(1000, 600);
        page->show();
    }
    CookieModel& model() { return *page->findChild<CookieModel*>(); }
    QTableView& table() { return *page->findChild<QTableView*>(QStringLiteral("cookieTable")); }
    QString cell(int row, int column) { return model().index(row, column).data().toString(); }
    void click(const char* name) {
        QTest::mouseClick(page->findChild<QPushButton*>(QLatin1String(name)), Qt::LeftButton);
    }
    void undo() {
        QPushButton* shown = nullptr;
        ASSERT_TRUE(QTest::qWaitFor([&] {
            for (auto* button : page->findChild<MessageBar*>()->findChildren<QPushButton*>())
                shown = button->isVisible() ? button : shown;
            return shown != nullptr;
        }));
        QTest::mouseClick(shown, Qt::LeftButton);
    }

    test::FakeBackend backend;
    ThemeManager themes{ThemeKind::Light};
    std::unique_ptr<CookiesPage> page;
};

TEST_F(CookiesPageTest, StandByDomainWithTheirValuesHidden) {
    ASSERT_EQ(model().rowCount(), 3);
    EXPECT_EQ(cell(0, CookieModel::Domain), QStringLiteral("a.example"));
    EXPECT_EQ(cell(1, CookieModel::Name), QStringLiteral("csrf"));
    EXPECT_EQ(cell(2, CookieModel::Name), QStringLiteral("session"));
    EXPECT_FALSE(cell(2, CookieModel::Value).contains(QStringLiteral("secret")));
    click("revealCookies");
    EXPECT_EQ(cell(2, CookieModel::Value), QStringLiteral("top-secret"));
}

TEST_F(CookiesPageTest, ADomainIsDeletedAndComesBack) {
    table().selectRow(1);
    click("deleteDomain");
    EXPECT_EQ(backend.jar.size(), 1U);
    undo();
    EXPECT_EQ(backend.jar.size(), 3U);
}

TEST_F(CookiesPageTest, DeleteKeyAndClearAllCanBeUndone) {
    table().selectRow(0);
    QTest::keyClick(&table(), Qt::Key_Delete);
    EXPECT_EQ(backend.jar.size(), 2U);
    undo();
    click("clearCookies");
    EXPECT_TRUE(backend.jar.empty());
    undo();
    EXPECT_EQ(backend.jar.size(), 3U);
}

TEST_F(CookiesPageTest, SearchNarrows) {
    model().search(QStringLiteral("A.EX"));
    EXPECT_EQ(model().rowCount(), 1);
    model().search(QStringLiteral("top-secret"));
    EXPECT_EQ(model().rowCount(), 0) << "a value is not searched: that would tell it";
}

TEST_F(CookiesPageTest, AnEditedCookieTakesTheOldOnesPlace) {
    table().selectRow(2);
    table().setCurrentIndex(model().index(2, 0));
    QTest::keyClick(&table(), Qt::Key_Return);
    auto* form = page->findChild<CookieForm*>();
    ASSERT_TRUE(form->isVisible());
    auto fields = form->findChildren<QLineEdit*>();
    const auto name = std::find_if(fields.begin(), fields.end(),
                                   [](const auto* field) { return field->accessibleName() == QStringLiteral("Name"); });
    (*name)->setText(QStringLiteral("session2"));
    Q_EMIT form->submitted();
    EXPECT_EQ(backend.jar.size(), 3U);
    EXPECT_EQ(cell(2, CookieModel::Name), QStringLiteral("session2"));
    EXPECT_EQ(backend.jar.back().value, "top-secret");
}

TEST(CookieWordsTest, ExpiryAndRules) {
    auto some = cookie("a", "b");
    const base::WallTime now{std::chrono::hours(1000)};
    EXPECT_EQ(expiryWords(some, now), QStringLiteral("with the program"));
    some.expiresAt = now + 2h;
    EXPECT_EQ(expiryWords(some, now), QStringLiteral("in 2 h"));
    some.expiresAt = now;
    EXPECT_EQ(expiryWords(some, now), QStringLiteral("expired"));
    some.secure = true;
    some.sameSite = http::SameSite::Lax;
    EXPECT_EQ(ruleWords(some), QStringLiteral("Secure, SameSite=Lax, this host only"));
}

TEST(CookieFormTest, SaysWhatIsMissing) {
    CookieForm form;
    form.edit(cookie("a.example", "name"), {});
    EXPECT_EQ(form.problem(), QString());
    for (const auto& broken : {cookie("", "n"), cookie("a.example/x", "n"), cookie("a.example", ""),
                               cookie("a.example", "a b"), cookie("a.example", "n", "a;b")}) {
        form.edit(broken, {});
        EXPECT_NE(form.problem(), QString()) << broken.domain.toStdString() << broken.name.toStdString();
    }
}

} // namespace
} // namespace knockback::ui
