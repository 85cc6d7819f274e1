// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialText.h"

#include "app/oauth/RenewalRules.h"
#include "app/retry/DurationText.h"
#include "app/vault/Hygiene.h"

#include <QDateTime>
#include <QStringList>

namespace knockback::ui {

using vault::CredentialKind;

QString kindText(const vault::Credential& credential) {
    switch (credential.kind) {
    case CredentialKind::Bearer:
        return QStringLiteral("Bearer token");
    case CredentialKind::Basic:
        return QStringLiteral("User name and password");
    case CredentialKind::ApiKey:
        if (!credential.query.isEmpty())
            return QStringLiteral("API key · query %1").arg(QString::fromUtf8(credential.query));
        return QStringLiteral("API key · header %1")
            .arg(credential.header.isEmpty() ? QStringLiteral("X-API-Key") : QString::fromUtf8(credential.header));
    case CredentialKind::ClientCredentials:
        return QStringLiteral("OAuth · client credentials");
    case CredentialKind::AuthorizationCode:
        return QStringLiteral("OAuth · authorization code");
    case CredentialKind::DeviceCode:
        return QStringLiteral("OAuth · device code");
    case CredentialKind::RefreshToken:
        return QStringLiteral("OAuth · refresh token");
    case CredentialKind::AwsSigV4:
        return QStringLiteral("AWS Signature V4");
    case CredentialKind::HmacSigned:
        return QStringLiteral("HMAC signature");
    case CredentialKind::Digest:
        return QStringLiteral("User name and password · Digest");
    case CredentialKind::ClientCertificate:
        return QStringLiteral("Client certificate");
    }
    return {};
}

QString referenceText(const vault::Credential& credential) {
    return QStringLiteral("{{vault:%1}}").arg(QString::fromUtf8(credential.name));
}

QString hostsText(const vault::Credential& credential) {
    QStringList hosts;
    for (const auto& host : credential.hosts)
        hosts << QString::fromUtf8(host);
    return hosts.isEmpty() ? QStringLiteral("nowhere") : hosts.join(QStringLiteral(", "));
}

ExpiryBadge expiryBadge(const vault::Credential& credential, base::WallTime now) {
    using diagnosis::Cause;
    if (vault::canRotate(credential.kind) && !credential.issuedAt)
        return {QStringLiteral("no token"), Cause::Credential};
    if (!credential.expiresAt)
        return {QStringLiteral("no expiry"), Cause::None};
    const auto left = *credential.expiresAt - now;
    if (left <= base::Microseconds(0))
        return {QStringLiteral("expired %1 ago").arg(retry::durationText(std::chrono::floor<base::Seconds>(-left))),
                Cause::Credential};
    const auto text = retry::durationText(std::chrono::ceil<base::Seconds>(left));
    return {text, lifeSpent(credential, now).value_or(0) > 0.75 ? Cause::RateLimit : Cause::None};
}

ExpiryBadge stateBadge(const vault::Credential& credential, base::WallTime now) {
    using diagnosis::Cause;
    const QByteArray state = vault::stateName(credential, now);
    if (state == "no expiry")
        return {QStringLiteral("valid"), Cause::None};
    const Cause look = state == "valid" ? Cause::None : state == "expiring" ? Cause::RateLimit : Cause::Credential;
    return {QString::fromUtf8(state), look};
}

namespace {

// How long before its end oauth renews it: where its rule changes from no to yes.
std::optional<base::Nanoseconds> renewalLead(const vault::Credential& credential) {
    const auto from = credential.lastRotatedAt ? credential.lastRotatedAt : credential.issuedAt;
    if (!vault::canRotate(credential.kind) || !credential.expiresAt || !from || *credential.expiresAt <= *from)
        return std::nullopt;
    base::Nanoseconds due(0);
    base::Nanoseconds notDue = *credential.expiresAt - *from;
    if (oauth::isDue(credential, notDue))
        return std::nullopt;
    while (notDue - due > base::Milliseconds(100)) {
        const auto middle = due + (notDue - due) / 2;
        (oauth::isDue(credential, middle) ? due : notDue) = middle;
    }
    return std::chrono::round<base::Seconds>(due);
}

QString dueText(const vault::Credential& credential, base::WallTime now) {
    using std::chrono::days;
    const auto due = *vault::rotationDue(credential);
    const auto late = std::chrono::floor<days>(now - due).count();
    if (due <= now)
        return late == 0 ? QStringLiteral("due today") : QStringLiteral("overdue %1 d").arg(late);
    return QStringLiteral("rotate every %1 d · due in %2 d")
        .arg(vault::rotateEvery(credential)->count())
        .arg(std::chrono::ceil<days>(due - now).count());
}

} // namespace

QString rotationText(const vault::Credential& credential, base::WallTime now) {
    if (!credential.lastProblem.isEmpty())
        return QStringLiteral("failed: %1").arg(credential.lastProblem);
    if (vault::rotationDue(credential))
        return dueText(credential, now);
    if (!vault::canRotate(credential.kind))
        return QStringLiteral("manual");
    const auto lead = renewalLead(credential);
    return lead ? QStringLiteral("auto, %1 before").arg(retry::durationText(std::chrono::floor<base::Seconds>(*lead)))
                : QStringLiteral("auto, when it is refused");
}

std::optional<double> rotationMark(const vault::Credential& credential) {
    const auto lead = renewalLead(credential);
    if (!lead)
        return std::nullopt;
    const auto from = credential.lastRotatedAt ? credential.lastRotatedAt : credential.issuedAt;
    return std::chrono::duration<double>(*lead).count() /
           std::chrono::duration<double>(*credential.expiresAt - *from).count();
}

QString agoText(const std::optional<base::WallTime>& then, base::WallTime now) {
    if (!then)
        return QStringLiteral("never");
    const auto age = std::chrono::floor<base::Seconds>(now - *then);
    return age < base::Seconds(1) ? QStringLiteral("just now") : QStringLiteral("%1 ago").arg(retry::durationText(age));
}

QString clockText(base::WallTime time, base::WallTime now) {
    const auto local = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(time));
    const bool today = local.date() == QDateTime::fromMSecsSinceEpoch(base::toEpochMs(now)).date();
    return local.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM yyyy HH:mm"));
}

std::optional<double> lifeSpent(const vault::Credential& credential, base::WallTime now) {
    const auto from = credential.lastRotatedAt ? credential.lastRotatedAt : credential.issuedAt;
    if (!credential.expiresAt || !from || *credential.expiresAt <= *from)
        return std::nullopt;
    const auto whole = std::chrono::duration<double>(*credential.expiresAt - *from).count();
    return std::clamp(std::chrono::duration<double>(now - *from).count() / whole, 0.0, 1.0);
}

} // namespace knockback::ui
