// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Diagnosis.h"

#include <array>
#include <utility>

namespace knockback::diagnosis {
namespace {

constexpr std::array<std::pair<Cause, QByteArrayView>, 8> names{{
    {Cause::None, "none"},
    {Cause::RateLimit, "rate_limit"},
    {Cause::SuspiciousPattern, "suspicious_pattern"},
    {Cause::GeoLock, "geo_lock"},
    {Cause::Credential, "credential"},
    {Cause::Overload, "overload"},
    {Cause::Network, "network"},
    {Cause::ClientError, "client_error"},
}};

} // namespace

QByteArray causeName(Cause cause) {
    for (const auto& [known, name] : names)
        if (known == cause)
            return name.toByteArray();
    Q_UNREACHABLE();
}

std::optional<Cause> causeFromName(QByteArrayView name) {
    for (const auto& [cause, known] : names)
        if (known == name)
            return cause;
    return std::nullopt;
}

bool isBlock(Cause cause) {
    return cause != Cause::None && cause != Cause::ClientError;
}

} // namespace knockback::diagnosis
