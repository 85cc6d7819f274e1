// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <vector>

namespace knockback::diagnosis {

// A JSON text as a flat list of values that point into it: made in one pass with one allocation, because every answer
// is read like this. Names and strings stay as written until somebody asks for a value.
class JsonTree {
public:
    enum class Kind { Object, Array, String, Literal }; // Literal: number, true, false, null

    struct Value {
        Kind kind = Kind::Literal;
        QByteArrayView name; // of a member, as written; empty for elements
        QByteArrayView text; // without a string's quotes
        std::size_t end = 0; // index behind the last value inside; the first one inside follows this one
    };

    // An error's list is short, that of data is not: more of an array is read, but not kept.
    static constexpr std::size_t mostOfArray = 32;

    // Reads one whole value (RFC 8259); empty when the text is anything else, or nested deeper than 64. `text` must
    // outlive the tree.
    [[nodiscard]] static JsonTree read(QByteArrayView text);

    [[nodiscard]] bool isEmpty() const { return m_values.empty(); }
    [[nodiscard]] const Value& at(std::size_t i) const { return m_values[i]; }

    // A string with its escapes resolved (UTF-8), a literal as written.
    [[nodiscard]] static QByteArray plain(const Value& value);

private:
    std::vector<Value> m_values;
};

} // namespace knockback::diagnosis
