// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AwsSignature.h"

#include "app/http/PercentCoding.h"
#include "app/http/Url.h"
#include "app/vault/Hmac.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace knockback::vault {

namespace {

constexpr QByteArrayView algorithm("AWS4-HMAC-SHA256");

QByteArray joined(const std::vector<QByteArray>& parts, char with) {
    QByteArray text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i ? QByteArray(1, with) : QByteArray()) + parts[i];
    return text;
}

// Everything but letters, digits and "-._~" (RFC 3986 2.3) is encoded; in a path the slashes stay.
QByteArray encoded(const QByteArray& text, const QByteArray& kept = {}) {
    return text.toPercentEncoding(kept);
}

// Every service but S3 has the path as sent encoded once more, after "." and "//" are taken out.
QByteArray canonicalPath(const QByteArray& path, bool s3) {
    if (path.isEmpty())
        return "/";
    if (s3)
        return encoded(http::percentDecode(path), "/");
    std::vector<QByteArray> kept;
    for (const QByteArray& segment : path.split('/')) {
        if (segment == ".." && !kept.empty())
            kept.pop_back();
        else if (!segment.isEmpty() && segment != "." && segment != "..")
            kept.push_back(segment);
    }
    QByteArray clean = '/' + joined(kept, '/');
    if (clean.size() > 1 && (path.endsWith('/') || path.endsWith("/.") || path.endsWith("/..")))
        clean += '/';
    return encoded(clean, "/");
}

QByteArray canonicalQuery(const QByteArray& query) {
    std::vector<QByteArray> pairs;
    for (const QByteArray& pair : query.split('&')) {
        if (pair.isEmpty())
            continue;
        const auto equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1);
        pairs.push_back(encoded(http::percentDecode(name)) + '=' + encoded(http::percentDecode(value)));
    }
    std::sort(pairs.begin(), pairs.end());
    return joined(pairs, '&');
}

// Lower-case name -> value without needless blanks; repeated ones with commas.
std::map<QByteArray, QByteArray> signedHeaders(const http::Request& request, const QByteArray& authority) {
    std::map<QByteArray, QByteArray> headers;
    for (const auto& field : request.headers) {
        const QByteArray name = field.name.toLower();
        if (name != "content-type" && name != "host" && !name.startsWith("x-amz-"))
            continue;
        auto& value = headers[name];
        value += (value.isEmpty() ? "" : ",") + field.value.simplified();
    }
    headers.emplace("host", authority);
    return headers;
}

base::Secret signingKey(const base::Secret& secret, const QByteArray& date, const AwsScope& scope) {
    constexpr QByteArrayView prefix("AWS4");
    base::Secret first = base::Secret::zeros(prefix.size() + secret.size());
    std::copy_n(prefix.data(), prefix.size(), first.data());
    std::copy_n(secret.data(), secret.size(), first.data() + prefix.size());
    const auto dateKey = hmac(HmacHash::Sha256, first, date);
    const auto regionKey = hmac(HmacHash::Sha256, dateKey, scope.region);
    const auto serviceKey = hmac(HmacHash::Sha256, regionKey, scope.service);
    return hmac(HmacHash::Sha256, serviceKey, "aws4_request");
}
} // namespace

std::optional<AwsScope> awsScopeOf(QByteArrayView host) {
    QByteArray left = host.toByteArray().toLower();
    for (const char* suffix : {".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws"}) {
        if (!left.endsWith(suffix))
            continue;
        left.chop(static_cast<qsizetype>(qstrlen(suffix)));
        QList<QByteArray> labels = left.split('.');
        // bucket.s3.<region>, bucket.s3-<region>, id.execute-api.<region>, <service>.<region>, <service>
        const QByteArray last = labels.takeLast();
        if (last == "s3" || labels.isEmpty())
            return AwsScope{"us-east-1", last == "s3" || last.startsWith("s3-") ? QByteArray("s3") : last};
        if (last.startsWith("s3-"))
            return AwsScope{last.mid(3), "s3"};
        const QByteArray service =
            labels.last() == "dualstack" && labels.size() > 1 ? labels.at(labels.size() - 2) : labels.last();
        return AwsScope{last, service};
    }
    return std::nullopt;
}

void signForAws(http::Request& request, const AwsKey& key, const AwsScope& scope, base::WallTime now) {
    const auto url = http::parseUrl(request.url);
    if (!url)
        return;
    const QByteArray stamp = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(now), Qt::UTC)
                                 .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))
                                 .toLatin1();
    const QByteArray date = stamp.left(8);
    const bool s3 = scope.service == "s3";
    const QByteArray payload = bodySha256(request.body).toHex();
    request.headers.set("X-Amz-Date", stamp);
    if (s3)
        request.headers.set("X-Amz-Content-Sha256", payload);
    if (!key.sessionToken.isEmpty())
        request.headers.set("X-Amz-Security-Token", key.sessionToken.reveal().toByteArray());

    std::vector<QByteArray> names;
    QByteArray lines;
    for (const auto& [name, value] : signedHeaders(request, url->authority())) {
        names.push_back(name);
        lines += name + ':' + value + '\n';
    }
    const QByteArray signedNames = joined(names, ';');
    const QByteArray canonical = request.method + '\n' + canonicalPath(url->path, s3) + '\n' +
                                 canonicalQuery(url->query) + '\n' + lines + '\n' + signedNames + '\n' + payload;
    const QByteArray credentialScope = date + '/' + scope.region + '/' + scope.service + "/aws4_request";
    const QByteArray toSign =
        algorithm.toByteArray() + '\n' + stamp + '\n' + credentialScope + '\n' + sha256(canonical).toHex();
    const auto signature = hmac(HmacHash::Sha256, signingKey(key.secret, date, scope), toSign);
    request.headers.set("Authorization", algorithm.toByteArray() + " Credential=" + key.id.reveal().toByteArray() +
                                             '/' + credentialScope + ", SignedHeaders=" + signedNames +
                                             ", Signature=" + signature.reveal().toByteArray().toHex());
}

} // namespace knockback::vault
