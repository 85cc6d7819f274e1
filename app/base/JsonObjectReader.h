// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace knockback::base {

// A file's one JSON object. The error says where the text goes wrong ("line 3, column 14: …").
[[nodiscard]] Result<QJsonObject, QString> parseJsonObject(const QByteArray& text);

// Takes a JSON object of a data file apart, member by member, and holds it to exactly what is asked for. The first
// thing that is wrong is remembered as a half sentence that says where it is and what it must be ("\"routes[2].path\"
// must start with a slash"); reading goes on with defaults, so that the code that reads stays straight.
class JsonObjectReader {
public:
    // Whether one element may stand where a list is meant; then a list has at least one.
    enum class Lone { Refused, Allowed };
    using Read = std::function<void(JsonObjectReader&)>;

    // `place` leads to the object: empty at the top, else "routes[2]". `problem` is one for a whole file and outlives
    // the reader.
    JsonObjectReader(QJsonObject object, QString place, QString& problem);

    [[nodiscard]] bool has(const char* name) const { return m_object.contains(QLatin1String(name)); }
    [[nodiscard]] QJsonValue value(const char* name);
    // Text that is not empty; it may be missing when there is a fallback.
    [[nodiscard]] QString text(const char* name, const std::optional<QString>& fallback = {});
    [[nodiscard]] QByteArray bytes(const char* name) { return text(name).toUtf8(); }
    [[nodiscard]] QByteArray optionalBytes(const char* name) { return text(name, QString()).toUtf8(); }
    // A number without a fraction from `least` to `most`.
    [[nodiscard]] qint64 integer(const char* name, qint64 least, qint64 most, std::optional<qint64> fallback = {});
    [[nodiscard]] std::vector<int> integers(const char* name, int least, int most);
    [[nodiscard]] double number(const char* name, double least, double most, std::optional<double> fallback = {});
    [[nodiscard]] std::optional<double> optionalNumber(const char* name, double least, double most);
    [[nodiscard]] bool flag(const char* name, bool fallback);
    [[nodiscard]] std::optional<bool> optionalFlag(const char* name);
    // The texts of a list, none of them empty. A missing list has none.
    [[nodiscard]] QStringList texts(const char* name, Lone lone = Lone::Allowed);
    // The same, but any of them may be empty.
    [[nodiscard]] QStringList lines(const char* name);
    // Calls `read` for every object of a list. A missing list has none.
    void objects(const char* name, const Read& read, Lone lone = Lone::Refused);
    // Calls `read` when the object is there.
    void object(const char* name, bool required, const Read& read);
    // An object at a place that each() gave.
    void readObject(const QJsonValue& value, const QString& place, const Read& read);
    // Each element of a list, or the only one, which may stand alone, with its place.
    void each(const char* name, const std::function<void(const QJsonValue&, const QString& place)>& visit);

    // One of a few words.
    template <typename Enum>
    [[nodiscard]] Enum word(const char* name, std::initializer_list<std::pair<const char*, Enum>> words,
                            std::optional<Enum> fallback = {}) {
        QStringList known;
        for (const auto& [text, value] : words)
            known << QString::fromLatin1(text);
        const qsizetype at = wordIndex(name, known, fallback.has_value());
        return at < 0 ? fallback.value_or(words.begin()->second) : (words.begin() + at)->second;
    }

    // `what` goes on with the sentence that the member's name begins: "must be …".
    void fail(const char* name, const QString& what) { failAt(placeOf(name), what); }
    void failAt(const QString& place, const QString& what);
    // What follows is about the object as a whole.
    void failWhole(const QString& what) { failAt(m_place, what); }
    // Complains about members that nobody asked for; for a reader that was handed to `read` it is called.
    void done();

private:
    [[nodiscard]] QString placeOf(const char* name) const;
    [[nodiscard]] qsizetype wordIndex(const char* name, const QStringList& known, bool optional);
    [[nodiscard]] QStringList list(const char* name, bool emptyTexts, Lone lone);

    QJsonObject m_object;
    QString m_place;
    QString& m_problem;
    QStringList m_asked;
};

} // namespace knockback::base
