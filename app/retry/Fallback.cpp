// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Fallback.h"

#include "app/retry/DurationText.h"

namespace knockback::retry {

FallbackChoice chooseFallback(const Fallback& fallback, const FallbackNeed& need) {
    if (need.cancelled || need.answered)
        return {};
    switch (fallback.kind) {
    case FallbackKind::None:
        return {};
    case FallbackKind::LastGood:
        if (!need.lastGoodAge || *need.lastGoodAge > fallback.maxAge)
            return {};
        return {FallbackKind::LastGood, true,
                (need.fromHistory ? QStringLiteral("The last good answer in the history, %1 old, stands in.")
                                  : QStringLiteral("The last good answer, %1 old, stands in."))
                    .arg(durationText(*need.lastGoodAge))};
    case FallbackKind::Static:
        return {FallbackKind::Static, false, QStringLiteral("The answer that the policy holds ready stands in.")};
    case FallbackKind::Url:
        if (need.fromFallback || fallback.text.isEmpty())
            return {};
        return {FallbackKind::Url, false, QStringLiteral("Asking %1 instead.").arg(QString::fromUtf8(fallback.text))};
    }
    return {};
}

} // namespace knockback::retry
