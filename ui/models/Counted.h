// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace knockback::ui {

// "1 day", "3 days", "12,000 days": the word that fits the number, and the number as people write it.
[[nodiscard]] inline QString counted(qint64 number, const QString& one, const QString& many) {
    return QLocale(QLocale::English).toString(number) + u' ' + (number == 1 ? one : many);
}

} // namespace knockback::ui
