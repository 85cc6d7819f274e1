// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/ComposerPanel.h"
#include "ui/composer/NameValuePage.h"
#include "ui/composer/NoteBar.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/UrlField.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/ElidedLabel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui::test {

// The composer in a window of its own that has the focus: keys go where they would for a user.
class ComposerFixture : public testing::Test {
protected:
    ComposerFixture() {
        static ThemeManager styleThemes(ThemeKind::Light);
        static const AppStyle style(*qApp, styleThemes);
        WorkspaceView view;
        view.environments[QStringLiteral("staging")] = {{"base", "https://api.example"}, {"topic", "qt"}};
        view.fileVariables = {{"page", "2"}};
        vault::Credential credential;
        credential.name = "github-app";
        credential.hosts = {"api.github.com"};
        scope = VariableScope(view, QStringLiteral("staging"), {}, {credential});
        panel.setScope(scope);
        panel.resize(840, 420);
        panel.show();
        panel.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&panel));
    }

    template <typename T>
    T* find(const char* name) {
        return panel.findChild<T*>(QLatin1String(name));
    }
    UrlField& url() { return panel.line().url(); }
    NameValueTable& params() { return *find<NameValueTable>("params"); }
    NameValueTable& headers() { return *find<NameValueTable>("headers"); }
    NoteBar& note() { return *find<NoteBar>("composerNote"); }
    // Presses a key where the focus is.
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* target = panel.focusWidget() ? panel.focusWidget() : &panel;
        QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
        QCoreApplication::processEvents(); // a cell's editor closes later
    }
    void type(const QString& text) { QTest::keyClicks(panel.focusWidget(), text); }
    void undo() { press(Qt::Key_Z, Qt::ControlModifier); }
    void load(const char* address) {
        workspace::RequestDraft draft;
        draft.url = address;
        panel.load(draft);
    }
    // Opens a cell's editor, as a click does.
    void goTo(NameValueTable& table, int row, int column) {
        table.setFocus();
        table.setCurrentIndex(table.model()->index(row, column));
    }
    QString urlText() { return url().text(); }

    ThemeManager themes{ThemeKind::Light};
    VariableScope scope;
    ComposerPanel panel{themes};
};

} // namespace knockback::ui::test
