// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/AttemptPass.h"

namespace knockback::http {

Body AttemptPass::applyToBody(const Body& original, const HeaderList& headers, const QString& place) {
    if (original.isEmpty())
        return original;
    if (original.isSpilled())
        return spilled(original, place);
    const QByteArray bytes = original.bytes();
    QByteArray changed = body(bytes, headers, place);
    return changed == bytes ? original : Body(std::move(changed)); // unchanged bytes stay shared
}

void AttemptPass::applyToHead(ResponseHead& responseHead) {
    responseHead.reason = text(responseHead.reason, QStringLiteral("status line"));
    responseHead.headers = headers(responseHead.headers);
    responseHead.raw = head(responseHead.raw);
}

void AttemptPass::applyToOptions(SendOptions& options) {
    const QString place = QStringLiteral("options");
    options.proxy = url(options.proxy);
    options.caFile = text(options.caFile, place);
    ClientCertificate& certificate = options.clientCertificate;
    certificate.file = text(certificate.file, place);
    certificate.keyFile = text(certificate.keyFile, place);
    certificate.passphrase = secret(certificate.passphrase, QStringLiteral("passphrase of the client certificate"));
    for (QByteArray& entry : options.resolve)
        entry = text(entry, place);
}

Attempt AttemptPass::apply(Attempt attempt) {
    Request& request = attempt.request;
    const HeaderList requestHeaders = request.headers;
    request.method = text(request.method, QStringLiteral("method"));
    request.url = url(request.url);
    request.headers = headers(request.headers);
    request.body = applyToBody(request.body, requestHeaders, QStringLiteral("request body"));
    applyToOptions(request.options);
    attempt.sentHead = head(attempt.sentHead);

    if (attempt.response) {
        Response& response = *attempt.response;
        const HeaderList responseHeaders = response.head.headers;
        for (ResponseHead& early : response.informational)
            applyToHead(early);
        applyToHead(response.head);
        response.trailers = headers(response.trailers);
        response.body = applyToBody(response.body, responseHeaders, QStringLiteral("response body"));
    }
    if (attempt.failure)
        attempt.failure->detail =
            QString::fromUtf8(text(attempt.failure->detail.toUtf8(), QStringLiteral("failure details")));
    return attempt;
}

} // namespace knockback::http
