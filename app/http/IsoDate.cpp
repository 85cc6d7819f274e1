// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/IsoDate.h"

#include <QDateTime>
#include <QString>

namespace knockback::http {

std::optional<base::WallTime> parseIsoDate(QByteArrayView text) {
    text = text.trimmed();
    if (text.size() < 17 || text[4] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
        return std::nullopt;
    const QByteArrayView time = text.sliced(11);
    if (!time.endsWith('Z') && !time.endsWith('z') && !time.contains('+') && !time.contains('-'))
        return std::nullopt; // local to somewhere
    const QDateTime parsed = QDateTime::fromString(QString::fromLatin1(text).toUpper(), Qt::ISODateWithMs);
    if (!parsed.isValid())
        return std::nullopt;
    return base::fromEpochMs(parsed.toMSecsSinceEpoch());
}

} // namespace knockback::http
