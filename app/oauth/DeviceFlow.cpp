// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/DeviceFlow.h"

#include "app/oauth/AuthorizationRequest.h"
#include "app/oauth/SignInRules.h"
#include "app/oauth/TokenRequest.h"

#include <QJsonDocument>

namespace knockback::oauth {

namespace {
using Step = SignInProgress::Step;

QByteArray errorOf(const http::Attempt& attempt) {
    const auto body =
        attempt.response ? QJsonDocument::fromJson(attempt.response->body.prefix(64 * 1024)).object() : QJsonObject();
    return body.value(QLatin1String("error")).toString().toLatin1();
}

QString leftText(base::Nanoseconds left) {
    return left > std::chrono::minutes(2)
               ? QStringLiteral("%1 min left").arg(std::chrono::floor<std::chrono::minutes>(left).count())
               : QStringLiteral("%1 s left").arg(std::chrono::floor<base::Seconds>(left).count());
}
} // namespace

void DeviceFlow::begin() {
    if (m_server.deviceUrl.isEmpty())
        return fail(RefreshErrorKind::NotRotatable,
                    QStringLiteral("“%1” cannot be signed in to by a code: give its issuer, or the setting device-url.")
                        .arg(name()));
    const auto form = [this] {
        FormBody body;
        body.addUnlessEmpty("scope", joinedScopes(m_record.scopes));
        addLoginTerms(body, m_demand);
        const auto settings = settingsOf(m_record);
        body.addUnlessEmpty("audience", settings.audience);
        body.addUnlessEmpty("resource", settings.resource);
        return body;
    };
    ask(m_server.deviceUrl, form, [this](const http::Attempt& attempt) { given(attempt); });
}

void DeviceFlow::given(const http::Attempt& attempt) {
    if (attempt.failure || !attempt.response)
        return fail(RefreshErrorKind::TemporaryFailure,
                    QStringLiteral("Signing in to “%1” failed: no code could be had: %2. Try again.")
                        .arg(name(), attempt.failure ? http::describe(*attempt.failure).chopped(1)
                                                     : QStringLiteral("no answer came")));
    m_code = attempt.status() < 300 ? parseDeviceCode(attempt.response->body.bytes()) : std::nullopt;
    if (!m_code)
        return finish(base::Failure(loginRefused(m_record, errorOf(attempt))));
    m_endsAt = now() + m_code->lifetime;
    m_pace = PollPace(m_code->interval);
    say({.step = Step::EnterCode,
         .sentence = QStringLiteral("Enter %1 at %2 to sign in to “%3”.")
                         .arg(QString::fromUtf8(m_code->userCode), QString::fromUtf8(m_code->verificationUrl), name()),
         .url = m_code->verificationUrl,
         .completeUrl = m_code->completeUrl,
         .userCode = m_code->userCode,
         .left = m_code->lifetime});
    wait(std::min<base::Nanoseconds>(m_code->interval, m_code->lifetime), QString());
}

void DeviceFlow::wait(base::Nanoseconds pause, const QString& why) {
    const auto left = m_endsAt - now();
    say({.step = Step::Waiting,
         .sentence = QStringLiteral("Waiting for you to enter %1 (%2).%3")
                         .arg(QString::fromUtf8(m_code->userCode), leftText(left), why),
         .url = m_code->verificationUrl,
         .userCode = m_code->userCode,
         .left = left,
         .next = pause});
    m_next = m_parts.scheduler.after(pause, [this] { poll(); });
}

void DeviceFlow::poll() {
    const auto form = [this] {
        FormBody body;
        body.add("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        body.add("device_code", m_code->deviceCode.reveal());
        return body;
    };
    ask(m_record.tokenUrl, form, [this](const http::Attempt& attempt) { polled(attempt); });
}

void DeviceFlow::polled(const http::Attempt& attempt) {
    const PollAnswer answer = readPoll(attempt);
    const QByteArray error = errorOf(attempt);
    const auto left = m_endsAt - now();
    if (error == "expired_token" || (answer != PollAnswer::Decided && left <= base::Nanoseconds(0)))
        return fail(RefreshErrorKind::NeedsSignIn,
                    QStringLiteral("The code for “%1” ran out. Sign in again for a new one.").arg(name()));
    if (error == "access_denied")
        return finish(base::Failure(loginRefused(m_record, error)));
    if (answer == PollAnswer::Decided)
        return keep(attempt);
    const auto pause = m_pace.after(answer, left);
    const auto seconds = std::chrono::ceil<base::Seconds>(pause).count();
    wait(pause, answer == PollAnswer::SlowDown
                    ? QStringLiteral(" The server asked to slow down, next try in %1 s.").arg(seconds)
                : answer == PollAnswer::NoAnswer
                    ? QStringLiteral(" The server did not answer, next try in %1 s.").arg(seconds)
                    : QString());
}

} // namespace knockback::oauth
