// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/HeaderList.h"

#include <algorithm>

namespace knockback::http {

bool sameFieldName(QByteArrayView a, QByteArrayView b) {
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

void HeaderList::append(QByteArray name, QByteArray value) {
    m_fields.push_back({std::move(name), std::move(value)});
}

void HeaderList::set(const QByteArray& name, QByteArray value) {
    const auto first = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const HeaderField& f) { return sameFieldName(f.name, name); });
    if (first == m_fields.end()) {
        append(name, std::move(value));
        return;
    }
    *first = {name, std::move(value)};
    m_fields.erase(std::remove_if(std::next(first), m_fields.end(),
                                  [&](const HeaderField& f) { return sameFieldName(f.name, name); }),
                   m_fields.end());
}

void HeaderList::remove(QByteArrayView name) {
    std::erase_if(m_fields, [&](const HeaderField& f) { return sameFieldName(f.name, name); });
}

bool HeaderList::contains(QByteArrayView name) const {
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [&](const HeaderField& f) { return sameFieldName(f.name, name); });
}

std::optional<QByteArray> HeaderList::value(QByteArrayView name) const {
    for (const auto& field : m_fields)
        if (sameFieldName(field.name, name))
            return field.value;
    return std::nullopt;
}

std::vector<QByteArray> HeaderList::values(QByteArrayView name) const {
    std::vector<QByteArray> found;
    for (const auto& field : m_fields)
        if (sameFieldName(field.name, name))
            found.push_back(field.value);
    return found;
}

std::optional<QByteArray> HeaderList::combined(QByteArrayView name) const {
    std::optional<QByteArray> joined;
    for (const auto& field : m_fields) {
        if (!sameFieldName(field.name, name))
            continue;
        if (joined)
            *joined += ", " + field.value;
        else
            joined = field.value;
    }
    return joined;
}

} // namespace knockback::http
