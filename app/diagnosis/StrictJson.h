// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <initializer_list>
#include <optional>
#include <vector>

namespace knockback::diagnosis {

// The first thing wrong with a data file, "cloudflare.json: rules[3].when.status: …". Later ones are not recorded.
class StrictErrors {
public:
    void add(const QString& place, const QString& what);
    [[nodiscard]] const std::optional<QString>& first() const { return m_first; }

private:
    std::optional<QString> m_first;
};

// Reads an object of a data file and insists: members that are not in `known`, wrong types and missing required members
// are errors. Reading goes on with defaults, so that the code that reads stays straight.
class StrictObject {
public:
    StrictObject(const QJsonValue& value, QString place, std::initializer_list<QLatin1String> known,
                 StrictErrors& errors);

    [[nodiscard]] bool has(QLatin1String name) const { return m_object.contains(name); }
    [[nodiscard]] QJsonValue value(QLatin1String name) const { return m_object.value(name); }
    [[nodiscard]] QString place(QLatin1String name) const;

    // Text that is not empty; `required` = absence is an error.
    [[nodiscard]] QString text(QLatin1String name, bool required = false) const;
    [[nodiscard]] QByteArray bytes(QLatin1String name, bool required = false) const {
        return text(name, required).toUtf8();
    }
    [[nodiscard]] std::optional<double> number(QLatin1String name, double least, double most) const;
    [[nodiscard]] std::optional<bool> boolean(QLatin1String name) const;
    // The texts of a list; one text may stand alone. An empty list is an error.
    [[nodiscard]] std::vector<QByteArray> texts(QLatin1String name) const;
    // Each element of a list with its place.
    void forEach(QLatin1String name, const std::function<void(const QJsonValue&, const QString& place)>& visit) const;

    void fail(QLatin1String name, const QString& what) const { m_errors.add(place(name), what); }
    [[nodiscard]] StrictErrors& errors() const { return m_errors; }

private:
    QJsonObject m_object;
    QString m_place;
    StrictErrors& m_errors;
};

} // namespace knockback::diagnosis
