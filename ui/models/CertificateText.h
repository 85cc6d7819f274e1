// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Attempt.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace knockback::ui {

// A certificate as the window tells it.
struct CertificateText {
    QString name; // the common name, else the whole subject
    QString subject;
    QString issuer;
    QString validity;      // "2026-01-01 … 2026-04-01"
    QString remaining;     // "41 days left", "expired 3 days ago", "not valid before 2027-01-01"
    bool valid = true;     // by its dates, now
    bool soon = false;     // ends within 30 days
    bool isIssuer = false; // signs itself
    QStringList names;     // subject alternative names
    QString fingerprint;   // SHA-256 of the certificate, in pairs
    QByteArray pem;
};

[[nodiscard]] CertificateText certificateText(const http::CertificateFacts& facts, base::WallTime now);

} // namespace knockback::ui
