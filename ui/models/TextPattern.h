// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace knockback::ui {

// What is looked for, as the user typed it.
struct SearchTerms {
    QString text;
    bool matchCase = false;
    bool regex = false;
    bool operator==(const SearchTerms&) const = default;
};

// Finds in UTF-8 text, in time that grows with the text alone, whatever the pattern is. Safe to use from any thread.
class TextPattern {
public:
    // Or why the regular expression is none, in one sentence. An empty text finds nothing.
    [[nodiscard]] static base::Result<TextPattern, QString> compile(const SearchTerms& terms);
    // A regular expression that must fit a whole text; nothing when it is none.
    [[nodiscard]] static std::optional<TextPattern> wholeText(const QString& expression);
    [[nodiscard]] static std::optional<TextPattern> anywhere(const QString& expression);

    struct Hit {
        qsizetype begin;
        qsizetype length; // at least 1
    };
    [[nodiscard]] std::optional<Hit> find(QByteArrayView text, qsizetype from) const;
    // Whether it is found at all, also as an empty piece.
    [[nodiscard]] bool fits(QByteArrayView text) const;

private:
    struct Regex;
    std::shared_ptr<const Regex> m_regex; // else `m_plain`
    QByteArray m_plain;
};

} // namespace knockback::ui
