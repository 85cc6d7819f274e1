// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/HarReader.h"

namespace knockback::interop {

HarReader::HarReader(QIODevice& device) : m_splitter(device) {}

base::Result<std::optional<http::Attempt>, HarError> HarReader::next() {
    const auto entry = m_splitter.next();
    if (!entry)
        return base::Failure(entry.error());
    if (!entry.value())
        return std::optional<http::Attempt>{};
    const auto& [text, index, offset] = *entry.value();
    auto attempt = m_parser.parse(*text);
    if (!attempt) {
        const QString sentence = QStringLiteral("entry %1, byte %2: %3")
                                     .arg(QString::number(index), QString::number(offset), attempt.error());
        return base::Failure(HarError{sentence, index, offset, false});
    }
    return std::optional<http::Attempt>{std::move(*attempt)};
}

} // namespace knockback::interop
