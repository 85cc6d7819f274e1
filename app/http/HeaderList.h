// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace knockback::http {

struct HeaderField {
    QByteArray name;
    QByteArray value;
    bool operator==(const HeaderField&) const = default;
};

// Field lines in wire order: case, duplicates and empty values are kept. Names compare without case (RFC 9110 5.1).
class HeaderList {
public:
    HeaderList() = default;
    HeaderList(std::initializer_list<HeaderField> fields) : m_fields(fields) {}

    void append(QByteArray name, QByteArray value);
    // Replaces the first line of that name and removes the others; appends when there is none.
    void set(const QByteArray& name, QByteArray value);
    void remove(QByteArrayView name);

    [[nodiscard]] bool contains(QByteArrayView name) const;
    // The first line's value.
    [[nodiscard]] std::optional<QByteArray> value(QByteArrayView name) const;
    [[nodiscard]] std::vector<QByteArray> values(QByteArrayView name) const;
    // All lines of that name joined with ", " (RFC 9110 5.3); empty optional when there is none.
    [[nodiscard]] std::optional<QByteArray> combined(QByteArrayView name) const;

    [[nodiscard]] bool isEmpty() const { return m_fields.empty(); }
    [[nodiscard]] std::size_t size() const { return m_fields.size(); }
    [[nodiscard]] const HeaderField& at(std::size_t i) const { return m_fields.at(i); }
    [[nodiscard]] HeaderField& at(std::size_t i) { return m_fields.at(i); }
    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }
    auto begin() { return m_fields.begin(); }
    auto end() { return m_fields.end(); }
    bool operator==(const HeaderList&) const = default;

private:
    std::vector<HeaderField> m_fields;
};

// Field names compare in ASCII without case.
[[nodiscard]] bool sameFieldName(QByteArrayView a, QByteArrayView b);

} // namespace knockback::http
