// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/PlaceWords.h"

#include "app/retry/DurationText.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PlaceInLine", text);
}

} // namespace

QString ordinal(int number) {
    const int tens = number % 100;
    const bool teen = tens >= 11 && tens <= 13;
    const char* ending = teen               ? "th"
                         : number % 10 == 1 ? "st"
                         : number % 10 == 2 ? "nd"
                         : number % 10 == 3 ? "rd"
                                            : "th";
    return QString::number(number) + QLatin1String(ending);
}

QString watchedText(base::Nanoseconds left) {
    using Tenths = std::chrono::duration<std::int64_t, std::deci>;
    const auto tenths = std::chrono::ceil<Tenths>(std::max(left, base::Nanoseconds(0))).count();
    if (tenths < 100)
        return tr("%1 s").arg(static_cast<double>(tenths) / 10, 0, 'f', 1);
    const auto seconds = std::chrono::ceil<base::Seconds>(left);
    return seconds < std::chrono::minutes(1) ? tr("%1 s").arg(seconds.count()) : retry::durationText(seconds);
}

QString placeWords(const session::PlaceInLine& place, base::SteadyTime now) {
    const QString where = place.ahead <= 0 ? tr("next in line") : tr("%1 in line").arg(ordinal(place.ahead + 1));
    if (!place.due)
        return tr("%1, goes out when the answer to another call tells how much may be sent").arg(where);
    return tr("%1, goes out in %2").arg(where, watchedText(*place.due - now));
}

} // namespace knockback::ui
