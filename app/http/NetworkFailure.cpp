// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/NetworkFailure.h"

#include "app/http/BrowserErrors.h"

#include <array>
#include <utility>

namespace knockback::http {

namespace {

constexpr std::array<std::pair<FailureKind, const char*>, 12> kindNames{{
    {FailureKind::HostNotFound, "host_not_found"},
    {FailureKind::ConnectionRefused, "connection_refused"},
    {FailureKind::RemoteHostClosed, "remote_host_closed"},
    {FailureKind::Timeout, "timeout"},
    {FailureKind::SslHandshakeFailed, "ssl_handshake_failed"},
    {FailureKind::TunnelFailed, "tunnel_failed"},
    {FailureKind::ContentTruncated, "content_truncated"},
    {FailureKind::ProtocolError, "protocol_error"},
    {FailureKind::TooLarge, "too_large"},
    {FailureKind::NotSent, "not_sent"},
    {FailureKind::Cancelled, "cancelled"},
    {FailureKind::Other, "other"},
}};

constexpr std::array<std::pair<Phase, const char*>, 8> phaseNames{{
    {Phase::None, ""},
    {Phase::Dns, "dns"},
    {Phase::Connect, "connect"},
    {Phase::Tls, "tls"},
    {Phase::Proxy, "proxy"},
    {Phase::Send, "send"},
    {Phase::Read, "read"},
    {Phase::Body, "body"},
}};

std::optional<FailureKind> knownKind(QByteArrayView name) {
    for (const auto& [kind, text] : kindNames)
        if (name == QByteArrayView(text))
            return kind;
    return std::nullopt;
}

Phase phaseFromName(QByteArrayView name) {
    for (const auto& [phase, text] : phaseNames)
        if (name == QByteArrayView(text))
            return phase;
    return Phase::None;
}

QString whatHappened(FailureKind kind) {
    switch (kind) {
    case FailureKind::HostNotFound:
        return QStringLiteral("The host name could not be resolved");
    case FailureKind::ConnectionRefused:
        return QStringLiteral("The server refused the connection");
    case FailureKind::RemoteHostClosed:
        return QStringLiteral("The other side ended the connection");
    case FailureKind::Timeout:
        return QStringLiteral("The time limit was reached");
    case FailureKind::SslHandshakeFailed:
        return QStringLiteral("No secure connection could be made");
    case FailureKind::TunnelFailed:
        return QStringLiteral("The proxy did not open a tunnel to the server");
    case FailureKind::ContentTruncated:
        return QStringLiteral("The answer began, but its body ended too early");
    case FailureKind::ProtocolError:
        return QStringLiteral("What the server sent is not valid HTTP");
    case FailureKind::TooLarge:
        return QStringLiteral("The answer is larger than this client accepts");
    case FailureKind::NotSent:
        return QStringLiteral("The request was not sent");
    case FailureKind::Cancelled:
        return QStringLiteral("The request was cancelled");
    case FailureKind::Other:
        break;
    }
    return QStringLiteral("The request failed on the network");
}

QString inWhichPhase(Phase phase) {
    switch (phase) {
    case Phase::None:
        break;
    case Phase::Dns:
        return QStringLiteral(" while looking up the host name");
    case Phase::Connect:
        return QStringLiteral(" while connecting");
    case Phase::Tls:
        return QStringLiteral(" during the TLS handshake");
    case Phase::Proxy:
        return QStringLiteral(" while talking to the proxy");
    case Phase::Send:
        return QStringLiteral(" while sending the request");
    case Phase::Read:
        return QStringLiteral(" while waiting for the answer");
    case Phase::Body:
        return QStringLiteral(" while reading the body");
    }
    return {};
}

// In words that fit behind what happened; nothing where that says it already.
QString whereIt(FailureKind kind, Phase phase) {
    switch (kind) {
    case FailureKind::ProtocolError:
    case FailureKind::TooLarge:
        if (phase == Phase::Read)
            return QStringLiteral(", in the head of the answer");
        return phase == Phase::Body ? QStringLiteral(", in the body of the answer") : inWhichPhase(phase);
    case FailureKind::RemoteHostClosed:
    case FailureKind::Timeout:
    case FailureKind::Cancelled:
    case FailureKind::Other:
        return inWhichPhase(phase);
    default:
        return {};
    }
}

} // namespace

QByteArray failureName(FailureKind kind) {
    for (const auto& [candidate, text] : kindNames)
        if (candidate == kind)
            return QByteArray(text);
    return "other";
}

FailureKind failureFromName(QByteArrayView name) {
    return knownKind(name).value_or(FailureKind::Other);
}

QByteArray phaseName(Phase phase) {
    for (const auto& [candidate, text] : phaseNames)
        if (candidate == phase)
            return QByteArray(text);
    return {};
}

QByteArray toHarError(const NetworkFailure& failure) {
    QByteArray text = failureName(failure.kind);
    QByteArrayView separator(": ");
    if (failure.phase != Phase::None) {
        text += separator.toByteArray() + "phase=" + phaseName(failure.phase);
        separator = "; ";
    }
    if (!failure.detail.isEmpty())
        text += separator.toByteArray() + failure.detail.toUtf8();
    return text;
}

std::optional<NetworkFailure> fromHarError(QByteArrayView text) {
    text = text.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (auto browser = failureFromBrowser(text))
        return browser;

    const qsizetype colon = text.indexOf(':');
    const auto kind = knownKind(colon < 0 ? text : text.first(colon).trimmed());
    // Somebody else's words: kept whole, so that a person can still read them.
    if (!kind)
        return NetworkFailure{FailureKind::Other, Phase::None, QString::fromUtf8(text)};

    NetworkFailure failure{*kind, Phase::None, {}};
    QByteArrayView detail = colon < 0 ? QByteArrayView() : text.sliced(colon + 1).trimmed();
    if (detail.startsWith("phase=")) {
        const qsizetype end = detail.indexOf(';');
        const QByteArrayView name = end < 0 ? detail : detail.first(end);
        failure.phase = phaseFromName(name.sliced(6).trimmed());
        if (failure.phase != Phase::None)
            detail = end < 0 ? QByteArrayView() : detail.sliced(end + 1).trimmed();
    }
    failure.detail = QString::fromUtf8(detail);
    return failure;
}

QString describe(const NetworkFailure& failure) {
    QString sentence = whatHappened(failure.kind) + whereIt(failure.kind, failure.phase);
    if (failure.detail.endsWith(QLatin1Char('.'))) // a sentence of its own
        return sentence + QStringLiteral(". ") + failure.detail;
    if (!failure.detail.isEmpty())
        sentence += QStringLiteral(" (") + failure.detail + QLatin1Char(')');
    return sentence + QLatin1Char('.');
}

} // namespace knockback::http
