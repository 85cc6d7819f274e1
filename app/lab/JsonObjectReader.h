// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>

namespace knockback::lab {

// Takes a JSON object apart and remembers the first thing that is wrong with it, and where ("routes[2].path").
// Members are asked for by name; what nobody asked for is an error when done() is called.
class JsonObjectReader {
public:
    // `problem` collects the first error of a whole file; later ones do not replace it.
    JsonObjectReader(QJsonObject object, QString place, QString& problem);

    [[nodiscard]] bool has(const char* name) const { return m_object.contains(QLatin1String(name)); }
    [[nodiscard]] QString text(const char* name, std::optional<QString> fallback = {});
    // A number without a fraction from `least` to `most`.
    [[nodiscard]] qint64 integer(const char* name, qint64 least, qint64 most, std::optional<qint64> fallback = {});
    [[nodiscard]] double number(const char* name, double least, double most, std::optional<double> fallback = {});
    [[nodiscard]] bool flag(const char* name, bool fallback);
    // A text, or an array of texts: its elements.
    [[nodiscard]] QStringList texts(const char* name);
    [[nodiscard]] QJsonValue value(const char* name);
    // Calls `read` for every object of an array. A missing array has none.
    void objects(const char* name, const std::function<void(JsonObjectReader&)>& read);
    // Calls `read` when the object is there.
    void object(const char* name, bool required, const std::function<void(JsonObjectReader&)>& read);

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

    void fail(const char* name, const QString& what);
    // Complains about members that nobody asked for.
    void done();

private:
    [[nodiscard]] QString placeOf(const QString& name) const;
    [[nodiscard]] qsizetype wordIndex(const char* name, const QStringList& known, bool optional);

    QJsonObject m_object;
    QString m_place;
    QString& m_problem;
    QStringList m_asked;
};

} // namespace knockback::lab
