// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/WindowTest.h"
#include "ui/composer/ComposerPanel.h"
#include "ui/response/ResponsePanel.h"
#include "ui/shell/RequestPage.h"

#include <QLabel>
#include <QSignalSpy>

namespace knockback::ui {
namespace {

using diagnosis::NextAction;

// The buttons of a diagnosis, as the response asks for them.
class NextStepsTest : public test::WindowTest {
protected:
    NextStepsTest() { block(); }
    [[nodiscard]] RequestPage& page() const { return *window->findChild<RequestPage*>(); }
    void take(NextAction step) const { Q_EMIT page().response().stepChosen(step); }
};

TEST_F(NextStepsTest, AUserAgentIsSetAndCanBeTakenBack) {
    const auto before = page().draft();
    take(NextAction::SetUserAgent);
    ASSERT_EQ(page().draft().headers.size(), before.headers.size() + 1);
    EXPECT_EQ(page().draft().headers.back().name, "User-Agent");
    page().composer().undo();
    EXPECT_EQ(page().draft().headers, before.headers);
}

TEST_F(NextStepsTest, SlowingDownChangesThePace) {
    const auto before = page().draft().policy.pace;
    take(NextAction::SlowDown);
    EXPECT_NE(page().draft().policy.pace, before);
    page().composer().undo();
    EXPECT_EQ(page().draft().policy.pace, before);
}

TEST_F(NextStepsTest, EscalatingIsForTheCallThatIsShown) {
    QSignalSpy escalated(window.get(), &MainWindow::escalateRequested);
    take(NextAction::Escalate);
    ASSERT_EQ(escalated.size(), 1);
    EXPECT_EQ(escalated[0][0].value<base::CallId>(), page().call());
}

TEST_F(NextStepsTest, SendingAgainSends) {
    const auto sent = backend.sent.size();
    backend.finish(page().call(), journal::CallOutcome::Blocked);
    backend.settle();
    take(NextAction::Wait);
    EXPECT_EQ(backend.sent.size(), sent + 1);
}

TEST_F(NextStepsTest, RehearsingStartsTheScenarioThatBlocksInTheSameWay) {
    auto* lab = new QLabel(QStringLiteral("the lab"));
    window->addPage(PageId::Lab, QStringLiteral("lab"), QStringLiteral("Lab"), lab);
    take(NextAction::Rehearse);
    EXPECT_TRUE(backend.lab[0].running);
    EXPECT_TRUE(lab->isVisible());
}

TEST_F(NextStepsTest, SigningInCarriesWhatTheAnswerAsksFor) { // RFC 9470, RFC 6750 3.1
    auto draft = page().draft();
    draft.auth.kind = workspace::AuthKind::Credential;
    draft.auth.credential = "ledger";
    page().composer().change(draft);
    backend.answer(page().call(), 2, 401, {}, {},
                   {{"WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\""}});
    backend.settle();
    QSignalSpy wanted(window.get(), &MainWindow::signInWanted);
    take(NextAction::SignIn);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][0].toByteArray(), "ledger");
    EXPECT_EQ(wanted[0][1].value<http::SignInDemand>(), (http::SignInDemand{{}, {"mfa"}, {}}));
}

TEST_F(NextStepsTest, WithoutACredentialTheVaultIsWhereToLook) {
    auto* vault = new QLabel(QStringLiteral("the vault"));
    window->addPage(PageId::Vault, QStringLiteral("vault"), QStringLiteral("Vault"), vault);
    take(NextAction::Rotate);
    EXPECT_TRUE(backend.rotated.empty());
    EXPECT_TRUE(vault->isVisible());
}

} // namespace
} // namespace knockback::ui
