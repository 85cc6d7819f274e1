// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

// A JSON text as the list of its leaves, so that it can be written again without some of them. Scalars and keys keep
// their bytes; layout between them is lost.
namespace knockback::minimize {

struct JsonStep {
    bool inArray = false;
    QByteArray key; // of an object: with its quotes, as written; of an array: the index
    bool operator==(const JsonStep&) const = default;
};

// A scalar, or an empty object or array.
struct JsonLeaf {
    std::vector<JsonStep> path;
    QByteArray raw;

    // RFC 6901: "/filter/0/name".
    [[nodiscard]] QByteArray pointer() const;
};

// Nothing when the text is not a JSON object or array, is nested more than 64 deep, or repeats a key.
[[nodiscard]] std::optional<std::vector<JsonLeaf>> jsonLeaves(const QByteArray& text);

// Members and elements in the order in which their first leaf comes; an array closes up where some are missing.
// `rootIsArray` counts when there is no leaf at all.
[[nodiscard]] QByteArray jsonText(const std::vector<JsonLeaf>& leaves, bool rootIsArray);

// Whether leaves of two texts can stand in one: no place is a leaf in one and an object in the other.
[[nodiscard]] bool fitTogether(const std::vector<JsonLeaf>& a, const std::vector<JsonLeaf>& b);

} // namespace knockback::minimize
