// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/JsonFacts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace knockback::ratelimit {

namespace {

constexpr std::size_t mostPlaces = 100;

using Place = JsonFacts::Place;

std::vector<std::pair<QByteArray, QJsonValue>> childrenOf(const QJsonValue& parent) {
    std::vector<std::pair<QByteArray, QJsonValue>> children;
    if (parent.isObject()) {
        const QJsonObject object = parent.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            children.emplace_back(member.key().toUtf8(), member.value());
    } else if (parent.isArray()) {
        for (const QJsonValue entry : parent.toArray())
            children.emplace_back(QByteArray::number(static_cast<qint64>(children.size())), entry);
    }
    return children;
}

void collect(const Place& from, const QByteArrayList& names, std::vector<Place>& found) {
    if (found.size() >= mostPlaces || from.value.isUndefined())
        return;
    if (names.isEmpty()) {
        found.push_back(from);
        return;
    }
    const QByteArrayList rest = names.mid(1);
    if (names.front() != "*") {
        collect({from.value[QString::fromUtf8(names.front())], from.first}, rest, found);
        return;
    }
    for (const auto& [name, child] : childrenOf(from.value))
        collect({child, from.first.isEmpty() ? name : from.first}, rest, found);
}

std::vector<Place> placesFrom(const Place& from, const QByteArray& path) {
    std::vector<Place> found;
    collect(from, path.isEmpty() ? QByteArrayList() : path.split('.'), found);
    return found;
}

std::optional<QByteArray> textOf(const QJsonValue& value) {
    if (value.isString())
        return value.toString().toUtf8();
    if (!value.isDouble())
        return std::nullopt;
    const double number = value.toDouble();
    const bool whole = std::abs(number) < 1e15 && std::floor(number) == number;
    return QByteArray::number(number, 'f', whole ? 0 : 6);
}

} // namespace

std::optional<JsonFacts> JsonFacts::parse(const QByteArray& json) {
    const QByteArray start = json.left(64).trimmed();
    if (!start.startsWith('{') && !start.startsWith('['))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isObject())
        return JsonFacts(document.object());
    return document.isArray() ? std::optional(JsonFacts(document.array())) : std::nullopt;
}

std::vector<Place> JsonFacts::places(const QByteArray& path) const {
    return placesFrom({m_root, {}}, path);
}

std::optional<QByteArray> JsonFacts::value(const Place& place, const QByteArray& path) {
    for (const Place& found : placesFrom(place, path))
        if (auto text = textOf(found.value))
            return text;
    return std::nullopt;
}

std::optional<QByteArray> JsonFacts::firstValue(const QByteArray& path) const {
    return value({m_root, {}}, path);
}

} // namespace knockback::ratelimit
