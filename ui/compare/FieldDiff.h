// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace knockback::ui {

// A header, or a parameter of a query.
struct Field {
    QByteArray name;
    QByteArray value;
    bool operator==(const Field&) const = default;
};

// How two lists of fields differ, name by name.
struct FieldChange {
    enum Kind {
        Same,
        Respelled, // the same value under a name in other case
        Changed,
        LeftOnly,
        RightOnly,
        Moved
    };
    Kind kind = Same;
    Field left;
    Field right;
};

enum class FieldNames { AnyCase, ExactCase };

// In the left list's order; what only the right one has stands where it has it. Fields of one name are paired in their
// order, equal values first.
[[nodiscard]] std::vector<FieldChange> diffFields(const std::vector<Field>& left, const std::vector<Field>& right,
                                                  FieldNames names);

} // namespace knockback::ui
