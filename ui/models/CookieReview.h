// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::ui {

// One Set-Cookie field taken apart, as people read it.
struct CookieReview {
    QString name;
    QString value;
    QString scope;   // "api.example and what is below it, path /v1"
    QString expires; // "in 3 days (2026-11-25 10:00:00)", "when the program ends", "already over: removes the cookie"
    QString flags;   // "Secure, HttpOnly, SameSite=Lax"
    QString problem; // why it is not kept; empty = it is
};

// `url`: of the request that was answered.
[[nodiscard]] CookieReview reviewCookie(const QByteArray& field, const QByteArray& url, base::WallTime now);

} // namespace knockback::ui
