// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/ExchangeParts.h"

#include "app/http/ContentCoding.h"
#include "app/http/HttpDate.h"
#include "app/http/MessageHead.h"
#include "app/http/Url.h"
#include "app/interop/BodyText.h"
#include "app/interop/MessageLines.h"

namespace knockback::interop {
namespace {

constexpr qint64 mostDecoded = 64 * 1024 * 1024;

bool isInformational(QByteArrayView head) {
    const auto lines = linesOf(head);
    const auto status = lines.empty() ? std::nullopt : statusOf(lines.front().text);
    return status && *status < 200 && *status != 101;
}

// "HTTP/2.0" and "http/1.1" to the spelling that everything else has.
QByteArray versionOf(const QByteArray& written) {
    const QByteArray upper = written.toUpper();
    return upper == "HTTP/2.0" || upper == "HTTP/3.0" ? upper.left(6) : upper;
}

// What a text without a scheme most likely means: this machine's own servers speak http, the world's https.
QByteArray schemeFor(const QByteArray& authority, bool tls) {
    const auto url = http::parseUrl("http://" + authority + '/');
    if (tls || !url)
        return "https";
    const bool own = url->host == "localhost" || url->host.endsWith(".localhost") || url->host.startsWith("127.") ||
                     url->host == "::1" || (url->portWritten && url->port == 80);
    return own ? "http" : "https";
}

void readRequest(const ExchangeParts& parts, http::Attempt& attempt) {
    http::Request& request = attempt.request;
    request.url = parts.url;
    request.method = !parts.method.isEmpty() || parts.url.isEmpty() ? parts.method : QByteArray("GET");
    request.body = http::Body(parts.requestBody);
    const auto lines = linesOf(parts.requestHead);
    const auto first = lines.empty() ? std::nullopt : requestLineOf(lines.front().text);
    if (!first)
        return;
    request.method = first->method;
    request.headers = http::requestFields(parts.requestHead);
    attempt.sentHead = parts.requestHead;
    attempt.connection.httpVersion = versionOf(first->version);
    const QByteArray host = request.headers.value("Host").value_or(QByteArray());
    if (first->target.contains("://"))
        request.url = first->target;
    else if (const auto known = http::parseUrl(parts.url);
             known && (host.isEmpty() || known->authority() == host.toLower()))
        request.url = known->origin() + first->target;
    else if (!host.isEmpty())
        request.url = schemeFor(host, parts.tls) + "://" + host + (first->target == "*" ? "/" : first->target);
}

http::Response readAnswer(ExchangeParts& parts) {
    http::Response response;
    for (QByteArray& head : parts.answerHeads) {
        http::ResponseHead read = http::parseResponseHead(std::move(head));
        read.version = versionOf(read.version);
        if (&head == &parts.answerHeads.back())
            response.head = std::move(read);
        else
            response.informational.push_back(std::move(read));
    }
    const auto& fields = response.headers();
    QByteArray body = withoutPrompt(parts.answerBody, fields);
    if (fields.combined("Transfer-Encoding").value_or(QByteArray()).toLower().contains("chunked"))
        body = withoutChunks(body).value_or(body);
    response.body = http::Body(body);
    // Most tools show the text; its coded bytes are recognised by their first ones.
    const QByteArray coding = fields.combined("Content-Encoding").value_or(QByteArray());
    if (!coding.isEmpty() && (body.startsWith("\x1f\x8b") || body.startsWith("\x28\xb5\x2f\xfd"))) {
        const auto decoded = http::decodeBody(response.body, coding, mostDecoded);
        if (decoded.problem.isEmpty()) {
            response.encodedSize = body.size();
            response.decoded = true;
            response.body = decoded.body;
        }
    }
    return response;
}

} // namespace

bool ExchangeParts::hasFinalHead() const {
    return !answerHeads.empty() && !isInformational(answerHeads.back());
}

http::Attempt toAttempt(ExchangeParts parts) {
    http::Attempt attempt;
    attempt.connection = parts.connection;
    readRequest(parts, attempt);
    attempt.failure = parts.failure;
    if (!parts.answerHeads.empty()) {
        attempt.response = readAnswer(parts);
        if (!attempt.response->head.version.isEmpty())
            attempt.connection.httpVersion = attempt.response->head.version;
        if (const auto date = attempt.response->headers().value("Date"))
            attempt.startedAt = http::parseHttpDate(*date, {}).value_or(base::WallTime{});
    }
    return attempt;
}

} // namespace knockback::interop
