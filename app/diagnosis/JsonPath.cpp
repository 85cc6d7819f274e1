// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/JsonPath.h"

namespace knockback::diagnosis {
namespace {

constexpr std::size_t mostOfList = 32; // a typed error's list is short; data's is not

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

JsonBody::JsonBody(QByteArrayView text) {
    const auto trimmed = text.trimmed();
    if (trimmed.startsWith('{') || trimmed.startsWith('['))
        m_tree = JsonTree::read(trimmed);
}

void JsonBody::collect(std::size_t from, const JsonPath& path, std::size_t depth, std::vector<QByteArray>& into) const {
    const auto& value = m_tree.at(from);
    const bool nested = value.kind == JsonTree::Kind::Object || value.kind == JsonTree::Kind::Array;
    if (depth == path.segments.size()) {
        if (!nested)
            into.push_back(JsonTree::plain(value));
        return;
    }
    if (!nested)
        return;
    const QByteArray& segment = path.segments[depth];
    const bool every = segment == "*";
    std::size_t seen = 0;
    for (std::size_t i = from + 1; i < value.end && seen < mostOfList; i = m_tree.at(i).end) {
        if (!every && m_tree.at(i).name != segment)
            continue;
        ++seen;
        collect(i, path, depth + 1, into);
        if (!every)
            break; // of two members with one name the first counts
    }
}

std::vector<QByteArray> JsonBody::values(const JsonPath& path) const {
    std::vector<QByteArray> found;
    if (isValid())
        collect(0, path, 0, found);
    return found;
}

} // namespace knockback::diagnosis
