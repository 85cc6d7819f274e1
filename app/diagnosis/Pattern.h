// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace re2 {
class RE2;
}

namespace knockback::diagnosis {

struct Span {
    qsizetype start = 0;
    qsizetype length = 0;
};

// A regular expression over bytes: RE2's syntax, unanchored, without regard to case. Linear in the text, whatever the
// text is. Cheap to copy; any thread.
class Pattern {
public:
    // Matches nothing.
    Pattern() = default;
    // Checks the syntax now and compiles on the first use: most rules of a set never need theirs alone. The error says
    // what is wrong with the expression.
    [[nodiscard]] static base::Result<Pattern, QString> make(const QByteArray& expression);

    [[nodiscard]] bool matches(QByteArrayView text) const { return find(text).has_value(); }
    // The first match: its first group when it has one, the whole of it otherwise.
    [[nodiscard]] std::optional<Span> find(QByteArrayView text) const;
    [[nodiscard]] QByteArray expression() const;
    // Compiles now; false for an expression that is too large.
    [[nodiscard]] bool isUsable() const;

private:
    struct Lazy;
    explicit Pattern(std::shared_ptr<Lazy> lazy) : m_lazy(std::move(lazy)) {}
    [[nodiscard]] const re2::RE2* compiled() const;

    std::shared_ptr<Lazy> m_lazy;
};

} // namespace knockback::diagnosis
