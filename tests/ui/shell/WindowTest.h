// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/shell/FakeBackend.h"
#include "ui/composer/UrlField.h"
#include "ui/diagnosis/DiagnosisBanner.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabBar.h"
#include "ui/widgets/AppStyle.h"

#include <gtest/gtest.h>

namespace knockback::test {

using namespace ui; // NOLINT(google-build-using-namespace): a fixture for tests of that namespace
using namespace std::chrono_literals;

// The real window on a fake engine in virtual time, with two requests open to be sent.
class WindowTest : public testing::Test {
protected:
    WindowTest() {
        static ThemeManager styleThemes(ThemeKind::Light);
        static const AppStyle style(*qApp, styleThemes);
        backend.view.name = QStringLiteral("billing");
        workspace::RequestDraft items;
        items.name = QStringLiteral("Items");
        items.url = "{{base}}/items?q=a";
        items.headers = {{"Accept", "application/json", true}};
        workspace::RequestDraft ledger;
        ledger.name = QStringLiteral("Sync ledger");
        ledger.method = "PUT";
        ledger.url = "https://ledger.example/sync";
        backend.view.requests = {{QStringLiteral("a.http#0"), items}, {QStringLiteral("a.http#1"), ledger}};
        backend.view.environments[QStringLiteral("staging")] = {{"base", "https://api.example"}};
        backend.lab = {{"fixed-window", QStringLiteral("Fixed window"), {}, false}};
        open();
    }

    void open() {
        window.reset();
        window = std::make_unique<MainWindow>(backend, themes);
        window->start();
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }

    template <typename T>
    T* find(const char* name) {
        for (auto* candidate : window->findChildren<T*>(QLatin1String(name))) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    UrlField& url() { return *find<UrlField>("url"); }
    RequestTabBar& tabs() { return *find<RequestTabBar>("requestTabs"); }
    DiagnosisBanner* banner() { return find<DiagnosisBanner>("diagnosisBanner"); }
    QString title() { return banner() ? banner()->content().title : QString(); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWidget* target = window->focusWidget() ? window->focusWidget() : window.get();
        QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
    }
    void sendFirst() {
        press(Qt::Key_Return, Qt::ControlModifier);
        backend.settle();
    }
    // The call that is under way is turned away and waits 41 s.
    base::CallId block() {
        sendFirst();
        const base::CallId call{backend.sent.size()};
        backend.answer(call, 1, 429, test::rateLimited());
        backend.wait(call, 41s, QStringLiteral("The server asked for 41 s; waiting 41 s, then attempt 2 of 5."));
        backend.settle();
        return call;
    }

    test::FakeBackend backend;
    ThemeManager themes{ThemeKind::Light};
    std::unique_ptr<MainWindow> window;
};

} // namespace knockback::test
