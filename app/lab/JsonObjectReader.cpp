// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/JsonObjectReader.h"

#include <cmath>

namespace knockback::lab {

JsonObjectReader::JsonObjectReader(QJsonObject object, QString place, QString& problem)
    : m_object(std::move(object))
    , m_place(std::move(place))
    , m_problem(problem) {}

QString JsonObjectReader::placeOf(const QString& name) const {
    return m_place.isEmpty() ? name : m_place + QLatin1Char('.') + name;
}

void JsonObjectReader::fail(const char* name, const QString& what) {
    if (m_problem.isEmpty())
        m_problem = QStringLiteral("\"%1\" %2").arg(placeOf(QLatin1String(name)), what);
}

QJsonValue JsonObjectReader::value(const char* name) {
    m_asked << QLatin1String(name);
    return m_object.value(QLatin1String(name));
}

QString JsonObjectReader::text(const char* name, std::optional<QString> fallback) {
    const QJsonValue found = value(name);
    if (found.isUndefined() && fallback)
        return *fallback;
    if (!found.isString() || (found.toString().isEmpty() && !fallback))
        fail(name, QStringLiteral("must be a text that is not empty"));
    return found.toString();
}

double JsonObjectReader::number(const char* name, double least, double most, std::optional<double> fallback) {
    const QJsonValue found = value(name);
    if (found.isUndefined() && fallback)
        return *fallback;
    const double read = found.toDouble(std::nan(""));
    if (!(read >= least && read <= most)) { // also when it is not a number
        fail(name, QStringLiteral("must be a number from %1 to %2").arg(least).arg(most));
        return least;
    }
    return read;
}

qint64 JsonObjectReader::integer(const char* name, qint64 least, qint64 most, std::optional<qint64> fallback) {
    const QJsonValue found = value(name);
    if (found.isUndefined() && fallback)
        return *fallback;
    const double read = found.toDouble(std::nan(""));
    if (!(read >= static_cast<double>(least) && read <= static_cast<double>(most)) || std::floor(read) != read) {
        fail(name, QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most));
        return least;
    }
    return static_cast<qint64>(read);
}

bool JsonObjectReader::flag(const char* name, bool fallback) {
    const QJsonValue found = value(name);
    if (!found.isUndefined() && !found.isBool())
        fail(name, QStringLiteral("must be true or false"));
    return found.toBool(fallback);
}

QStringList JsonObjectReader::texts(const char* name) {
    const QJsonValue found = value(name);
    if (found.isString())
        return {found.toString()};
    QStringList texts;
    if (!found.isUndefined() && !found.isArray())
        fail(name, QStringLiteral("must be a text or a list of texts"));
    for (const QJsonValue element : found.toArray()) {
        if (!element.isString())
            fail(name, QStringLiteral("must hold nothing but texts"));
        texts << element.toString();
    }
    return texts;
}

void JsonObjectReader::objects(const char* name, const std::function<void(JsonObjectReader&)>& read) {
    const QJsonValue found = value(name);
    if (!found.isUndefined() && !found.isArray())
        return fail(name, QStringLiteral("must be a list of objects"));
    const QJsonArray elements = found.toArray();
    for (qsizetype i = 0; i < elements.size(); ++i) {
        if (!elements[i].isObject())
            return fail(name, QStringLiteral("must hold nothing but objects"));
        const QString place = QStringLiteral("%1[%2]").arg(placeOf(QLatin1String(name))).arg(i);
        JsonObjectReader element(elements[i].toObject(), place, m_problem);
        read(element);
        element.done();
    }
}

void JsonObjectReader::object(const char* name, bool required, const std::function<void(JsonObjectReader&)>& read) {
    const QJsonValue found = value(name);
    if (found.isUndefined() && !required)
        return;
    if (!found.isObject())
        return fail(name, QStringLiteral("must be an object"));
    JsonObjectReader member(found.toObject(), placeOf(QLatin1String(name)), m_problem);
    read(member);
    member.done();
}

qsizetype JsonObjectReader::wordIndex(const char* name, const QStringList& known, bool optional) {
    const QJsonValue found = value(name);
    if (found.isUndefined() && optional)
        return -1;
    const qsizetype at = found.isString() ? known.indexOf(found.toString()) : -1;
    if (at < 0)
        fail(name, QStringLiteral("must be one of: %1").arg(known.join(QStringLiteral(", "))));
    return at;
}

void JsonObjectReader::done() {
    const QStringList names = m_object.keys();
    for (const QString& name : names) {
        // "$schema" lets an editor check the file while it is written.
        if (m_asked.contains(name) || (m_place.isEmpty() && name == QLatin1String("$schema")))
            continue;
        if (m_problem.isEmpty())
            m_problem = QStringLiteral("\"%1\" is not known here; known are: %2")
                            .arg(placeOf(name), m_asked.join(QStringLiteral(", ")));
    }
}

} // namespace knockback::lab
