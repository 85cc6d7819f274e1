// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/FailureDetail.h"

namespace knockback::http {

FailureDetail& FailureDetail::add(const char* key, const QByteArray& value) {
    return value.isEmpty() ? *this : add(QByteArray(key) + '=' + value);
}

FailureDetail& FailureDetail::add(const QByteArray& words) {
    if (words.isEmpty())
        return *this;
    if (!m_text.isEmpty())
        m_text += "; ";
    m_text += words;
    return *this;
}

FailureDetail& FailureDetail::ms(const char* prefix, std::optional<base::Microseconds> length) {
    if (!length)
        return *this;
    const auto whole = std::chrono::round<base::Milliseconds>(*length).count();
    return add(QByteArray(prefix) + QByteArray::number(static_cast<qint64>(whole)) + "ms");
}

} // namespace knockback::http
