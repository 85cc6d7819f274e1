// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/AttemptFacts.h"

#include "ui/response/ResponseText.h"

#include <QCoreApplication>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Response", text);
}
QString text(const QByteArray& bytes) {
    return QString::fromUtf8(bytes);
}

void addFields(std::vector<Pair>& pairs, const http::HeaderList& fields) {
    for (const auto& field : fields)
        pairs.push_back({text(field.name), text(field.value), false});
}

void addIfKnown(std::vector<Pair>& pairs, const QString& name, const QByteArray& value) {
    if (!value.isEmpty())
        pairs.push_back({name, text(value), false});
}

void addCertificate(std::vector<Pair>& pairs, const http::CertificateFacts& certificate, std::size_t number) {
    pairs.push_back(
        {number == 0 ? tr("Certificate of the server") : tr("Certificate %1 of the chain").arg(number + 1), {}, true});
    addIfKnown(pairs, tr("Subject"), certificate.subject);
    addIfKnown(pairs, tr("Issuer"), certificate.issuer);
    addIfKnown(pairs, tr("Valid from"), certificate.notBefore);
    addIfKnown(pairs, tr("Valid to"), certificate.notAfter);
    addIfKnown(pairs, tr("Names"), certificate.subjectAltNames);
}

} // namespace

std::vector<Pair> headerPairs(const http::Attempt& attempt) {
    std::vector<Pair> pairs;
    if (attempt.response) {
        for (const auto& head : attempt.response->informational) {
            pairs.push_back({tr("Informational answer %1").arg(head.status), {}, true});
            addFields(pairs, head.headers);
        }
        pairs.push_back({tr("Response"), {}, true});
        addFields(pairs, attempt.response->headers());
        if (!attempt.response->trailers.isEmpty()) {
            pairs.push_back({tr("Trailers"), {}, true});
            addFields(pairs, attempt.response->trailers);
        }
    }
    pairs.push_back({tr("Request, as sent"), {}, true});
    addFields(pairs, attempt.request.headers);
    return pairs;
}

std::vector<Pair> connectionPairs(const http::Attempt& attempt) {
    const auto& facts = attempt.connection;
    std::vector<Pair> pairs;
    pairs.push_back({tr("Connection"), {}, true});
    addIfKnown(pairs, tr("From"), facts.localAddress);
    addIfKnown(pairs, tr("To"), facts.remoteAddress);
    addIfKnown(pairs, tr("Version"), facts.httpVersion);
    pairs.push_back({tr("Opened"), facts.reused ? tr("earlier, used again") : tr("for this attempt"), false});
    pairs.push_back({tr("Bytes sent"), QString::number(facts.bytesSent), false});
    pairs.push_back({tr("Bytes received"), QString::number(facts.bytesReceived), false});
    if (facts.tlsVersion.isEmpty()) {
        pairs.push_back({tr("TLS"), tr("none: everything went in the clear"), false});
    } else {
        addIfKnown(pairs, tr("TLS"), facts.tlsVersion);
        addIfKnown(pairs, tr("Cipher"), facts.tlsCipher);
    }
    for (std::size_t i = 0; i < facts.certificates.size(); ++i)
        addCertificate(pairs, facts.certificates[i], i);
    if (attempt.failure)
        pairs.push_back({tr("Failure"), http::describe(*attempt.failure), false});
    return pairs;
}

std::vector<Pair> cookiePairs(const http::Attempt& attempt) {
    std::vector<Pair> pairs;
    if (!attempt.response)
        return pairs;
    for (const auto& field : attempt.response->headers().values("Set-Cookie")) {
        const auto equals = field.indexOf('=');
        pairs.push_back({text(equals < 0 ? field : field.left(equals)).trimmed(),
                         equals < 0 ? QString() : text(field.mid(equals + 1)), false});
    }
    return pairs;
}

QByteArray rawHeads(const http::Attempt& attempt) {
    QByteArray out = attempt.sentHead;
    if (!attempt.response)
        return out;
    for (const auto& head : attempt.response->informational)
        out += head.raw;
    return out + attempt.response->head.raw;
}

} // namespace knockback::ui
