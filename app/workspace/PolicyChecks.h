// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <array>
#include <cmath>
#include <optional>

// Reads one setting of a policy from JSON. Each returns what is wrong, as the end of a sentence, or an empty text; what
// is wrong leaves `out` as it was.
namespace knockback::workspace {

constexpr double sevenDaysMs = 7 * 24 * 60 * 60 * 1000.0;

inline QString wholeNumber(const QJsonValue& value, double least, double most, double& out) {
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number != std::floor(number) || number < least || number > most)
        return QStringLiteral("must be a whole number from %1 to %2").arg(least, 0, 'f', 0).arg(most, 0, 'f', 0);
    out = number;
    return {};
}

inline QString milliseconds(const QJsonValue& value, base::Milliseconds& out) {
    double number = 0;
    QString problem = wholeNumber(value, 0, sevenDaysMs, number);
    if (problem.isEmpty())
        out = base::Milliseconds(static_cast<long long>(number));
    return problem;
}

inline QString yesOrNo(const QJsonValue& value, bool& out) {
    if (!value.isBool())
        return QStringLiteral("must be true or false");
    out = value.toBool();
    return {};
}

inline QString amount(const QJsonValue& value, double most, double& out) {
    const double number = value.toDouble(-1);
    if (!value.isDouble() || !(number >= 0) || number > most)
        return QStringLiteral("must be a number from 0 to %1").arg(most);
    out = number;
    return {};
}

template <typename Kind, std::size_t N>
QString choice(const QJsonValue& value, const std::array<const char*, N>& names, Kind& out) {
    const QByteArray text = value.toString().toUtf8();
    QStringList all;
    for (std::size_t i = 0; i < N; ++i) {
        if (text == names.at(i)) {
            out = static_cast<Kind>(i);
            return {};
        }
        all << QLatin1String(names.at(i));
    }
    return QStringLiteral("must be one of %1").arg(all.join(QStringLiteral(", ")));
}

// A time, or null for none.
inline QString milliseconds(const QJsonValue& value, std::optional<base::Milliseconds>& out) {
    if (value.isNull()) {
        out.reset();
        return {};
    }
    base::Milliseconds time{0};
    QString problem = milliseconds(value, time);
    if (problem.isEmpty())
        out = time;
    return problem;
}

inline QString count(const QJsonValue& value, int most, int& out) {
    double number = 0;
    QString problem = wholeNumber(value, 1, most, number);
    if (problem.isEmpty())
        out = static_cast<int>(number);
    return problem;
}

} // namespace knockback::workspace
