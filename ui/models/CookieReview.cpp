// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CookieReview.h"

#include "app/http/CookieJar.h"
#include "app/http/CookieScope.h"
#include "app/http/SetCookie.h"
#include "app/http/Url.h"
#include "ui/models/Counted.h"

#include <QCoreApplication>
#include <QDateTime>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Cookie", text);
}
QString text(const QByteArray& bytes) {
    return QString::fromUtf8(bytes);
}

QString expiryText(const http::SetCookie& cookie, base::WallTime now) {
    if (!cookie.expiresAt)
        return tr("when the program ends");
    const auto left = std::chrono::floor<base::Seconds>(*cookie.expiresAt - now).count();
    if (left <= 0)
        return tr("already over: removes the cookie");
    const QString length = left >= 172'800 ? counted(left / 86'400, tr("day"), tr("days"))
                           : left >= 7200  ? counted(left / 3600, tr("hour"), tr("hours"))
                           : left >= 120   ? counted(left / 60, tr("minute"), tr("minutes"))
                                           : counted(left, tr("second"), tr("seconds"));
    const auto date = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(*cookie.expiresAt));
    return tr("in %1 (%2)").arg(length, date.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss t")));
}

QString flagText(const http::SetCookie& cookie) {
    QStringList flags;
    if (cookie.secure)
        flags << QStringLiteral("Secure");
    if (cookie.httpOnly)
        flags << QStringLiteral("HttpOnly");
    switch (cookie.sameSite) {
    case http::SameSite::None:
        flags << QStringLiteral("SameSite=None");
        break;
    case http::SameSite::Lax:
        flags << QStringLiteral("SameSite=Lax");
        break;
    case http::SameSite::Strict:
        flags << QStringLiteral("SameSite=Strict");
        break;
    case http::SameSite::Unset:
        break;
    }
    return flags.join(QStringLiteral(", "));
}

// Asked only when the jar refused the cookie.
QString reasonFor(const http::SetCookie& cookie, const http::UrlParts& url) {
    const QByteArray host = http::canonicalHost(url.host);
    const bool prefixed = cookie.name.toLower().startsWith("__host-") || cookie.name.toLower().startsWith("__secure-");
    if (cookie.secure && url.scheme != "https")
        return tr("Secure cookies are not taken from an answer over plain HTTP.");
    if (cookie.sameSite == http::SameSite::None && !cookie.secure)
        return tr("SameSite=None needs Secure.");
    if (!cookie.domain.isEmpty() && !http::domainMatches(host, cookie.domain))
        return tr("The domain %1 is not that of %2.").arg(text(cookie.domain), text(host));
    if (!cookie.domain.isEmpty() && http::isSharedDomain(cookie.domain))
        return tr("%1 belongs to many owners; a cookie for all of them is refused.").arg(text(cookie.domain));
    if (prefixed)
        return tr("The name's prefix promises more than the attributes keep: __Secure- needs Secure, "
                  "__Host- also Path=/ and no Domain.");
    return tr("The rules of RFC 6265bis refuse it.");
}

} // namespace

CookieReview reviewCookie(const QByteArray& field, const QByteArray& url, base::WallTime now) {
    CookieReview review;
    const auto cookie = http::parseSetCookie(field, now);
    const auto asked = http::parseUrl(url);
    if (!cookie) {
        const auto equals = field.indexOf('=');
        review.name = text(field.left(equals < 0 ? 40 : std::min<qsizetype>(equals, 40))).trimmed();
        review.problem = tr("It is empty, longer than 4096 bytes, or holds control characters.");
        return review;
    }
    review.name = text(cookie->name);
    review.value = text(cookie->value);
    review.flags = flagText(*cookie);
    review.expires = expiryText(*cookie, now);
    if (!asked)
        return review;
    const QString host = text(http::canonicalHost(asked->host));
    const QString path = text(cookie->path.isEmpty() ? http::defaultCookiePath(asked->path) : cookie->path);
    review.scope = cookie->domain.isEmpty() ? tr("%1 alone, path %2").arg(host, path)
                                            : tr("%1 and what is below it, path %2").arg(text(cookie->domain), path);
    // One that is over is never kept; whether it may remove another one is asked with a longer life.
    http::HeaderList answer{
        {"Set-Cookie", field + (cookie->expiresAt && *cookie->expiresAt <= now ? "; Max-Age=60" : "")}};
    if (!http::CookieJar().take(url, answer, now))
        review.problem = reasonFor(*cookie, *asked);
    return review;
}

} // namespace knockback::ui
