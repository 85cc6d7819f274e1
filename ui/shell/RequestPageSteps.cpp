// SPDX-License-Identifier: GPL-3.0-or-later
// What the buttons of a diagnosis do.
#include "app/http/SignInDemand.h"
#include "ui/composer/ComposerPanel.h"
#include "ui/diagnosis/StepWords.h"
#include "ui/models/NextStepDraft.h"
#include "ui/response/ResponsePanel.h"
#include "ui/shell/RequestPage.h"

#include <QDesktopServices>
#include <QUrl>

namespace knockback::ui {

using diagnosis::NextAction;

namespace {
http::SignInDemand demandOf(const journal::AttemptRecord& record) {
    const auto& response = record.exchange.attempt().response;
    return response ? http::signInDemand(response->headers()) : http::SignInDemand{};
}
} // namespace

void RequestPage::takeStep(NextAction step) {
    const auto attempt = m_response->shownAttempt();
    if (!attempt)
        return;
    const QByteArray credential = draft().auth.credential;
    switch (step) {
    case NextAction::None:
        return;
    case NextAction::Wait:
        return send(); // the pacer knows what the server asked for, and shows the countdown
    case NextAction::Rotate:
        return credential.isEmpty() ? Q_EMIT vaultRequested() : m_backend.rotate(credential);
    case NextAction::SignIn:
        return credential.isEmpty() ? Q_EMIT vaultRequested() : Q_EMIT signInWanted(credential, demandOf(*attempt));
    case NextAction::SetUserAgent:
    case NextAction::SlowDown:
        if (const auto changed = draftAfter(step, draft()))
            m_composer->change(*changed);
        else
            m_composer->showTab(step == NextAction::SlowDown ? ComposerPanel::Retry : ComposerPanel::Headers);
        return;
    case NextAction::OpenDocs:
        QDesktopServices::openUrl(QUrl(attempt->diagnosis.docsUrl));
        return;
    case NextAction::Rehearse:
        if (const auto scenario = scenarioFor(attempt->diagnosis.cause); !scenario.isEmpty())
            m_backend.startScenario(scenario);
        return Q_EMIT labRequested();
    case NextAction::Escalate:
        return Q_EMIT escalateRequested(m_call);
    }
}

} // namespace knockback::ui
