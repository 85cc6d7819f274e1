// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarEntryParser.h"

#include "app/interop/ClientErrors.h"

#include <QDateTime>

#include <simdjson.h>

#include <cmath>

namespace knockback::interop {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;
using ParseError = base::Failure<QString>;

constexpr QByteArrayView noAnswer = "other: no response was recorded";

QByteArray toBytes(std::string_view text) {
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

// A member as text; empty when it is absent or something else.
QByteArray text(const object& from, std::string_view name) {
    std::string_view value;
    return from[name].get(value) == simdjson::SUCCESS ? toBytes(value) : QByteArray();
}

// A member as a number, also when it was written as text.
std::optional<double> number(const object& from, std::string_view name) {
    element member;
    if (from[name].get(member) != simdjson::SUCCESS)
        return std::nullopt;
    double value = 0;
    if (member.get(value) == simdjson::SUCCESS)
        return value;
    std::string_view written;
    if (member.get(written) != simdjson::SUCCESS)
        return std::nullopt;
    bool ok = false;
    value = toBytes(written).toDouble(&ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<object> member(const object& from, std::string_view name) {
    object value;
    return from[name].get(value) == simdjson::SUCCESS ? std::optional(value) : std::nullopt;
}

template <typename Visit>
void forEachObject(const object& from, std::string_view name, Visit visit) {
    simdjson::dom::array items;
    if (from[name].get(items) != simdjson::SUCCESS)
        return;
    for (const element item : items) {
        object value;
        if (item.get(value) == simdjson::SUCCESS)
            visit(value);
    }
}

http::HeaderList headers(const object& message) {
    http::HeaderList list;
    forEachObject(message, "headers", [&](const object& field) {
        auto name = text(field, "name");
        if (!name.isEmpty() && !name.startsWith(':')) // ":authority" and its like are the request line of HTTP/2
            list.append(std::move(name), text(field, "value"));
    });
    return list;
}

// Browsers write "http/2.0", "h2", "HTTP/2"; we keep one spelling.
QByteArray httpVersion(const QByteArray& written) {
    const QByteArray lower = written.toLower();
    if (lower == "h2" || lower == "http/2" || lower == "http/2.0")
        return "HTTP/2";
    if (lower == "h3" || lower == "http/3" || lower == "http/3.0")
        return "HTTP/3";
    return lower.startsWith("http/") ? written.toUpper() : QByteArray();
}

QByteArray formBody(const object& postData) {
    QByteArray body;
    forEachObject(postData, "params", [&](const object& param) {
        if (!body.isEmpty())
            body += '&';
        body += text(param, "name").toPercentEncoding() + '=' + text(param, "value").toPercentEncoding();
    });
    return body;
}

// The bytes of a `text` that may be base64; an error names the member that holds it.
base::Result<QByteArray, QString> bodyBytes(const object& holder, const QString& name) {
    auto written = text(holder, "text");
    const auto encoding = text(holder, "encoding").toLower();
    if (encoding.isEmpty())
        return written;
    if (encoding != "base64")
        return ParseError(QStringLiteral("%1.encoding is neither absent nor \"base64\"").arg(name));
    auto decoded = QByteArray::fromBase64Encoding(std::move(written), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return ParseError(QStringLiteral("%1.text is not base64, although %1.encoding says so").arg(name));
    return std::move(*decoded);
}

std::optional<base::Microseconds> milliseconds(std::optional<double> value) {
    constexpr double century = 3.2e12;
    if (!value || !(*value >= 0) || *value > century) // -1: the phase did not happen
        return std::nullopt;
    return base::Microseconds(std::llround(*value * 1000));
}

http::Timing timing(const object& entry) {
    http::Timing t;
    t.total = milliseconds(number(entry, "time")).value_or(base::Microseconds(0));
    const auto phases = member(entry, "timings");
    if (!phases)
        return t;
    t.dns = milliseconds(number(*phases, "dns"));
    t.connect = milliseconds(number(*phases, "connect"));
    t.tls = milliseconds(number(*phases, "ssl"));
    if (t.connect && t.tls) // a HAR's connect includes its ssl
        t.connect = std::max(*t.connect - *t.tls, base::Microseconds(0));
    t.send = milliseconds(number(*phases, "send"));
    t.wait = milliseconds(number(*phases, "wait"));
    t.receive = milliseconds(number(*phases, "receive"));
    return t;
}

base::WallTime startedAt(const object& entry) {
    const auto when = QDateTime::fromString(QString::fromUtf8(text(entry, "startedDateTime")), Qt::ISODateWithMs);
    return when.isValid() ? base::fromEpochMs(when.toMSecsSinceEpoch()) : base::WallTime{};
}

base::Result<http::Request, QString> request(const object& from) {
    http::Request r;
    r.method = text(from, "method");
    r.url = text(from, "url");
    if (r.method.isEmpty() || r.url.isEmpty())
        return ParseError(
            QStringLiteral("request.%1 is missing").arg(QLatin1String(r.method.isEmpty() ? "method" : "url")));
    r.headers = headers(from);
    if (const auto postData = member(from, "postData")) {
        auto bytes = bodyBytes(*postData, QStringLiteral("request.postData"));
        if (!bytes)
            return ParseError(bytes.error());
        if (bytes->isEmpty())
            *bytes = formBody(*postData);
        r.body = http::Body(std::move(*bytes));
    }
    return r;
}

base::Result<http::Response, QString> response(const object& from, int status) {
    http::Response r;
    r.head.status = status;
    r.head.version = httpVersion(text(from, "httpVersion"));
    r.head.reason = text(from, "statusText");
    r.head.headers = headers(from);
    if (const auto content = member(from, "content")) {
        auto bytes = bodyBytes(*content, QStringLiteral("response.content"));
        if (!bytes)
            return ParseError(bytes.error());
        r.body = http::Body(std::move(*bytes));
    }
    return r;
}

// "93.184.216.34" and "443", which most writers put into `connection`, to "93.184.216.34:443".
QByteArray remoteAddress(const object& entry) {
    auto address = text(entry, "serverIPAddress");
    if (address.contains(':') && !address.startsWith('['))
        address = '[' + address + ']';
    bool isPort = false;
    const auto port = text(entry, "connection");
    const auto value = port.toUShort(&isPort);
    if (!address.isEmpty() && isPort && value > 0)
        address += ':' + port;
    return address;
}

// A browser's code, or what another client wrote in its place.
std::optional<http::NetworkFailure> failureOf(const QByteArray& error) {
    auto known = http::fromHarError(error);
    if (known && known->kind != http::FailureKind::Other)
        return known;
    auto said = failureFromWords(error);
    return said ? said : known;
}

base::Result<http::Attempt, QString> attempt(const object& entry) {
    const auto sent = member(entry, "request");
    const auto received = member(entry, "response");
    if (!sent || !received)
        return ParseError(QStringLiteral("%1 is missing").arg(QLatin1String(sent ? "response" : "request")));
    http::Attempt a;
    auto parsedRequest = request(*sent);
    if (!parsedRequest)
        return ParseError(parsedRequest.error());
    a.request = std::move(*parsedRequest);

    const double status = number(*received, "status").value_or(0);
    if (!(status >= 0 && status <= 999))
        return ParseError(QStringLiteral("response.status is not between 0 and 999"));
    QByteArray failed = text(*received, "_error");
    if (failed.isEmpty())
        failed = text(entry, "_error");
    if (!failed.isEmpty())
        a.failure = failureOf(failed);
    if (status >= 1) {
        auto parsedResponse = response(*received, static_cast<int>(status));
        if (!parsedResponse)
            return ParseError(parsedResponse.error());
        a.response = std::move(*parsedResponse);
    } else if (!a.failure) {
        const QByteArray words = failed.isEmpty() ? noAnswer.toByteArray() : failed;
        a.failure = failureOf(words).value_or(
            http::NetworkFailure{http::FailureKind::Other, http::Phase::None, QString::fromUtf8(words)});
    }
    a.timing = timing(entry);
    a.startedAt = startedAt(entry);
    a.connection.remoteAddress = remoteAddress(entry);
    a.connection.httpVersion = httpVersion(text(*received, "httpVersion"));
    if (a.connection.httpVersion.isEmpty())
        a.connection.httpVersion = httpVersion(text(*sent, "httpVersion"));
    return a;
}

} // namespace

struct HarEntryParser::Private {
    simdjson::dom::parser parser;
};

HarEntryParser::HarEntryParser() : d(std::make_unique<Private>()) {}
HarEntryParser::~HarEntryParser() = default;

base::Result<http::Attempt, QString> HarEntryParser::parse(const std::string& entry) {
    object root;
    if (const auto error = d->parser.parse(entry).get(root); error != simdjson::SUCCESS)
        return ParseError(
            QStringLiteral("this is not valid JSON (%1)").arg(QLatin1String(simdjson::error_message(error))));
    return attempt(root);
}

} // namespace knockback::interop
