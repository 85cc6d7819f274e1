// SPDX-License-Identifier: GPL-3.0-or-later
// A capture pasted where a request is written, in the real window with its real actions.
#include "ui/PasteDesk.h"
#include "tests/ui/shell/WindowTest.h"
#include "ui/diagnosis/PasteDiagnosisModel.h"
#include "ui/diagnosis/PasteDiagnosisPage.h"

#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>

namespace knockback::ui {
namespace {

const QString answer = QStringLiteral("HTTP/1.1 403 Forbidden\nServer: nginx\n\nForbidden");
const QString trace = QStringLiteral("> GET /a HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 200 OK\n<\nok\n"
                                     "> GET /b HTTP/1.1\n> Host: a.example\n>\n< HTTP/1.1 429 Too Many\n<\nno\n");

class PasteDeskTest : public test::WindowTest {
protected:
    void paste(const QString& text, Qt::KeyboardModifiers keys = Qt::ControlModifier) {
        QGuiApplication::clipboard()->setText(text);
        press(Qt::Key_V, keys);
    }
    QPushButton* button(const QString& text) {
        for (auto* candidate : window->findChildren<QPushButton*>()) {
            if (candidate->isVisible() && candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    PasteDiagnosisPage& page() { return *window->findChild<PasteDiagnosisPage*>(); }
    bool shows(int exchanges) {
        return QTest::qWaitFor([&] { return page().isVisible() && page().model().rowCount() == exchanges; });
    }

    PasteDesk desk{backend, *window, themes};
};

TEST_F(PasteDeskTest, DiagnoseItDiagnosesWhatWasPastedIntoTheUrl) {
    url().setFocus();
    const QString before = url().text();
    paste(answer);
    EXPECT_EQ(url().text(), before);
    ASSERT_TRUE(QTest::qWaitFor([this] { return button(QStringLiteral("Diagnose it")) != nullptr; }));
    QGuiApplication::clipboard()->setText(trace);
    QTest::mouseClick(button(QStringLiteral("Diagnose it")), Qt::LeftButton);
    EXPECT_TRUE(shows(1)) << "not the two that the clipboard holds by now";
    paste(trace, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(shows(2)) << "the action by itself is about the clipboard";
}

TEST_F(PasteDeskTest, ActionsAreFoundByTheirId) {
    for (const char* id : {"diagnose.paste", "request.new"}) {
        const auto* action = window->findChild<QAction*>(QLatin1String(id));
        ASSERT_NE(action, nullptr) << id;
        EXPECT_EQ(action->shortcut(), window->actions().keyOf(QLatin1String(id)));
    }
}

} // namespace
} // namespace knockback::ui
