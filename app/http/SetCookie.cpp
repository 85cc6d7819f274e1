// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SetCookie.h"

#include "app/http/CookieDate.h"

#include <algorithm>

namespace knockback::http {

namespace {

constexpr qsizetype mostBytes = 4096;          // of name and value
constexpr qsizetype mostAttributeBytes = 1024; // of one attribute's value
constexpr base::Seconds mostAge = std::chrono::days(400);
// "The earliest representable time": long over, whatever the clock says.
constexpr base::WallTime longOver{};

bool isForbidden(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

QByteArrayView trimmed(QByteArrayView text) {
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// Takes what stands before `separator` off the front, and the separator with it.
QByteArrayView takeUntil(QByteArrayView& rest, char separator) {
    const qsizetype at = rest.indexOf(separator);
    const QByteArrayView part = at < 0 ? rest : rest.first(at);
    rest = at < 0 ? QByteArrayView() : rest.sliced(at + 1);
    return part;
}

bool is(QByteArrayView name, QByteArrayView expected) {
    return name.compare(expected, Qt::CaseInsensitive) == 0;
}

// The end of a cookie that may live for `digits` seconds; nothing when that is no number.
std::optional<base::WallTime> endOfAge(QByteArrayView text, base::WallTime now) {
    const bool negative = text.startsWith('-');
    const QByteArrayView digits = negative ? text.sliced(1) : text;
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    base::Seconds age{0};
    for (const char c : digits)
        age = std::min(age * 10 + base::Seconds(c - '0'), mostAge);
    return negative || age.count() == 0 ? longOver : now + age;
}

SameSite sameSiteOf(QByteArrayView value) {
    if (is(value, "None"))
        return SameSite::None;
    if (is(value, "Lax"))
        return SameSite::Lax;
    return is(value, "Strict") ? SameSite::Strict : SameSite::Unset;
}

// Reads the attributes in order; of those that repeat, the last one counts.
class AttributeReader {
public:
    AttributeReader(SetCookie& cookie, base::WallTime now) : m_cookie(cookie), m_now(now) {}

    void read(QByteArrayView name, QByteArrayView value) {
        if (value.size() > mostAttributeBytes)
            return;
        if (is(name, "Expires")) {
            if (const auto date = parseCookieDate(value))
                m_expires = std::min(*date, m_now + mostAge);
        } else if (is(name, "Max-Age")) {
            if (const auto end = endOfAge(value, m_now))
                m_maxAge = end;
        } else if (is(name, "Domain")) {
            m_cookie.domain = (value.startsWith('.') ? value.sliced(1) : value).toByteArray().toLower();
        } else if (is(name, "Path")) {
            m_cookie.path = value.startsWith('/') ? value.toByteArray() : QByteArray();
        } else if (is(name, "Secure")) {
            m_cookie.secure = true;
        } else if (is(name, "HttpOnly")) {
            m_cookie.httpOnly = true;
        } else if (is(name, "SameSite")) {
            m_cookie.sameSite = sameSiteOf(value);
        }
    }

    [[nodiscard]] std::optional<base::WallTime> expiresAt() const { return m_maxAge ? m_maxAge : m_expires; }

private:
    SetCookie& m_cookie;
    base::WallTime m_now;
    std::optional<base::WallTime> m_expires;
    std::optional<base::WallTime> m_maxAge;
};

} // namespace

std::optional<SetCookie> parseSetCookie(QByteArrayView field, base::WallTime now) {
    if (std::any_of(field.begin(), field.end(), isForbidden))
        return std::nullopt;

    QByteArrayView rest = field;
    QByteArrayView value = takeUntil(rest, ';');
    const QByteArrayView name = value.contains('=') ? takeUntil(value, '=') : QByteArrayView();
    SetCookie cookie;
    cookie.name = trimmed(name).toByteArray();
    cookie.value = trimmed(value).toByteArray();
    const qsizetype size = cookie.name.size() + cookie.value.size();
    if (size == 0 || size > mostBytes)
        return std::nullopt;

    AttributeReader attributes(cookie, now);
    while (!rest.isEmpty()) {
        QByteArrayView attribute = takeUntil(rest, ';');
        const QByteArrayView attributeName = takeUntil(attribute, '=');
        attributes.read(trimmed(attributeName), trimmed(attribute));
    }
    cookie.expiresAt = attributes.expiresAt();
    return cookie;
}

} // namespace knockback::http
