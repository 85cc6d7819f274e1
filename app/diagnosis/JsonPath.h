// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/JsonTree.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <span>
#include <vector>

namespace knockback::diagnosis {

// "error.details.*.reason": members by name, "*" for every element of an array or member of an object.
struct JsonPath {
    QByteArray text;
    std::vector<QByteArray> segments;

    // Empty for an empty path or segment.
    [[nodiscard]] static std::optional<JsonPath> parse(const QByteArray& text);
    // Of a list in the program, none of which is so.
    [[nodiscard]] static std::vector<JsonPath> parseAll(std::span<const char* const> texts);
};

// A JSON object or array that is asked for the values at paths. Text that is neither has none. `text` must outlive it.
class JsonBody {
public:
    explicit JsonBody(QByteArrayView text);

    [[nodiscard]] bool isValid() const { return !m_tree.isEmpty(); }
    // The scalars there as text: strings without escapes, numbers as written, true, false, null. At most 32 of a list.
    [[nodiscard]] std::vector<QByteArray> values(const JsonPath& path) const;
    // Whether there is one at least.
    [[nodiscard]] bool holds(const JsonPath& path) const;
    [[nodiscard]] const JsonTree& tree() const { return m_tree; }

private:
    // Calls `found` with every scalar at the path until it says that this was enough; true when it did.
    template <typename Found>
    bool visit(std::size_t from, const JsonPath& path, std::size_t depth, const Found& found) const;

    JsonTree m_tree;
};

} // namespace knockback::diagnosis
