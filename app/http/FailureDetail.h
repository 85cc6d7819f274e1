// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace knockback::http {

// Builds "key=value; key=value; words". Empty values leave their key out.
class FailureDetail {
public:
    FailureDetail& add(const char* key, const QByteArray& value);
    FailureDetail& add(const QByteArray& words);
    FailureDetail& ms(const char* prefix, std::optional<base::Microseconds> length); // "tls 61ms"
    [[nodiscard]] QString text() const { return QString::fromUtf8(m_text); }

private:
    QByteArray m_text;
};

} // namespace knockback::http
