// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/JsonPath.h"

#include <QLocale>

#include <simdjson.h>

namespace knockback::diagnosis {
namespace {

using simdjson::dom::element;

constexpr std::size_t mostOfArray = 32; // a typed error's list is short; data's is not

std::string_view view(const QByteArray& text) {
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

std::optional<QByteArray> scalar(element value) {
    switch (value.type()) {
    case simdjson::dom::element_type::STRING: {
        const std::string_view text = value.get_string().value_unsafe();
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    }
    case simdjson::dom::element_type::INT64:
        return QByteArray::number(static_cast<qlonglong>(value.get_int64().value_unsafe()));
    case simdjson::dom::element_type::UINT64:
        return QByteArray::number(static_cast<qulonglong>(value.get_uint64().value_unsafe()));
    case simdjson::dom::element_type::DOUBLE:
        return QByteArray::number(value.get_double().value_unsafe(), 'g', QLocale::FloatingPointShortest);
    case simdjson::dom::element_type::BOOL:
        return value.get_bool().value_unsafe() ? "true" : "false";
    case simdjson::dom::element_type::NULL_VALUE:
        return "null";
    case simdjson::dom::element_type::ARRAY:
    case simdjson::dom::element_type::OBJECT:
        break;
    }
    return std::nullopt;
}

void collect(element from, const JsonPath& path, std::size_t depth, std::vector<QByteArray>& into) {
    if (depth == path.segments.size()) {
        if (auto value = scalar(from))
            into.push_back(std::move(*value));
        return;
    }
    const QByteArray& segment = path.segments[depth];
    simdjson::dom::object object;
    simdjson::dom::array array;
    std::size_t seen = 0;
    if (from.get(object) == simdjson::SUCCESS) {
        if (segment == "*") {
            for (const auto& [name, member] : object)
                if (++seen <= mostOfArray)
                    collect(member, path, depth + 1, into);
        } else if (element member; object[view(segment)].get(member) == simdjson::SUCCESS) {
            collect(member, path, depth + 1, into);
        }
    } else if (segment == "*" && from.get(array) == simdjson::SUCCESS) {
        for (const element item : array)
            if (++seen <= mostOfArray)
                collect(item, path, depth + 1, into);
    }
}

} // namespace

std::optional<JsonPath> JsonPath::parse(const QByteArray& text) {
    JsonPath path{text, {}};
    for (const auto& segment : text.split('.')) {
        if (segment.isEmpty())
            return std::nullopt;
        path.segments.push_back(segment);
    }
    return path;
}

struct JsonBody::Private {
    simdjson::dom::parser parser;
    element root;
    bool valid = false;
};

JsonBody::JsonBody(QByteArrayView text) {
    const auto trimmed = text.trimmed();
    if (!trimmed.startsWith('{') && !trimmed.startsWith('['))
        return;
    d = std::make_unique<Private>();
    d->valid =
        d->parser.parse(trimmed.data(), static_cast<std::size_t>(trimmed.size())).get(d->root) == simdjson::SUCCESS;
}

JsonBody::~JsonBody() = default;
JsonBody::JsonBody(JsonBody&&) noexcept = default;
JsonBody& JsonBody::operator=(JsonBody&&) noexcept = default;

bool JsonBody::isValid() const {
    return d && d->valid;
}

std::vector<QByteArray> JsonBody::values(const JsonPath& path) const {
    std::vector<QByteArray> found;
    if (isValid())
        collect(d->root, path, 0, found);
    return found;
}

} // namespace knockback::diagnosis
