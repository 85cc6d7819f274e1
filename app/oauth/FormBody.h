// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/AuthForms.h"

namespace knockback::oauth {

// A body or query of application/x-www-form-urlencoded pairs, in the order they were added.
class FormBody {
public:
    void add(QByteArrayView name, QByteArrayView value) {
        if (!m_text.isEmpty())
            m_text += '&';
        m_text += vault::formEncode(name) + '=' + vault::formEncode(value);
    }
    void addUnlessEmpty(QByteArrayView name, QByteArrayView value) {
        if (!value.isEmpty())
            add(name, value);
    }
    [[nodiscard]] bool has(QByteArrayView name) const {
        return ('&' + m_text).contains('&' + vault::formEncode(name) + '=');
    }
    [[nodiscard]] const QByteArray& text() const { return m_text; }

private:
    QByteArray m_text;
};

} // namespace knockback::oauth
