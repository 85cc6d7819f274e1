// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/SignInDesk.h"

#include "app/session/Rotator.h"

namespace knockback::session {

namespace {
using oauth::RefreshError;
using oauth::RefreshErrorKind;

QString unknown(const QByteArray& credential) {
    return QStringLiteral("There is no credential “%1” in the vault.").arg(QString::fromUtf8(credential));
}

oauth::RenewalOutcome cancelled(const QByteArray& credential) {
    return base::Failure(
        RefreshError{RefreshErrorKind::Cancelled,
                     QStringLiteral("Signing in to “%1” was cancelled.").arg(QString::fromUtf8(credential))});
}
} // namespace

SignInDesk::SignInDesk(Rotator& rotator, base::EpollLoop& loop) : m_rotator(rotator), m_loop(loop) {}

SignInDesk::~SignInDesk() = default;

void SignInDesk::signIn(const QByteArray& credential, oauth::SignInEars ears, const http::SignInDemand& demand) {
    cancel(credential);
    auto& parts = m_rotator.oauthParts();
    const auto record = parts.vault.find(credential);
    auto flow = record ? oauth::makeSignIn(parts, m_rotator.refresher().discovery(), m_loop, *record,
                                           {ears.progress,
                                            [this, credential](const oauth::RenewalOutcome& outcome, bool unsaved) {
                                                finished(credential, outcome, unsaved);
                                            }},
                                           demand)
                       : nullptr;
    if (!flow)
        return ears.finished(
            base::Failure(RefreshError{
                RefreshErrorKind::NotRotatable,
                record ? QStringLiteral("“%1” is a %2 credential: nobody signs in to it.")
                             .arg(QString::fromUtf8(credential), QString::fromUtf8(vault::kindName(record->kind)))
                       : unknown(credential)}),
            false);
    flow->start();
    m_signIns[credential] = {std::move(flow), std::make_shared<oauth::SignInEars>(std::move(ears))};
}

void SignInDesk::cancel(const QByteArray& credential) {
    if (const auto signIn = m_signIns.extract(credential))
        signIn.mapped().ears->finished(cancelled(credential), false);
}

void SignInDesk::finished(const QByteArray& credential, const oauth::RenewalOutcome& outcome, bool unsaved) {
    auto signIn = m_signIns.extract(credential); // the flow that calls this lives until the end of it
    if (outcome)
        m_rotator.refresher().forgetFailures(credential);
    if (unsaved)
        m_rotator.refresher().keepSaving(credential);
    m_rotator.tell({}, credential, outcome);
    signIn.mapped().ears->finished(outcome, unsaved);
}

void SignInDesk::revoke(const QByteArray& credential, std::function<void(QString problem)> finished) {
    auto& parts = m_rotator.oauthParts();
    const auto record = parts.vault.find(credential);
    if (!record)
        return finished(unknown(credential));
    auto& revocation = m_revocations[credential];
    revocation = std::make_unique<oauth::Revocation>(
        parts, m_rotator.refresher().discovery(), *record,
        [this, credential, finished = std::move(finished)](const base::Outcome<QString>& outcome) {
            const auto done = m_revocations.extract(credential);
            finished(outcome ? QString() : outcome.error());
        });
    revocation->start();
}

void SignInDesk::inspect(const QByteArray& credential, oauth::Introspection::Finished finished) {
    auto& parts = m_rotator.oauthParts();
    const auto record = parts.vault.find(credential);
    if (!record)
        return finished(base::Failure(unknown(credential)));
    auto& inspection = m_inspections[credential];
    inspection = std::make_unique<oauth::Introspection>(
        parts, m_rotator.refresher().discovery(), *record,
        [this, credential, finished = std::move(finished)](const base::Result<oauth::TokenFacts, QString>& facts) {
            const auto done = m_inspections.extract(credential);
            finished(facts);
        });
    inspection->start();
}

void SignInDesk::discover(const QByteArray& issuer, std::function<void(const oauth::DiscoveryDesk::Answer&)> answered) {
    // No credential is there yet: the attempt stands under the issuer's name.
    vault::Credential credential;
    credential.name = issuer;
    credential.issuer = issuer;
    m_discovery = m_rotator.refresher().discovery().ask(credential, std::move(answered));
}

} // namespace knockback::session
