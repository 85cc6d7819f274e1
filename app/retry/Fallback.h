// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace knockback::retry {

// What a call that is not answered ends with instead.
enum class FallbackKind {
    None,
    LastGood, // the latest good answer of the same request from history, marked stale
    Static,   // `text` as the body
    Url,      // the answer of another URL, `text`; asked once
};

struct Fallback {
    FallbackKind kind = FallbackKind::None;
    QByteArray text;
    bool operator==(const Fallback&) const = default;
};

} // namespace knockback::retry
