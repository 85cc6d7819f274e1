// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/HmacSignature.h"

#include "app/http/HttpDate.h"
#include "app/http/Url.h"
#include "app/vault/Hmac.h"

#include <QDateTime>

#include <array>

namespace knockback::vault {

namespace {
using base::Failure;

constexpr qint64 mostBody = 64LL * 1024 * 1024; // that {body} puts into memory
constexpr const char* defaultText = "{timestamp}\\n{method}\\n{path-and-query}\\n{body-sha256}";

Failure<VaultError> invalid(const Credential& credential, const QString& reason) {
    return Failure(VaultError{VaultErrorKind::Invalid, QStringLiteral("Not sent: “%1” cannot sign this request, %2.")
                                                           .arg(QString::fromUtf8(credential.name), reason)});
}

QByteArray setting(const Credential& credential, const char* name, const char* otherwise = "") {
    const auto found = credential.settings.find(name);
    return found == credential.settings.end() || found->second.isEmpty() ? QByteArray(otherwise) : found->second;
}

QByteArray timestampOf(const QByteArray& form, base::WallTime now) {
    const auto ms = base::toEpochMs(now);
    if (form == "unix-ms")
        return QByteArray::number(ms);
    if (form == "iso8601")
        return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate).toLatin1();
    if (form == "http-date")
        return http::formatHttpDate(now);
    return QByteArray::number(ms / 1000);
}

std::optional<base::Secret> keyBytes(const base::Secret& written, const QByteArray& form) {
    const auto view = written.reveal();
    const auto raw = QByteArray::fromRawData(view.data(), view.size());
    if (form == "hex") {
        auto bytes = QByteArray::fromHex(raw);
        return bytes.size() * 2 == raw.size() ? std::optional(base::Secret(std::move(bytes))) : std::nullopt;
    }
    if (form == "base64") {
        auto bytes = QByteArray::fromBase64Encoding(raw, QByteArray::AbortOnBase64DecodingErrors);
        return bytes.decodingStatus == QByteArray::Base64DecodingStatus::Ok
                   ? std::optional(base::Secret(std::move(*bytes)))
                   : std::nullopt;
    }
    return written.clone();
}

QByteArray encodedAs(const QByteArray& form, const base::Secret& mac) {
    const auto bytes = mac.reveal().toByteArray(); // a signature is sent, not kept secret
    if (form == "base64")
        return bytes.toBase64();
    if (form == "base64url")
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return bytes.toHex();
}

// What the placeholders stand for.
struct Facts {
    const http::Request& request;
    http::UrlParts url;
    QByteArray timestamp;
    QByteArray nonce;
    QByteArray keyId;
    QByteArray signature;

    [[nodiscard]] std::optional<QByteArray> of(const QByteArray& name) const {
        if (name == "method")
            return request.method;
        if (name == "url")
            return request.url;
        if (name == "host")
            return url.authority();
        if (name == "path")
            return url.path;
        if (name == "query")
            return url.query;
        if (name == "path-and-query")
            return url.query.isEmpty() ? url.path : url.path + '?' + url.query;
        if (name == "body" && request.body.size() <= mostBody)
            return request.body.bytes();
        if (name == "body-sha256")
            return bodySha256(request.body).toHex();
        if (name == "timestamp")
            return timestamp;
        if (name == "nonce")
            return nonce;
        if (name == "key-id")
            return keyId;
        if (name == "signature")
            return signature;
        if (name.startsWith("header:"))
            return request.headers.combined(name.mid(7)).value_or(QByteArray());
        return std::nullopt;
    }
};

// The template with everything in its place; `unknown` is what nobody knows.
QByteArray filled(const QByteArray& text, const Facts& facts, QByteArray& unknown) {
    QByteArray result;
    for (qsizetype at = 0; at < text.size();) {
        const auto close = text[at] == '{' ? text.indexOf('}', at) : -1;
        if (close > 0) {
            const QByteArray name = text.mid(at + 1, close - at - 1);
            const auto value = facts.of(name);
            if (!value)
                unknown = name;
            result += value.value_or(QByteArray());
            at = close + 1;
        } else if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == 'n') {
            result += '\n';
            at += 2;
        } else {
            result += text[at++];
        }
    }
    return result;
}
Facts factsOf(const http::Request& request, const http::UrlParts& url, const Credential& credential,
              const base::Secret& keyId, base::WallTime now, base::RandomSource& random) {
    std::array<unsigned char, 16> nonce{};
    random.fill(nonce);
    return {request,
            url,
            timestampOf(setting(credential, "hmac-timestamp", "unix"), now),
            QByteArray(reinterpret_cast<const char*>(nonce.data()), nonce.size()).toHex(),
            keyId.reveal().toByteArray(),
            {}};
}

QString nothingFillsIn(const QByteArray& unknown) {
    return QStringLiteral("nothing fills in {%1}").arg(QString::fromUtf8(unknown));
}
} // namespace

base::Outcome<VaultError> signByTemplate(http::Request& request, const Credential& credential, const HmacKey& key,
                                         base::WallTime now, base::RandomSource& random) {
    const auto url = http::parseUrl(request.url);
    const auto bytes = keyBytes(key.secret, setting(credential, "hmac-key", "text"));
    if (!url || !bytes)
        return invalid(credential, QStringLiteral("because its secret is not written as its settings say"));
    Facts facts = factsOf(request, *url, credential, key.id, now, random);
    QByteArray unknown;
    const QByteArray text = filled(setting(credential, "hmac-text", defaultText), facts, unknown);
    const auto hash = setting(credential, "hmac-hash") == "sha512" ? HmacHash::Sha512 : HmacHash::Sha256;
    facts.signature = encodedAs(setting(credential, "hmac-encoding"), hmac(hash, *bytes, text));
    const QByteArray value = filled(setting(credential, "hmac-value", "{signature}"), facts, unknown);
    if (!unknown.isEmpty())
        return invalid(credential, QStringLiteral("because %1").arg(nothingFillsIn(unknown)));
    for (const auto& [name, content] : {std::pair(setting(credential, "hmac-timestamp-header"), facts.timestamp),
                                        std::pair(setting(credential, "hmac-nonce-header"), facts.nonce)})
        if (!name.isEmpty())
            request.headers.set(name, content);
    request.headers.set(credential.header.isEmpty() ? QByteArray("X-Signature") : credential.header, value);
    return base::Done{};
}

base::Result<QByteArray, QString> hmacText(const http::Request& request, const Credential& credential,
                                           const base::Secret& keyId, base::WallTime now, base::RandomSource& random) {
    const auto url = http::parseUrl(request.url);
    if (!url)
        return Failure(QStringLiteral("The address is not an absolute http or https one."));
    QByteArray unknown;
    const QByteArray text = filled(setting(credential, "hmac-text", defaultText),
                                   factsOf(request, *url, credential, keyId, now, random), unknown);
    if (!unknown.isEmpty())
        return Failure(QStringLiteral("This cannot be signed: %1.").arg(nothingFillsIn(unknown)));
    return text;
}

} // namespace knockback::vault
