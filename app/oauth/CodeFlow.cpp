// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/CodeFlow.h"

#include "app/oauth/AuthorizationRequest.h"
#include "app/oauth/ClientSettings.h"
#include "app/oauth/Endpoint.h"
#include "app/oauth/RedirectAnswer.h"
#include "app/oauth/SignInRules.h"

#include <QJsonDocument>

namespace knockback::oauth {

namespace {
using Step = SignInProgress::Step;
constexpr std::chrono::minutes patience(5);
} // namespace

CodeFlow::CodeFlow(Parts& parts, DiscoveryDesk& discovery, base::EpollLoop& loop, vault::Credential record,
                   SignInEars ears, http::SignInDemand demand)
    : SignInFlow(parts, discovery, std::move(record), std::move(ears), std::move(demand))
    , m_listener(loop, [this](const QByteArray& query) { return takeAnswer(query); })
    , m_state(randomToken(parts.random))
    , m_pkce(makePkce(parts.random)) {}

void CodeFlow::begin() {
    const auto settings = settingsOf(m_record);
    if (m_server.authorizationUrl.isEmpty())
        return fail(RefreshErrorKind::NotRotatable,
                    QStringLiteral("“%1” cannot be signed in to by a browser: give its issuer, or the setting "
                                   "authorization-url.")
                        .arg(name()));
    if (const auto problem = problemWithEndpoint(m_server.authorizationUrl); !problem.isEmpty())
        return fail(RefreshErrorKind::NotRotatable,
                    QStringLiteral("The authorization endpoint of “%1” %2. Check it.").arg(name(), problem));
    if (const auto listening = m_listener.listen(settings.redirectUri); !listening)
        return fail(RefreshErrorKind::NotRotatable, listening.error());
    m_redirectUri = m_listener.redirectUri();
    const auto form = authorizationForm(m_record, {m_redirectUri, m_state, m_pkce.challenge,
                                                   m_proofKey ? m_proofKey->thumbprint() : QByteArray(), m_demand});
    if ((settings.pushed || m_server.pushedOnly) && !m_server.parUrl.isEmpty())
        push(form);
    else
        openBrowser(form);
}

void CodeFlow::push(const FormBody& form) {
    // The client's id comes with its proof, or is in the form already.
    ask(
        m_server.parUrl, [form] { return form; }, [this](const http::Attempt& attempt) { pushed(attempt); });
}

void CodeFlow::pushed(const http::Attempt& attempt) {
    const auto body = attempt.response && !attempt.failure
                          ? QJsonDocument::fromJson(attempt.response->body.bytes()).object()
                          : QJsonObject();
    const QByteArray uri = body.value(QLatin1String("request_uri")).toString().toUtf8();
    if (attempt.status() == 201 && !uri.isEmpty())
        return openBrowser(pushedForm(m_record, uri));
    if (attempt.failure)
        return fail(RefreshErrorKind::TemporaryFailure,
                    QStringLiteral("Signing in to “%1” failed: its request could not be pushed: %2. Try again.")
                        .arg(name(), http::describe(*attempt.failure).chopped(1)));
    finish(base::Failure(loginRefused(m_record, body.value(QLatin1String("error")).toString().toLatin1())));
}

void CodeFlow::openBrowser(const FormBody& form) {
    m_deadline = m_parts.scheduler.after(patience, [this] {
        fail(RefreshErrorKind::NeedsSignIn,
             QStringLiteral("No answer from the browser for %1 min. The redirect address was %2; is it registered?")
                 .arg(patience.count())
                 .arg(QString::fromUtf8(m_redirectUri)));
    });
    say({.step = Step::OpenBrowser,
         .sentence = QStringLiteral("Sign in to “%1” in the browser; its answer is waited for at %2.")
                         .arg(name(), QString::fromUtf8(m_redirectUri)),
         .url = authorizationUrl(m_server.authorizationUrl, form),
         .left = patience});
}

bool CodeFlow::takeAnswer(const QByteArray& query) {
    auto answer = readRedirect(query, {m_state, m_server.issuer, m_server.namesItself});
    if (std::holds_alternative<NotForThisLogin>(answer)) {
        say({Step::Ignored, QStringLiteral("An answer came that does not belong to this login; it was ignored.")});
        return false;
    }
    m_deadline.cancel();
    if (const auto* refused = std::get_if<LoginRefused>(&answer)) {
        m_next = m_parts.scheduler.after(
            {}, [this, error = refused->error] { finish(base::Failure(loginRefused(m_record, error))); });
        return true;
    }
    const auto code = std::make_shared<base::Secret>(std::move(std::get<LoginCode>(answer).code));
    m_next = m_parts.scheduler.after({}, [this, code] { exchange(*code); });
    return true;
}

void CodeFlow::exchange(const base::Secret& code) {
    say({Step::Exchanging, QStringLiteral("Fetching the tokens of “%1”.").arg(name())});
    const auto kept = std::make_shared<base::Secret>(code.clone());
    const auto form = [this, kept] {
        FormBody body;
        body.add("grant_type", "authorization_code");
        body.add("code", kept->reveal());
        body.add("redirect_uri", m_redirectUri);
        body.add("code_verifier", m_pkce.verifier.reveal());
        body.addUnlessEmpty("resource", settingsOf(m_record).resource);
        return body;
    };
    ask(m_record.tokenUrl, form, [this](const http::Attempt& attempt) { keep(attempt); });
}

} // namespace knockback::oauth
