// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/LabPage.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"

namespace knockback::ui {

class LabPageTest : public testing::Test {
protected:
    LabPageTest() {
        backend.lab = {{"fixed-window", QStringLiteral("Fixed window"), QStringLiteral("Ten requests."), false},
                       {"geo-lock", QStringLiteral("Geo lock"), QStringLiteral("Not in your region."), false}};
        page.show();
        Q_EMIT backend.scenariosChanged();
    }
    QPushButton* toggle() { return page.findChild<QPushButton*>(QStringLiteral("labSwitch")); }

    test::FakeBackend backend;
    ThemeManager themes{ThemeKind::Light};
    LabPage page{backend, themes};
};

TEST_F(LabPageTest, StartsAndStopsTheChosenScenario) {
    page.select("geo-lock");
    QTest::mouseClick(toggle(), Qt::LeftButton);
    EXPECT_TRUE(backend.lab[1].running);
    EXPECT_EQ(toggle()->text(), QStringLiteral("Stop"));
    QTest::mouseClick(toggle(), Qt::LeftButton);
    EXPECT_FALSE(backend.lab[1].running);
}

TEST_F(LabPageTest, TheListWorksWithTheKeyboard) {
    auto* list = page.findChild<QListWidget*>();
    list->setFocus();
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    EXPECT_TRUE(backend.lab[1].running);
    EXPECT_EQ(list->currentRow(), 1) << "the choice holds while the list is filled again";
}

} // namespace knockback::ui
