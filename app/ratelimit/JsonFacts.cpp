// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/JsonFacts.h"

#include <QByteArrayList>

#include <simdjson.h>

namespace knockback::ratelimit {

using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

constexpr std::size_t mostPlaces = 100;

std::string_view viewOf(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

// A member's name as a part of a JSON pointer.
QByteArray escaped(std::string_view name) {
    return QByteArray(name.data(), static_cast<qsizetype>(name.size())).replace('~', "~0").replace('/', "~1");
}

std::vector<std::pair<QByteArray, element>> childrenOf(element parent) {
    std::vector<std::pair<QByteArray, element>> children;
    if (parent.is_object()) {
        for (const auto member : parent.get_object().value_unsafe())
            children.emplace_back(escaped(member.key), member.value);
    } else if (parent.is_array()) {
        int at = 0;
        for (const element entry : parent.get_array().value_unsafe())
            children.emplace_back(QByteArray::number(at++), entry);
    }
    return children;
}

std::optional<QByteArray> textOf(element value) {
    switch (value.type()) {
    case element_type::STRING: {
        const std::string_view text = value.get_string().value_unsafe();
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    }
    case element_type::INT64:
        return QByteArray::number(static_cast<qint64>(value.get_int64().value_unsafe()));
    case element_type::UINT64:
        return QByteArray::number(static_cast<quint64>(value.get_uint64().value_unsafe()));
    case element_type::DOUBLE:
        return QByteArray::number(value.get_double().value_unsafe(), 'f', 6);
    default:
        return std::nullopt;
    }
}

} // namespace

struct JsonFacts::Document {
    simdjson::dom::parser parser;
    element root;

    // Every place below `from` that the names lead to.
    void collect(element from, const Place& place, const QByteArrayList& names, std::vector<Place>& found) const {
        if (found.size() >= mostPlaces)
            return;
        if (names.isEmpty()) {
            found.push_back(place);
            return;
        }
        const QByteArrayList rest = names.mid(1);
        if (names.front() == "*") {
            for (const auto& [name, child] : childrenOf(from))
                collect(child, {place.pointer + '/' + name, place.first.isEmpty() ? name : place.first}, rest, found);
            return;
        }
        const QByteArray name = escaped(viewOf(names.front()));
        element child;
        if (from.at_pointer(viewOf('/' + name)).get(child) == simdjson::SUCCESS)
            collect(child, {place.pointer + '/' + name, place.first}, rest, found);
    }
};

JsonFacts::JsonFacts(std::shared_ptr<const Document> document) : m_document(std::move(document)) {}

std::optional<JsonFacts> JsonFacts::parse(const QByteArray& json) {
    const QByteArray start = json.left(64).trimmed();
    if (!start.startsWith('{') && !start.startsWith('['))
        return std::nullopt;
    auto document = std::make_shared<Document>();
    if (document->parser.parse(json.constData(), static_cast<std::size_t>(json.size())).get(document->root) !=
        simdjson::SUCCESS)
        return std::nullopt;
    return JsonFacts(std::move(document));
}

std::vector<JsonFacts::Place> JsonFacts::places(const QByteArray& path) const {
    std::vector<Place> found;
    m_document->collect(m_document->root, {}, path.isEmpty() ? QByteArrayList() : path.split('.'), found);
    return found;
}

std::optional<QByteArray> JsonFacts::value(const Place& place, const QByteArray& path) const {
    element from = m_document->root;
    if (!place.pointer.isEmpty() && from.at_pointer(viewOf(place.pointer)).get(from) != simdjson::SUCCESS)
        return std::nullopt;
    std::vector<Place> found;
    m_document->collect(from, place, path.isEmpty() ? QByteArrayList() : path.split('.'), found);
    for (const Place& target : found) {
        element value;
        if (m_document->root.at_pointer(viewOf(target.pointer)).get(value) == simdjson::SUCCESS)
            if (auto text = textOf(value))
                return text;
    }
    return std::nullopt;
}

std::optional<QByteArray> JsonFacts::firstValue(const QByteArray& path) const {
    return value({}, path);
}

} // namespace knockback::ratelimit
