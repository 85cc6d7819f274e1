// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/MemberReader.h"

#include <QJsonArray>

namespace knockback::providers {

MemberReader::MemberReader(QJsonObject object, QString place, QString& problem)
    : m_object(std::move(object))
    , m_place(std::move(place))
    , m_problem(problem) {}

void MemberReader::fail(const QString& name, const QString& what) {
    if (!m_problem.isEmpty())
        return;
    const QString path = m_place.isEmpty() || name.isEmpty() ? m_place + name : m_place + u'.' + name;
    m_problem = path + QStringLiteral(": ") + what;
}

QJsonValue MemberReader::take(const QString& name, Need need) {
    m_known.insert(name);
    QJsonValue value = m_object.value(name);
    if (value.isUndefined() && need == Need::Required)
        fail(name, QStringLiteral("is missing"));
    return value;
}

QString MemberReader::text(const QString& name, Need need) {
    const QJsonValue value = take(name, need);
    if (value.isUndefined())
        return {};
    if (!value.isString() || value.toString().isEmpty())
        fail(name, QStringLiteral("must be text that is not empty"));
    return value.toString();
}

QString MemberReader::text(const QString& name, Need need, const std::function<bool(const QString&)>& check,
                           const QString& wanted) {
    QString found = text(name, need);
    if (!found.isEmpty() && !check(found))
        fail(name, QStringLiteral("must be %1, not \"%2\"").arg(wanted, found));
    return found;
}

std::vector<QByteArray> MemberReader::texts(const QString& name, Need need,
                                            const std::function<bool(const QString&)>& check, const QString& wanted) {
    std::vector<QByteArray> found;
    const QJsonValue value = take(name, need);
    if (value.isUndefined())
        return found;
    if (!value.isArray() || (need == Need::Required && value.toArray().isEmpty())) {
        fail(name, need == Need::Required ? QStringLiteral("must be a list with at least one entry")
                                          : QStringLiteral("must be a list"));
        return found;
    }
    const QJsonArray entries = value.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (!entries[i].isString() || !check(entries[i].toString()))
            fail(QStringLiteral("%1[%2]").arg(name).arg(i), QStringLiteral("must be ") + wanted);
        found.push_back(entries[i].toString().toUtf8());
    }
    return found;
}

double MemberReader::positiveNumber(const QString& name) {
    const QJsonValue value = take(name, Need::Optional);
    if (value.isUndefined())
        return 0;
    if (!value.isDouble() || !(value.toDouble() > 0))
        fail(name, QStringLiteral("must be a number above 0"));
    return value.toDouble();
}

std::vector<int> MemberReader::integers(const QString& name, int lowest, int highest) {
    std::vector<int> found;
    const QJsonValue value = take(name, Need::Optional);
    if (value.isUndefined())
        return found;
    if (!value.isArray())
        fail(name, QStringLiteral("must be a list of whole numbers"));
    for (const QJsonValue entry : value.toArray()) {
        const int number = entry.toInt(lowest - 1);
        if (number < lowest || number > highest)
            fail(name, QStringLiteral("must hold whole numbers from %1 to %2").arg(lowest).arg(highest));
        found.push_back(number);
    }
    return found;
}

bool MemberReader::flag(const QString& name) {
    const QJsonValue value = take(name, Need::Optional);
    if (!value.isUndefined() && !value.isBool())
        fail(name, QStringLiteral("must be true or false"));
    return value.toBool();
}

void MemberReader::object(const QString& name, const std::function<void(MemberReader&)>& read) {
    const QJsonValue value = take(name, Need::Optional);
    if (value.isUndefined())
        return;
    if (!value.isObject()) {
        fail(name, QStringLiteral("must be an object"));
        return;
    }
    MemberReader reader(value.toObject(), m_place.isEmpty() ? name : m_place + u'.' + name, m_problem);
    read(reader);
    reader.finish();
}

void MemberReader::objects(const QString& name, const std::function<void(MemberReader&)>& read) {
    const QJsonValue value = take(name, Need::Optional);
    if (value.isUndefined())
        return;
    if (!value.isArray()) {
        fail(name, QStringLiteral("must be a list of objects"));
        return;
    }
    const QJsonArray entries = value.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString place = QStringLiteral("%1[%2]").arg(name).arg(i);
        if (!entries[i].isObject()) {
            fail(place, QStringLiteral("must be an object"));
            return;
        }
        MemberReader reader(entries[i].toObject(), m_place.isEmpty() ? place : m_place + u'.' + place, m_problem);
        read(reader);
        reader.finish();
    }
}

void MemberReader::finish() {
    for (const QString& name : m_object.keys())
        if (!m_known.contains(name))
            fail(name, QStringLiteral("is not a member that is known here"));
}

} // namespace knockback::providers
