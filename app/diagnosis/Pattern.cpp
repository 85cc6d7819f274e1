// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Pattern.h"

#include "app/diagnosis/PatternOptions.h"

#include <array>

namespace knockback::diagnosis {

base::Result<Pattern, QString> Pattern::compile(const QByteArray& expression) {
    auto re = std::make_shared<const re2::RE2>(piece(expression), patternOptions());
    if (!re->ok())
        return base::Failure(QString::fromStdString(re->error()));
    return Pattern(std::move(re));
}

std::optional<Span> Pattern::find(QByteArrayView text) const {
    if (!m_re)
        return std::nullopt;
    std::array<re2::StringPiece, 2> groups;
    const int wanted = m_re->NumberOfCapturingGroups() > 0 ? 2 : 1;
    if (!m_re->Match(piece(text), 0, static_cast<std::size_t>(text.size()), re2::RE2::UNANCHORED, groups.data(),
                     wanted))
        return std::nullopt;
    const bool grouped = wanted == 2 && groups[1].data() != nullptr;
    const auto& found = grouped ? groups[1] : groups[0];
    return Span{found.data() - text.data(), static_cast<qsizetype>(found.size())};
}

QByteArray Pattern::expression() const {
    return m_re ? QByteArray::fromStdString(m_re->pattern()) : QByteArray();
}

} // namespace knockback::diagnosis
