// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/DeviceRules.h"

#include "app/http/Url.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace knockback::oauth {

namespace {
constexpr base::Seconds slowerBy(5);
constexpr base::Seconds longestInterval(600);
constexpr base::Seconds longestLife(24 * 3600);

std::optional<base::Seconds> secondsIn(const QJsonObject& object, const char* name) {
    const auto value = object.value(QLatin1String(name));
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(number) && number > 0
               ? std::optional(base::Seconds(static_cast<std::int64_t>(std::ceil(std::min(number, 1e6)))))
               : std::nullopt;
}

bool isAddress(const QByteArray& url) {
    return http::parseUrl(url).has_value();
}
} // namespace

std::optional<DeviceCode> parseDeviceCode(const QByteArray& body) {
    const auto object = QJsonDocument::fromJson(body).object();
    const auto text = [&object](const char* name) { return object.value(QLatin1String(name)).toString().toUtf8(); };
    DeviceCode code;
    code.deviceCode = base::Secret::copyOf(text("device_code"));
    code.userCode = text("user_code");
    code.verificationUrl = text("verification_uri");
    if (code.verificationUrl.isEmpty())
        code.verificationUrl = text("verification_url"); // an early draft, still spoken
    code.completeUrl = text("verification_uri_complete");
    const auto lifetime = secondsIn(object, "expires_in");
    if (code.deviceCode.isEmpty() || code.userCode.isEmpty() || !isAddress(code.verificationUrl) || !lifetime)
        return std::nullopt;
    if (!isAddress(code.completeUrl))
        code.completeUrl.clear();
    code.lifetime = std::min(*lifetime, longestLife);
    code.interval = std::min(secondsIn(object, "interval").value_or(code.interval), longestInterval);
    return code;
}

PollAnswer readPoll(const http::Attempt& attempt) {
    if (attempt.failure || !attempt.response)
        return attempt.failure && attempt.failure->kind == http::FailureKind::TooLarge ? PollAnswer::Decided
                                                                                       : PollAnswer::NoAnswer;
    const int status = attempt.response->status();
    const auto object = QJsonDocument::fromJson(attempt.response->body.bytes()).object();
    const auto error = object.value(QLatin1String("error")).toString();
    if (error == QLatin1String("authorization_pending"))
        return PollAnswer::Pending;
    if (error == QLatin1String("slow_down") || status == 429)
        return PollAnswer::SlowDown;
    return status >= 500 ? PollAnswer::NoAnswer : PollAnswer::Decided;
}

base::Nanoseconds PollPace::after(PollAnswer answer, base::Nanoseconds left) {
    if (answer == PollAnswer::SlowDown)
        m_interval = std::min(m_interval + slowerBy, longestInterval);
    m_losses = answer == PollAnswer::NoAnswer ? std::min(m_losses + 1, 8) : 0;
    return std::min<base::Nanoseconds>(m_interval * (1LL << m_losses), std::max(left, base::Nanoseconds(0)));
}

} // namespace knockback::oauth
