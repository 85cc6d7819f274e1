// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::retry {

// What a call that is not answered ends with instead.
enum class FallbackKind {
    None,
    LastGood, // the latest good answer of the same request from history, marked stale
    Static,   // `text` as the body
    Url,      // the answer of another URL, `text`, asked once
};

struct Fallback {
    FallbackKind kind = FallbackKind::None;
    QByteArray text;
    base::Milliseconds maxAge{24 * 3'600'000}; // a last good answer that is older does not stand in
    bool operator==(const Fallback&) const = default;
};

// What is known when a call would end without a good answer.
struct FallbackNeed {
    bool cancelled = false;
    bool answered = false;                        // an answer that is no block, if not a good one: it is shown as it is
    bool fromFallback = false;                    // the other URL failed, too
    std::optional<base::Nanoseconds> lastGoodAge; // of the latest good answer
    bool fromHistory = false;                     // it is one of an earlier session
};

struct FallbackChoice {
    FallbackKind kind = FallbackKind::None;
    bool stale = false;
    QString sentence; // "The last good answer, 12 min old, stands in." Empty with None.
};

// Whether something stands in for the answer, and what.
[[nodiscard]] FallbackChoice chooseFallback(const Fallback& fallback, const FallbackNeed& need);

} // namespace knockback::retry
