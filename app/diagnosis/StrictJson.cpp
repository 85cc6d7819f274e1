// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/StrictJson.h"

#include <algorithm>

namespace knockback::diagnosis {

void StrictErrors::add(const QString& place, const QString& what) {
    if (!m_first)
        m_first = place + QStringLiteral(": ") + what;
}

StrictObject::StrictObject(const QJsonValue& value, QString place, std::initializer_list<QLatin1String> known,
                           StrictErrors& errors)
    : m_object(value.toObject())
    , m_place(std::move(place))
    , m_errors(errors) {
    if (!value.isObject())
        m_errors.add(m_place, QStringLiteral("an object was expected"));
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (std::none_of(known.begin(), known.end(), [&](QLatin1String name) { return it.key() == name; }))
            m_errors.add(m_place, QStringLiteral("the member \"%1\" is not known here").arg(it.key()));
    }
}

QString StrictObject::place(QLatin1String name) const {
    return m_place + QLatin1Char('.') + name;
}

QString StrictObject::text(QLatin1String name, bool required) const {
    const QJsonValue member = m_object.value(name);
    if (member.isUndefined()) {
        if (required)
            fail(name, QStringLiteral("this member is missing"));
        return {};
    }
    if (!member.isString() || member.toString().isEmpty())
        fail(name, QStringLiteral("a text was expected"));
    return member.toString();
}

std::optional<double> StrictObject::number(QLatin1String name, double least, double most) const {
    const QJsonValue member = m_object.value(name);
    if (member.isUndefined())
        return std::nullopt;
    const double number = member.toDouble(least - 1);
    if (number < least || number > most) {
        fail(name, QStringLiteral("a number from %1 to %2 was expected").arg(least).arg(most));
        return std::nullopt;
    }
    return number;
}

std::optional<bool> StrictObject::boolean(QLatin1String name) const {
    const QJsonValue member = m_object.value(name);
    if (member.isUndefined())
        return std::nullopt;
    if (!member.isBool())
        fail(name, QStringLiteral("true or false was expected"));
    return member.toBool();
}

void StrictObject::forEach(QLatin1String name,
                           const std::function<void(const QJsonValue&, const QString&)>& visit) const {
    const QJsonValue member = m_object.value(name);
    if (member.isUndefined())
        return;
    const QJsonArray list = member.isArray() ? member.toArray() : QJsonArray{member};
    if (list.isEmpty())
        fail(name, QStringLiteral("the list is empty"));
    for (qsizetype i = 0; i < list.size(); ++i)
        visit(list.at(i), member.isArray() ? QStringLiteral("%1[%2]").arg(place(name)).arg(i) : place(name));
}

std::vector<QByteArray> StrictObject::texts(QLatin1String name) const {
    std::vector<QByteArray> found;
    forEach(name, [&](const QJsonValue& value, const QString& where) {
        if (!value.isString() || value.toString().isEmpty())
            m_errors.add(where, QStringLiteral("a text was expected"));
        found.push_back(value.toString().toUtf8());
    });
    return found;
}

} // namespace knockback::diagnosis
