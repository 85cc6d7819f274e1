// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/AttemptFacts.h"

#include "ui/models/CookieReview.h"
#include "ui/models/HttpMeanings.h"
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
        pairs.push_back({text(field.name), text(field.value), false, httpMeanings().ofHeader(text(field.name))});
}

void addIfKnown(std::vector<Pair>& pairs, const QString& name, const QString& value) {
    if (!value.isEmpty())
        pairs.push_back({name, value, false, {}});
}
void addIfKnown(std::vector<Pair>& pairs, const QString& name, const QByteArray& value) {
    addIfKnown(pairs, name, text(value));
}
void addHeading(std::vector<Pair>& pairs, const QString& heading) {
    pairs.push_back({heading, {}, true, {}});
}

} // namespace

std::vector<Pair> headerPairs(const http::Attempt& attempt) {
    std::vector<Pair> pairs;
    if (attempt.response) {
        for (const auto& head : attempt.response->informational) {
            addHeading(pairs, tr("Informational answer %1").arg(head.status));
            addFields(pairs, head.headers);
        }
        addHeading(pairs, tr("Response"));
        addFields(pairs, attempt.response->headers());
        if (!attempt.response->trailers.isEmpty()) {
            addHeading(pairs, tr("Trailers"));
            addFields(pairs, attempt.response->trailers);
        }
    }
    addHeading(pairs, tr("Request, as sent"));
    addFields(pairs, attempt.request.headers);
    return pairs;
}

std::vector<Pair> connectionPairs(const http::Attempt& attempt) {
    const auto& facts = attempt.connection;
    std::vector<Pair> pairs;
    addHeading(pairs, tr("Connection"));
    addIfKnown(pairs, tr("From"), facts.localAddress);
    addIfKnown(pairs, tr("To"), facts.remoteAddress);
    addIfKnown(pairs, tr("Version"), facts.httpVersion);
    addIfKnown(pairs, tr("Opened"), facts.reused ? tr("earlier, used again") : tr("for this attempt"));
    addIfKnown(pairs, tr("Bytes sent"), sizeText(facts.bytesSent));
    addIfKnown(pairs, tr("Bytes received"), sizeText(facts.bytesReceived));
    if (facts.tlsVersion.isEmpty()) {
        addIfKnown(pairs, tr("TLS"), tr("none: everything went in the clear"));
    } else {
        addIfKnown(pairs, tr("TLS"), facts.tlsVersion);
        addIfKnown(pairs, tr("Cipher"), facts.tlsCipher);
    }
    if (attempt.failure)
        addIfKnown(pairs, tr("Failure"), http::describe(*attempt.failure));
    return pairs;
}

std::vector<Pair> cookiePairs(const http::Attempt& attempt) {
    std::vector<Pair> pairs;
    if (!attempt.response)
        return pairs;
    for (const auto& field : attempt.response->headers().values("Set-Cookie")) {
        const auto cookie = reviewCookie(field, attempt.request.url, attempt.startedAt);
        addHeading(pairs, cookie.name.isEmpty() ? tr("A cookie without a name") : cookie.name);
        addIfKnown(pairs, tr("Not kept"), cookie.problem);
        addIfKnown(pairs, tr("Value"), cookie.value);
        addIfKnown(pairs, tr("Goes to"), cookie.scope);
        addIfKnown(pairs, tr("Ends"), cookie.expires);
        addIfKnown(pairs, tr("Attributes"), cookie.flags);
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
