// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarWriter.h"

#include "app/http/Url.h"

#include <QDateTime>
#include <QUtf8StringView>

namespace knockback::interop {
namespace {

constexpr qint64 largestText = 16 * 1024 * 1024;
constexpr qint64 unknown = -1;

QByteArray isoTime(base::WallTime t) {
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(t), Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
}

double toMs(base::Microseconds t) {
    return static_cast<double>(t.count()) / 1000.0;
}

void writePhase(JsonWriter& json, QByteArrayView name, std::optional<base::Microseconds> t) {
    json.key(name);
    if (t)
        json.number(toMs(*t));
    else
        json.number(unknown);
}

void writePair(JsonWriter& json, QByteArrayView name, QByteArrayView value) {
    json.beginObject();
    json.member("name", name);
    json.member("value", value);
    json.endObject();
}

void writeHeaders(JsonWriter& json, const http::HeaderList& headers) {
    json.key("headers");
    json.beginArray();
    for (const auto& field : headers)
        writePair(json, field.name, field.value);
    json.endArray();
}

// The cookies' names; a cookie's value is a secret whatever the header field still shows.
void writeCookies(JsonWriter& json, const http::HeaderList& headers, QByteArrayView field) {
    const bool several = http::sameFieldName(field, "Cookie"); // a Set-Cookie's other parts are attributes
    json.key("cookies");
    json.beginArray();
    for (const auto& line : headers.values(field)) {
        const auto parts = line.split(';');
        for (qsizetype i = 0; i < (several ? parts.size() : 1); ++i) {
            const auto equals = parts.at(i).indexOf('=');
            if (equals > 0)
                writePair(json, parts.at(i).left(equals).trimmed(), "redacted");
        }
    }
    json.endArray();
}

bool isText(const http::Body& body) {
    if (body.size() > largestText)
        return false;
    const auto bytes = body.bytes();
    return QUtf8StringView(bytes.constData(), bytes.size()).isValidUtf8();
}

void writeBody(JsonWriter& json, const http::Body& body, bool encoded) {
    if (!encoded && isText(body)) {
        json.member("text", body.bytes());
        return;
    }
    json.base64Member("text", body);
    json.member("encoding", "base64");
    if (encoded)
        json.member("_encoded", "as on the wire");
}

bool hasContentCoding(const http::HeaderList& headers) {
    const auto coding = headers.combined("Content-Encoding");
    return coding && !coding->trimmed().isEmpty() && coding->trimmed().toLower() != "identity";
}

void writeRequest(JsonWriter& json, const http::Request& request, const QByteArray& version) {
    json.key("request");
    json.beginObject();
    json.member("method", request.method);
    json.member("url", request.url);
    json.member("httpVersion", version);
    writeCookies(json, request.headers, "Cookie");
    writeHeaders(json, request.headers);
    json.key("queryString");
    json.beginArray();
    if (const auto url = http::parseUrl(request.url)) {
        for (const auto& param : http::parseQuery(url->query))
            writePair(json, param.name, param.value);
    }
    json.endArray();
    if (!request.body.isEmpty()) {
        json.key("postData");
        json.beginObject();
        json.member("mimeType", request.headers.value("Content-Type").value_or(QByteArray()));
        writeBody(json, request.body, hasContentCoding(request.headers));
        json.endObject();
    }
    json.key("headersSize");
    json.number(unknown);
    json.key("bodySize");
    json.number(request.body.size());
    json.endObject();
}

void writeResponse(JsonWriter& json, const http::Attempt& attempt) {
    const http::Response response = attempt.response.value_or(http::Response{});
    const auto& headers = response.headers();
    json.key("response");
    json.beginObject();
    json.key("status");
    json.number(qint64{response.status()});
    json.member("statusText", response.head.reason);
    json.member("httpVersion", response.head.version);
    writeCookies(json, headers, "Set-Cookie");
    writeHeaders(json, headers);
    json.key("content");
    json.beginObject();
    json.key("size");
    json.number(response.body.size());
    json.member("mimeType", headers.value("Content-Type").value_or(QByteArray()));
    if (!response.body.isEmpty())
        writeBody(json, response.body, !response.decoded && hasContentCoding(headers));
    if (response.decoded) {
        json.key("compression");
        json.number(response.body.size() - response.encodedSize);
    }
    json.endObject();
    json.member("redirectURL", headers.value("Location").value_or(QByteArray()));
    json.key("headersSize");
    json.number(response.head.raw.isEmpty() ? unknown : response.head.raw.size());
    json.key("bodySize");
    json.number(!attempt.response ? unknown : response.decoded ? response.encodedSize : response.body.size());
    if (attempt.failure)
        json.member("_error", http::toHarError(*attempt.failure));
    json.endObject();
}

void writeTimings(JsonWriter& json, const http::Timing& timing) {
    json.key("timings");
    json.beginObject();
    json.key("blocked");
    json.number(unknown);
    writePhase(json, "dns", timing.dns);
    auto connect = timing.connect;
    if (connect && timing.tls) // a HAR's connect includes its ssl
        *connect += *timing.tls;
    writePhase(json, "connect", connect);
    writePhase(json, "ssl", timing.tls);
    writePhase(json, "send", timing.send);
    writePhase(json, "wait", timing.wait);
    writePhase(json, "receive", timing.receive);
    json.endObject();
}

// "[2001:db8::1]:443" to its two halves.
void writeAddress(JsonWriter& json, const QByteArray& remote) {
    const auto colon = remote.lastIndexOf(':');
    if (colon <= 0)
        return;
    auto host = remote.left(colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    json.member("serverIPAddress", host);
    json.member("connection", remote.mid(colon + 1));
}

void writeExtras(JsonWriter& json, const HarExtras& extras) {
    if (extras.call.isNull() && extras.attempt <= 0)
        return;
    json.key("_knockback");
    json.beginObject();
    if (!extras.call.isNull())
        json.member("call", QByteArray::number(static_cast<qulonglong>(extras.call.value)));
    if (extras.attempt > 0) {
        json.key("attempt");
        json.number(qint64{extras.attempt});
    }
    json.endObject();
}

} // namespace

HarWriter::HarWriter(QIODevice& device) : m_json(device) {
    m_json.beginObject();
    m_json.key("log");
    m_json.beginObject();
    m_json.member("version", "1.2");
    m_json.key("creator");
    m_json.beginObject();
    m_json.member("name", "Knockback");
    m_json.member("version", KNOCKBACK_VERSION);
    m_json.endObject();
    m_json.key("entries");
    m_json.beginArray();
}

void HarWriter::add(const http::RedactedAttempt& redacted, HarExtras extras) {
    const http::Attempt& attempt = redacted.attempt();
    m_json.beginObject();
    m_json.member("startedDateTime", isoTime(attempt.startedAt));
    m_json.key("time");
    m_json.number(toMs(attempt.timing.total));
    writeRequest(m_json, attempt.request, attempt.connection.httpVersion);
    writeResponse(m_json, attempt);
    m_json.key("cache");
    m_json.beginObject();
    m_json.endObject();
    writeTimings(m_json, attempt.timing);
    writeAddress(m_json, attempt.connection.remoteAddress);
    writeExtras(m_json, extras);
    m_json.endObject();
}

bool HarWriter::finish() {
    m_json.endArray();
    m_json.endObject();
    m_json.endObject();
    return m_json.flush();
}

} // namespace knockback::interop
