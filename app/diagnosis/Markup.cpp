// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/Markup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace knockback::diagnosis {
namespace {

constexpr std::array<std::pair<QByteArrayView, char>, 6> named{
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}}};

qsizetype findTag(QByteArrayView text, QByteArrayView tag, qsizetype from) {
    for (qsizetype at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
        if (text.size() - at > tag.size() && text.sliced(at + 1, tag.size()).compare(tag, Qt::CaseInsensitive) == 0)
            return at;
    }
    return -1;
}

// The byte that the reference at the start of `text` stands for, and its length; 0 when there is none that is known.
std::pair<char, qsizetype> reference(QByteArrayView text) {
    const qsizetype end = text.first(std::min<qsizetype>(text.size(), 10)).indexOf(';');
    if (end < 2)
        return {};
    const auto body = text.sliced(1, end - 1);
    if (body.startsWith('#')) {
        const bool hex = body.size() > 1 && (body.at(1) == 'x' || body.at(1) == 'X');
        bool ok = false;
        const int code = body.sliced(hex ? 2 : 1).toByteArray().toInt(&ok, hex ? 16 : 10);
        return ok && code > 0 && code < 128 ? std::pair(static_cast<char>(code), end + 1)
                                            : std::pair<char, qsizetype>();
    }
    for (const auto& [name, byte] : named)
        if (name == body)
            return {byte, end + 1};
    return {};
}

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// Tags and comments that do not end a line of text.
bool isInline(QByteArrayView tag) {
    constexpr std::array<QByteArrayView, 14> names{"a", "abbr", "b", "big",   "code", "em",     "font",
                                                   "i", "mark", "q", "small", "span", "strong", "u"};
    const qsizetype start = tag.startsWith("</") ? 2 : 1;
    qsizetype end = start;
    while (end < tag.size() && (tag.at(end) | 0x20) >= 'a' && (tag.at(end) | 0x20) <= 'z')
        ++end;
    const auto name = tag.sliced(start, end - start);
    return tag.startsWith("<!") || std::any_of(names.begin(), names.end(), [&](QByteArrayView known) {
               return known.compare(name, Qt::CaseInsensitive) == 0;
           });
}

// Where the text goes on after the markup at `at`: behind the tag, or behind all of a script, style or comment.
qsizetype skipMarkup(QByteArrayView text, qsizetype at) {
    const auto rest = text.sliced(at);
    if (rest.startsWith("<!--")) {
        const qsizetype end = text.indexOf("-->", at);
        return end < 0 ? text.size() : end + 3;
    }
    for (const QByteArrayView element : {QByteArrayView("script"), QByteArrayView("style")}) {
        if (findTag(rest.first(std::min<qsizetype>(rest.size(), 10)), element, 0) != 0)
            continue;
        const qsizetype close = findTag(text, QByteArray("/" + element.toByteArray()), at);
        at = close < 0 ? text.size() : close;
        break;
    }
    const qsizetype end = text.indexOf('>', std::min(at, text.size()));
    return end < 0 ? text.size() : end + 1;
}

} // namespace

QByteArray resolveReferences(QByteArrayView text) {
    QByteArray resolved;
    for (qsizetype i = 0; i < text.size();) {
        const auto [byte, length] = text.at(i) == '&' ? reference(text.sliced(i)) : std::pair<char, qsizetype>();
        resolved += length > 0 ? byte : text.at(i);
        i += std::max<qsizetype>(length, 1);
    }
    return resolved;
}

QByteArray titleOf(QByteArrayView html) {
    const qsizetype open = findTag(html, "title", 0);
    const qsizetype start = open < 0 ? -1 : html.indexOf('>', open);
    if (start < 0)
        return {};
    const qsizetype end = findTag(html, "/title", start);
    return end < 0 ? QByteArray() : resolveReferences(html.sliced(start + 1, end - start - 1)).simplified();
}

QByteArray visibleText(QByteArrayView markup, qsizetype most) {
    QByteArray text;
    text.reserve(std::min(markup.size(), most));
    char gap = 0; // what stands before the next word: nothing, a space or the end of a line
    for (qsizetype i = 0; i < markup.size() && text.size() < most;) {
        char c = markup.at(i);
        if (c == '<') {
            gap = isInline(markup.sliced(i)) && gap != '\n' ? ' ' : '\n';
            i = skipMarkup(markup, i);
            continue;
        }
        const auto [byte, taken] = c == '&' ? reference(markup.sliced(i)) : std::pair<char, qsizetype>();
        c = taken > 0 ? byte : c;
        i += std::max<qsizetype>(taken, 1);
        if (isSpace(c)) {
            gap = gap == 0 ? ' ' : gap;
            continue;
        }
        if (gap != 0 && !text.isEmpty())
            text += gap;
        gap = 0;
        text += c;
    }
    return text;
}

bool hasWords(QByteArrayView html) {
    constexpr qsizetype wordOrTwo = 16;
    const qsizetype title = findTag(html, "/title", 0);
    const qsizetype start = title < 0 ? 0 : title;
    // What stands in <noscript> is for those who cannot run the page.
    qsizetype seen = 0;
    for (qsizetype from = start; from < html.size();) {
        const qsizetype open = findTag(html, "noscript", from);
        const auto part = html.sliced(from, (open < 0 ? html.size() : open) - from);
        seen += visibleText(part, wordOrTwo + 1).size();
        const qsizetype close = open < 0 ? -1 : findTag(html, "/noscript", open);
        from = close < 0 ? html.size() : close;
    }
    return seen > wordOrTwo;
}

QByteArray refreshTargetOf(QByteArrayView html) {
    for (qsizetype at = findTag(html, "meta", 0); at >= 0; at = findTag(html, "meta", at + 1)) {
        const qsizetype end = html.indexOf('>', at);
        const auto tag = html.sliced(at, (end < 0 ? html.size() : end) - at);
        const QByteArray lower = tag.toByteArray().toLower();
        const qsizetype url = lower.indexOf("url=");
        if (!lower.contains("refresh") || url < 0)
            continue;
        QByteArrayView target = tag.sliced(url + 4);
        while (!target.isEmpty() && (target.front() == '\'' || target.front() == '"' || target.front() == ' '))
            target = target.sliced(1);
        qsizetype length = 0;
        while (length < target.size() && !QByteArrayView("'\" ").contains(target.at(length)))
            ++length;
        return resolveReferences(target.first(length));
    }
    return {};
}

bool isReadingMatter(QByteArrayView body) {
    constexpr int severalLines = 4;
    const auto start = body.trimmed();
    if (start.isEmpty() || start.front() == '{' || start.front() == '[')
        return false;
    if (start.front() == '<')
        return findTag(start, "nav", 0) >= 0 || findTag(start, "article", 0) >= 0;
    int lines = 0;
    bool blank = true;
    for (const char c : start) {
        lines += blank && !isSpace(c) ? 1 : 0;
        blank = c == '\n' || (blank && isSpace(c));
    }
    return lines >= severalLines;
}

QByteArray oneSentenceALine(QByteArray text) {
    for (qsizetype i = 1; i < text.size(); ++i) {
        const char before = text.at(i - 1);
        if (text.at(i) == ' ' && (before == '.' || before == '!' || before == '?'))
            text[i] = '\n';
    }
    return text;
}

} // namespace knockback::diagnosis
