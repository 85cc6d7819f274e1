// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Pattern.h"

#include "app/diagnosis/PatternOptions.h"

#include <re2/set.h>

#include <array>
#include <mutex>

namespace knockback::diagnosis {

struct Pattern::Lazy {
    QByteArray expression;
    std::once_flag once;
    std::unique_ptr<const re2::RE2> re;
};

base::Result<Pattern, QString> Pattern::make(const QByteArray& expression) {
    re2::RE2::Set syntax(patternOptions(), re2::RE2::UNANCHORED); // parses without compiling
    std::string error;
    if (syntax.Add(piece(expression), &error) < 0)
        return base::Failure(QString::fromStdString(error));
    auto lazy = std::make_shared<Lazy>();
    lazy->expression = expression;
    return Pattern(std::move(lazy));
}

const re2::RE2* Pattern::compiled() const {
    if (!m_lazy)
        return nullptr;
    std::call_once(m_lazy->once, [this] {
        auto re = std::make_unique<const re2::RE2>(piece(m_lazy->expression), patternOptions());
        if (re->ok())
            m_lazy->re = std::move(re);
    });
    return m_lazy->re.get();
}

std::optional<Span> Pattern::find(QByteArrayView text) const {
    const re2::RE2* re = compiled();
    if (!re)
        return std::nullopt;
    std::array<re2::StringPiece, 2> groups;
    const int wanted = re->NumberOfCapturingGroups() > 0 ? 2 : 1;
    if (!re->Match(piece(text), 0, static_cast<std::size_t>(text.size()), re2::RE2::UNANCHORED, groups.data(), wanted))
        return std::nullopt;
    const bool grouped = wanted == 2 && groups[1].data() != nullptr;
    const auto& found = grouped ? groups[1] : groups[0];
    return Span{found.data() - text.data(), static_cast<qsizetype>(found.size())};
}

QByteArray Pattern::expression() const {
    return m_lazy ? m_lazy->expression : QByteArray();
}

bool Pattern::isUsable() const {
    return compiled() != nullptr;
}

} // namespace knockback::diagnosis
