// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CredentialDesk.h"

#include "app/oauth/ClientSettings.h"
#include "ui/vault/CredentialText.h"
#include "ui/vault/VaultPage.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QUrl>

namespace knockback::ui {

namespace {

using diagnosis::Cause;
using Step = oauth::SignInProgress::Step;

QString factsText(const QByteArray& credential, const oauth::TokenFacts& facts, base::WallTime now) {
    const QString name = QString::fromUtf8(credential);
    if (!facts.active)
        return CredentialDesk::tr("The server says that the token of “%1” does not hold any more: rotate it.")
            .arg(name);
    QStringList parts{CredentialDesk::tr("The server says that the token of “%1” holds").arg(name)};
    if (facts.expiresAt)
        parts << CredentialDesk::tr("until %1").arg(clockText(*facts.expiresAt, now));
    QStringList scopes;
    for (const auto& scope : facts.scopes)
        scopes << QString::fromUtf8(scope);
    if (!scopes.isEmpty())
        parts << CredentialDesk::tr("with the scopes %1").arg(scopes.join(QStringLiteral(", ")));
    return parts.join(u' ') + u'.';
}

} // namespace

CredentialDesk::CredentialDesk(session::Services& services, VaultPage& page, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_page(page) {
    m_door->desk = this;
    VaultActions actions;
    actions.test = [this](const QByteArray& name) { test(name); };
    actions.signIn = [this](const QByteArray& name) { signIn(name); };
    actions.revoke = [this](const QByteArray& name) { revoke(name); };
    actions.discover = [this](const QByteArray& issuer, auto answered) { discover(issuer, std::move(answered)); };
    page.setActions(std::move(actions));
}

CredentialDesk::~CredentialDesk() {
    const std::lock_guard lock(m_door->mutex);
    m_door->desk = nullptr;
}

void CredentialDesk::Door::post(std::function<void(CredentialDesk&)> call) {
    const std::lock_guard lock(mutex);
    if (desk)
        QMetaObject::invokeMethod(
            desk, [target = desk, call = std::move(call)] { call(*target); }, Qt::QueuedConnection);
}

void CredentialDesk::test(const QByteArray& credential) {
    m_page.say(Cause::None, tr("Asking the server about “%1”…").arg(QString::fromUtf8(credential)));
    m_services.inspect(credential, [door = m_door, credential](const base::Result<oauth::TokenFacts, QString>& told) {
        const auto now = base::systemClock().wallNow();
        const bool good = told && told->active;
        const QString text = told ? factsText(credential, *told, now) : told.error();
        door->post(
            [good, text](CredentialDesk& desk) { desk.m_page.say(good ? Cause::None : Cause::Credential, text); });
    });
}

// What is asked of the server cannot be taken back, so this asks first.
void CredentialDesk::revoke(const QByteArray& credential) {
    const QString name = QString::fromUtf8(credential);
    m_page.ask(
        tr("Have the server end “%1”? It cannot be used any more, by anyone, until you sign in again.").arg(name),
        tr("Revoke it"), [this, credential, name] {
            m_services.revoke(credential, [door = m_door, name](const QString& problem) {
                door->post([name, problem](CredentialDesk& desk) {
                    desk.m_page.say(problem.isEmpty() ? Cause::None : Cause::Credential,
                                    problem.isEmpty() ? tr("The server has ended “%1”.").arg(name) : problem);
                });
            });
        });
}

void CredentialDesk::discover(const QByteArray& issuer, std::function<void(const VaultActions::Discovered&)> answered) {
    m_services.discover(issuer, [door = m_door, answered = std::move(answered)](const VaultActions::Discovered& told) {
        door->post([answered, told](CredentialDesk&) { answered(told); });
    });
}

void CredentialDesk::signInFor(const QByteArray& credential, const http::SignInDemand& demand) {
    const auto known = m_services.vault().find(credential);
    if (known && oauth::needsUser(known->kind))
        signIn(credential, demand);
}

void CredentialDesk::signIn(const QByteArray& credential, const http::SignInDemand& demand) {
    m_opened.clear();
    oauth::SignInEars ears;
    ears.progress = [door = m_door, credential](const oauth::SignInProgress& progress) {
        door->post([credential, progress](CredentialDesk& desk) { desk.follow(credential, progress); });
    };
    ears.finished = [door = m_door, credential](const oauth::RenewalOutcome& outcome, bool unsaved) {
        const bool good = outcome && !unsaved;
        const QString text = !outcome ? outcome.error().sentence : outcome->note;
        door->post([credential, good, text](CredentialDesk& desk) {
            desk.m_page.say(good ? Cause::None : Cause::Credential,
                            text.isEmpty() ? tr("Signed in to “%1”.").arg(QString::fromUtf8(credential)) : text);
        });
    };
    m_services.signIn(credential, std::move(ears), demand);
}

void CredentialDesk::follow(const QByteArray& credential, const oauth::SignInProgress& progress) {
    const auto cancel = [this, credential] { m_services.cancelSignIn(credential); };
    if (progress.step == Step::OpenBrowser && m_opened != progress.url) {
        m_opened = progress.url;
        QDesktopServices::openUrl(QUrl::fromEncoded(progress.url));
    }
    if (progress.step != Step::EnterCode)
        return m_page.ask(progress.sentence, tr("Cancel"), cancel);
    const QByteArray address = progress.completeUrl.isEmpty() ? progress.url : progress.completeUrl;
    m_page.ask(tr("Enter %1 at %2. %3")
                   .arg(QString::fromUtf8(progress.userCode), QString::fromUtf8(progress.url), progress.sentence),
               tr("Copy the code and open the page"), [code = progress.userCode, address] {
                   QGuiApplication::clipboard()->setText(QString::fromUtf8(code));
                   QDesktopServices::openUrl(QUrl::fromEncoded(address));
               });
}

} // namespace knockback::ui
