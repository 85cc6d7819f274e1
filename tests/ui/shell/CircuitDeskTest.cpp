// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/WindowTest.h"

#include "ui/shell/CircuitDesk.h"
#include "ui/widgets/MessageBar.h"

#include <QPushButton>

namespace knockback::ui {
namespace {

class CircuitDeskTest : public test::WindowTest {
protected:
    void answerFirst() {
        sendFirst();
        backend.answer(base::CallId{1}, 1, 200);
        backend.finish(base::CallId{1}, journal::CallOutcome::Ok);
        backend.settle();
        backend.limitsNow.circuits = {{QStringLiteral("other.example")}, {QStringLiteral("api.example")}};
    }
    void toggle() { press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier); }
    void undo() {
        QCoreApplication::processEvents(); // the bar's layout shows it
        auto* button = find<QPushButton>("undo");
        ASSERT_TRUE(button);
        button->click();
    }
    const QString host = QStringLiteral("api.example");
};

TEST_F(CircuitDeskTest, AKeyOpensTheCircuitOfTheRequestAndUndoClosesIt) {
    answerFirst();
    toggle();
    EXPECT_EQ(backend.circuitsOpened, std::vector<QString>{host});
    undo();
    EXPECT_EQ(backend.circuitsClosed, std::vector<QString>{host});
    EXPECT_FALSE(find<QPushButton>("undo")) << "once";
}

TEST_F(CircuitDeskTest, AnOpenOneIsClosedAndUndoOpensItAgain) {
    answerFirst();
    backend.limitsNow.circuits[1].state = retry::BreakerState::Open;
    toggle();
    EXPECT_EQ(backend.circuitsClosed, std::vector<QString>{host});
    undo();
    EXPECT_EQ(backend.circuitsOpened, std::vector<QString>{host});
}

TEST_F(CircuitDeskTest, ARequestThatNeverWentOutHasNone) {
    toggle();
    EXPECT_TRUE(backend.circuitsOpened.empty());
    const auto bars = window->findChildren<MessageBar*>();
    EXPECT_TRUE(std::any_of(bars.begin(), bars.end(), [](const MessageBar* bar) {
        return bar->sentence().contains(QStringLiteral("no circuit to open"));
    }));
}

TEST_F(CircuitDeskTest, ThePaletteOffersWhatEachCircuitAllows) {
    backend.limitsNow.circuits = {{host}, {QStringLiteral("feed.example"), retry::BreakerState::Open}};
    auto entries = window->circuits().entries();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].text, QStringLiteral("Open the circuit of api.example by hand"));
    EXPECT_EQ(entries[1].text, QStringLiteral("Close the circuit of feed.example"));
    entries[1].run();
    EXPECT_EQ(backend.circuitsClosed, std::vector<QString>{QStringLiteral("feed.example")});
}

} // namespace
} // namespace knockback::ui
