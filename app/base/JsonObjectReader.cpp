// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/JsonObjectReader.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace knockback::base {

namespace {

// "line 3, column 14" of a byte offset.
QString lineAndColumn(const QByteArray& text, qsizetype offset) {
    const QByteArrayView before = QByteArrayView(text).first(std::clamp<qsizetype>(offset, 0, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    return QStringLiteral("line %1, column %2").arg(line).arg(before.size() - before.lastIndexOf('\n'));
}

} // namespace

Result<QJsonObject, QString> parseJsonObject(const QByteArray& text) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return Failure(QStringLiteral("%1: %2").arg(lineAndColumn(text, error.offset), error.errorString()));
    if (!document.isObject())
        return Failure(QStringLiteral("it must be one JSON object"));
    return document.object();
}

JsonObjectReader::JsonObjectReader(QJsonObject object, QString place, QString& problem)
    : m_object(std::move(object))
    , m_place(std::move(place))
    , m_problem(problem) {}

QString JsonObjectReader::placeOf(const char* name) const {
    return m_place.isEmpty() ? QString::fromLatin1(name) : m_place + u'.' + QLatin1String(name);
}

void JsonObjectReader::failAt(const QString& place, const QString& what) {
    if (m_problem.isEmpty())
        m_problem = place.isEmpty() ? QStringLiteral("it ") + what : QStringLiteral("\"%1\" %2").arg(place, what);
}

QJsonValue JsonObjectReader::value(const char* name) {
    m_asked << QLatin1String(name);
    return m_object.value(QLatin1String(name));
}

QString JsonObjectReader::text(const char* name, const std::optional<QString>& fallback) {
    const QJsonValue found = value(name);
    if (found.isUndefined() && fallback)
        return *fallback;
    if (found.toString().isEmpty())
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

std::optional<double> JsonObjectReader::optionalNumber(const char* name, double least, double most) {
    return value(name).isUndefined() ? std::nullopt : std::optional(number(name, least, most));
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

std::vector<int> JsonObjectReader::integers(const char* name, int least, int most) {
    const QJsonValue found = value(name);
    if (!found.isUndefined() && !found.isArray())
        fail(name, QStringLiteral("must be a list of whole numbers"));
    std::vector<int> numbers;
    for (const QJsonValue element : found.toArray()) {
        const double number = element.toDouble(std::nan(""));
        if (!(number >= least && number <= most) || std::floor(number) != number)
            fail(name, QStringLiteral("must hold whole numbers from %1 to %2").arg(least).arg(most));
        else
            numbers.push_back(static_cast<int>(number));
    }
    return numbers;
}

bool JsonObjectReader::flag(const char* name, bool fallback) {
    return optionalFlag(name).value_or(fallback);
}

std::optional<bool> JsonObjectReader::optionalFlag(const char* name) {
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return std::nullopt;
    if (!found.isBool())
        fail(name, QStringLiteral("must be true or false"));
    return found.toBool();
}

QStringList JsonObjectReader::list(const char* name, bool emptyTexts, Lone lone) {
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return {};
    const bool single = lone == Lone::Allowed && found.isString();
    if (!single && !found.isArray()) {
        fail(name, lone == Lone::Allowed ? QStringLiteral("must be a text or a list of texts")
                                         : QStringLiteral("must be a list of texts"));
        return {};
    }
    const QJsonArray elements = single ? QJsonArray{found} : found.toArray();
    QStringList texts;
    for (qsizetype i = 0; i < elements.size(); ++i) {
        const QString text = elements[i].toString();
        if (!elements[i].isString() || (!emptyTexts && text.isEmpty()))
            failAt(single ? placeOf(name) : QStringLiteral("%1[%2]").arg(placeOf(name)).arg(i),
                   emptyTexts ? QStringLiteral("must be a text") : QStringLiteral("must be a text that is not empty"));
        texts << text;
    }
    return texts;
}

QStringList JsonObjectReader::texts(const char* name, Lone lone) {
    QStringList found = list(name, false, lone);
    if (found.isEmpty() && has(name) && lone == Lone::Allowed)
        fail(name, QStringLiteral("must have at least one entry"));
    return found;
}

QStringList JsonObjectReader::lines(const char* name) {
    return list(name, true, Lone::Allowed);
}

void JsonObjectReader::readObject(const QJsonValue& value, const QString& place, const Read& read) {
    if (!value.isObject())
        return failAt(place, QStringLiteral("must be an object"));
    JsonObjectReader reader(value.toObject(), place, m_problem);
    read(reader);
    reader.done();
}

void JsonObjectReader::objects(const char* name, const Read& read, Lone lone) {
    const QJsonValue found = value(name);
    const auto readElement = [&](const QJsonValue& element, const QString& place) { readObject(element, place, read); };
    if (lone == Lone::Allowed)
        return each(name, readElement);
    if (!found.isUndefined() && !found.isArray())
        return fail(name, QStringLiteral("must be a list of objects"));
    if (!found.toArray().isEmpty())
        each(name, readElement);
}

void JsonObjectReader::object(const char* name, bool required, const Read& read) {
    const QJsonValue found = value(name);
    if (!found.isUndefined() || required)
        readObject(found, placeOf(name), read);
}

void JsonObjectReader::each(const char* name,
                            const std::function<void(const QJsonValue&, const QString& place)>& visit) {
    const QJsonValue found = value(name);
    if (found.isUndefined())
        return;
    if (!found.isArray())
        return visit(found, placeOf(name));
    const QJsonArray elements = found.toArray();
    if (elements.isEmpty())
        fail(name, QStringLiteral("must have at least one entry"));
    for (qsizetype i = 0; i < elements.size(); ++i)
        visit(elements[i], QStringLiteral("%1[%2]").arg(placeOf(name)).arg(i));
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
    m_asked.removeDuplicates();
    const QStringList names = m_object.keys();
    for (const QString& name : names) {
        // "$schema" lets an editor check the file while it is written.
        const bool schema = m_place.isEmpty() && name == QLatin1String("$schema");
        if (schema && !m_object.value(name).isString())
            failAt(name, QStringLiteral("must be text"));
        if (schema || m_asked.contains(name))
            continue;
        failAt(m_place.isEmpty() ? name : m_place + u'.' + name,
               QStringLiteral("is not known here; known are: %1").arg(m_asked.join(QStringLiteral(", "))));
    }
}

} // namespace knockback::base
