// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/TextPattern.h"

#include <QCoreApplication>

#include <cstring>

#include <re2/re2.h>

namespace knockback::ui {

namespace {

re2::StringPiece piece(QByteArrayView text) {
    return {text.data(), static_cast<std::size_t>(text.size())};
}

re2::RE2::Options optionsFor(bool matchCase) {
    re2::RE2::Options options;
    options.set_case_sensitive(matchCase);
    options.set_log_errors(false);
    return options;
}

std::string bytesOf(const QString& text) {
    return text.toUtf8().toStdString();
}

} // namespace

struct TextPattern::Regex {
    Regex(const std::string& expression, bool matchCase) : re(expression, optionsFor(matchCase)) {}
    re2::RE2 re;
};

base::Result<TextPattern, QString> TextPattern::compile(const SearchTerms& terms) {
    TextPattern pattern;
    if (!terms.regex && terms.matchCase) {
        pattern.m_plain = terms.text.toUtf8();
        return pattern;
    }
    const auto text = bytesOf(terms.text);
    // In a regular expression ^ and $ mean the line's ends.
    pattern.m_regex = std::make_shared<Regex>(terms.regex ? "(?m)" + text : re2::RE2::QuoteMeta(text), terms.matchCase);
    if (!pattern.m_regex->re.ok())
        return base::Failure(QCoreApplication::translate("Search", "Not a regular expression: %1.")
                                 .arg(QString::fromStdString(pattern.m_regex->re.error())));
    return pattern;
}

std::optional<TextPattern> TextPattern::anywhere(const QString& expression) {
    TextPattern pattern;
    pattern.m_regex = std::make_shared<Regex>(bytesOf(expression), true);
    if (!pattern.m_regex->re.ok())
        return std::nullopt;
    return pattern;
}

std::optional<TextPattern> TextPattern::wholeText(const QString& expression) {
    return anywhere(QStringLiteral("\\A(?:%1)\\z").arg(expression));
}

bool TextPattern::fits(QByteArrayView text) const {
    if (!m_regex)
        return text.contains(m_plain);
    return m_regex->re.Match(piece(text), 0, static_cast<std::size_t>(text.size()), re2::RE2::UNANCHORED, nullptr, 0);
}

std::optional<TextPattern::Hit> TextPattern::find(QByteArrayView text, qsizetype from) const {
    if (!m_regex) {
        if (m_plain.isEmpty() || from >= text.size())
            return std::nullopt;
        const void* found = ::memmem(text.data() + from, static_cast<std::size_t>(text.size() - from), m_plain.data(),
                                     static_cast<std::size_t>(m_plain.size()));
        if (!found)
            return std::nullopt;
        return Hit{static_cast<const char*>(found) - text.data(), m_plain.size()};
    }
    re2::StringPiece found;
    while (from <= text.size()) {
        if (!m_regex->re.Match(piece(text), static_cast<std::size_t>(from), static_cast<std::size_t>(text.size()),
                               re2::RE2::UNANCHORED, &found, 1))
            return std::nullopt;
        const auto begin = found.data() - text.data();
        if (!found.empty())
            return Hit{begin, static_cast<qsizetype>(found.size())};
        from = begin + 1;
    }
    return std::nullopt;
}

} // namespace knockback::ui
