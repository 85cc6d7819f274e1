// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>
#include <vector>

namespace knockback::ratelimit {

// The facts of one JSON text, by paths of member names with points between them; "*" is every member or entry.
class JsonFacts {
public:
    // Nothing when the text is no JSON object or array.
    [[nodiscard]] static std::optional<JsonFacts> parse(const QByteArray& json);

    // What stands at a place that a path leads to.
    struct Place {
        QJsonValue value;
        QByteArray first; // what the path's first "*" stands for
    };
    // The places of `path`, at most 100; one, the whole, for "".
    [[nodiscard]] std::vector<Place> places(const QByteArray& path) const;
    // The text of the first string, or the number, that the path leads to from the place; nothing when there is none.
    [[nodiscard]] static std::optional<QByteArray> value(const Place& place, const QByteArray& path = {});
    [[nodiscard]] std::optional<QByteArray> firstValue(const QByteArray& path) const;

private:
    explicit JsonFacts(QJsonValue root) : m_root(std::move(root)) {}
    QJsonValue m_root;
};

} // namespace knockback::ratelimit
