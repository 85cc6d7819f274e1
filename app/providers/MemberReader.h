// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <set>
#include <vector>

namespace knockback::providers {

enum class Need { Required, Optional };

// Takes one JSON object apart, member by member, and holds it to exactly those members and types. The first thing that
// is wrong is written to `problem` ("limits[2].resetFormat: must be text"); what is read after that does not matter.
class MemberReader {
public:
    // `place` leads to this object: "" at the top, "limits[2]" inside. `problem` outlives the reader.
    MemberReader(QJsonObject object, QString place, QString& problem);

    QString text(const QString& name, Need need = Need::Optional);
    // Text that passes `check`; `wanted` says what it should have been ("an https address").
    QString text(const QString& name, Need need, const std::function<bool(const QString&)>& check,
                 const QString& wanted);
    std::vector<QByteArray> texts(const QString& name, Need need, const std::function<bool(const QString&)>& check,
                                  const QString& wanted);
    // A number above 0, or 0 when it is not there.
    double positiveNumber(const QString& name);
    // Whole numbers from `lowest` to `highest`.
    std::vector<int> integers(const QString& name, int lowest, int highest);
    // True or false; false when it is not there.
    bool flag(const QString& name);
    // Calls `read` for the object of that name when it is there.
    void object(const QString& name, const std::function<void(MemberReader&)>& read);
    // Calls `read` for every object of an array; a missing array is an empty one.
    void objects(const QString& name, const std::function<void(MemberReader&)>& read);

    // Says so when there are members that nobody asked for. Call it last.
    void finish();
    void fail(const QString& name, const QString& what);

private:
    QJsonValue take(const QString& name, Need need);

    QJsonObject m_object;
    QString m_place;
    QString& m_problem;
    std::set<QString> m_known;
};

} // namespace knockback::providers
