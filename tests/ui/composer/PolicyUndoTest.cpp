// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/composer/ComposerFixture.h"

#include "app/workspace/Policies.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace knockback::ui {
namespace {

class PolicyUndo : public test::ComposerFixture {
protected:
    PolicyUndo() {
        load("https://api.example/");
        panel.showTab(ComposerPanel::Retry);
        find<QToolButton>("policyMore")->click();
    }
    void preset(const QString& name) {
        for (auto* each : find<QToolButton>("policyPreset")->menu()->actions())
            if (each->objectName() == QStringLiteral("preset-") + name)
                each->trigger();
    }
    void choosePace(retry::PaceMode mode) {
        auto* pace = find<QComboBox>("pace");
        pace->setCurrentIndex(pace->findData(static_cast<int>(mode)));
        Q_EMIT pace->activated(pace->currentIndex());
    }
    retry::RetryPolicy policy() { return panel.draft().policy; }
    static retry::RetryPolicy named(const QByteArray& name) { return workspace::policyPreset(name)->policy; }
};

TEST_F(PolicyUndo, EveryPresetIsAStepOfItsOwn) {
    preset(QStringLiteral("gentle"));
    preset(QStringLiteral("patient"));
    choosePace(retry::PaceMode::Off);
    EXPECT_EQ(policy().pace, retry::PaceMode::Off);
    undo();
    EXPECT_EQ(policy(), named("patient"));
    undo();
    EXPECT_EQ(policy(), named("gentle"));
    undo();
    EXPECT_EQ(policy(), retry::RetryPolicy());
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(policy(), named("gentle"));
}

TEST_F(PolicyUndo, TypingAndChecksComeBackToo) {
    auto* longest = find<QLineEdit>("longestWait");
    longest->setFocus();
    longest->selectAll();
    type(QStringLiteral("1 min"));
    find<QCheckBox>("addKey")->setFocus();
    find<QCheckBox>("addKey")->click();
    EXPECT_EQ(policy().longestWait, base::Milliseconds(60'000));
    EXPECT_TRUE(policy().addIdempotencyKey);
    undo();
    EXPECT_FALSE(policy().addIdempotencyKey);
    EXPECT_FALSE(find<QCheckBox>("addKey")->isChecked());
    undo();
    EXPECT_EQ(policy(), retry::RetryPolicy());
    EXPECT_EQ(longest->text(), QStringLiteral("15 min"));
}

} // namespace
} // namespace knockback::ui
