// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/JsonPath.h"

namespace knockback::diagnosis {

std::optional<JsonPath> JsonPath::parse(const QByteArray& text) {
    JsonPath path{text, {}};
    for (const auto& segment : text.split('.')) {
        if (segment.isEmpty())
            return std::nullopt;
        path.segments.push_back(segment);
    }
    return path;
}

std::vector<JsonPath> JsonPath::parseAll(std::span<const char* const> texts) {
    std::vector<JsonPath> paths;
    for (const char* text : texts)
        paths.push_back(*parse(text));
    return paths;
}

JsonBody::JsonBody(QByteArrayView text) {
    const auto trimmed = text.trimmed();
    if (trimmed.startsWith('{') || trimmed.startsWith('['))
        m_tree = JsonTree::read(trimmed);
}

template <typename Found>
bool JsonBody::visit(std::size_t from, const JsonPath& path, std::size_t depth, const Found& found) const {
    const auto& value = m_tree.at(from);
    const bool nested = value.kind == JsonTree::Kind::Object || value.kind == JsonTree::Kind::Array;
    if (depth == path.segments.size())
        return !nested && found(value);
    if (!nested)
        return false;
    const QByteArray& segment = path.segments[depth];
    const bool every = segment == "*";
    std::size_t seen = 0;
    for (std::size_t i = from + 1; i < value.end && seen < JsonTree::mostOfArray; i = m_tree.at(i).end) {
        if (!every && m_tree.at(i).name != segment)
            continue;
        ++seen;
        if (visit(i, path, depth + 1, found))
            return true;
        if (!every)
            break; // of two members with one name the first counts
    }
    return false;
}

std::vector<QByteArray> JsonBody::values(const JsonPath& path) const {
    std::vector<QByteArray> found;
    if (isValid())
        visit(0, path, 0, [&](const JsonTree::Value& value) {
            found.push_back(JsonTree::plain(value));
            return false;
        });
    return found;
}

bool JsonBody::holds(const JsonPath& path) const {
    return isValid() && visit(0, path, 0, [](const JsonTree::Value&) { return true; });
}

} // namespace knockback::diagnosis
