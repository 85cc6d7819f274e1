// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interop/PastedText.h"

#include "app/interop/MessageLines.h"

#include <QStringConverter>

#include <algorithm>
#include <optional>
#include <span>

namespace knockback::interop {
namespace {

constexpr qsizetype longestPrefix = 160;
constexpr qsizetype longestAnchor = 4096;
constexpr qsizetype linesSearched = 400;
constexpr qsizetype speedWidth = 6; // a space and five columns

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

QByteArray toUtf8(const QByteArray& bytes) {
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return bytes.mid(3);
    const auto encoding = QStringConverter::encodingForData(bytes);
    if (encoding != QStringConverter::Utf16LE && encoding != QStringConverter::Utf16BE)
        return bytes;
    QStringDecoder decode(*encoding);
    const QString text = decode(bytes);
    return text.toUtf8();
}

// Without "ESC [ 1;31 m" and "ESC [ K", which colour a terminal's text.
QByteArray withoutColours(const QByteArray& text) {
    if (!text.contains("\x1b["))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '\x1b' && i + 1 < text.size() && text.at(i + 1) == '[') {
            qsizetype end = i + 2;
            while (end < text.size() && (isDigit(text.at(end)) || text.at(end) == ';'))
                ++end;
            if (end < text.size() && (text.at(end) == 'm' || text.at(end) == 'K')) {
                i = end;
                continue;
            }
        }
        plain += text.at(i);
    }
    return plain;
}

// "--:--:--" and "0:00:12"
bool isClock(QByteArrayView word) {
    return word.count(':') == 2 &&
           std::all_of(word.begin(), word.end(), [](char c) { return isDigit(c) || c == ':' || c == '-'; });
}

// What follows curl's progress meter: eight numbers, three clocks and the speed, then at once the text.
QByteArrayView pastMeter(QByteArrayView line) {
    qsizetype at = 0;
    int clocks = 0;
    for (int column = 0; column < 11; ++column) {
        while (at < line.size() && line.at(at) == ' ')
            ++at;
        const qsizetype start = at;
        while (at < line.size() && line.at(at) != ' ')
            ++at;
        const QByteArrayView word = line.sliced(start, at - start);
        clocks += isClock(word) ? 1 : 0;
        if (word.isEmpty() || (clocks == 0 && !isDigit(word.front())))
            return line;
    }
    if (clocks != 3)
        return line;
    return line.sliced(std::min(at + speedWidth, line.size()));
}

QByteArray withoutMeter(const QByteArray& text) {
    if (!text.contains("% Received % Xferd"))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (const TextLine& line : linesOf(text)) {
        const qsizetype overwritten = line.text.lastIndexOf('\r') + 1;
        const QByteArrayView shown = line.text.sliced(overwritten);
        const QByteArrayView rest = pastMeter(shown);
        const bool isMeter = rest.size() < shown.size();
        if (line.text.contains("% Received % Xferd") || line.text.trimmed().startsWith("Dload  Upload") ||
            (isMeter && rest.isEmpty()))
            continue;
        plain +=
            isMeter ? rest.toByteArray() + line.whole.sliced(line.text.size()).toByteArray() : line.whole.toByteArray();
    }
    return plain;
}

// How many characters from `at` on are of one kind with `like`: a number, blanks, or that very character.
qsizetype runLength(QByteArrayView text, qsizetype at, char like) {
    const auto same = [like](char c) { return isDigit(like) ? isDigit(c) : c == like; };
    qsizetype end = at;
    while (end < text.size() && same(text.at(end)))
        ++end;
    return isDigit(like) || like == ' ' ? end - at : std::min<qsizetype>(end - at, 1);
}

// How much of the line has the shape of `prefix`: any number stands for any other, blanks for more or fewer, except
// those that end the prefix: what is indented behind it stays so.
std::optional<qsizetype> prefixLength(QByteArrayView line, QByteArrayView prefix) {
    qsizetype at = 0;
    for (qsizetype i = 0; i < prefix.size();) {
        const qsizetype wanted = runLength(prefix, i, prefix.at(i));
        qsizetype there = runLength(line, at, prefix.at(i));
        if (prefix.at(i) == ' ' && i + wanted == prefix.size())
            there = there < wanted ? 0 : wanted;
        if (there == 0)
            return std::nullopt;
        i += wanted;
        at += there;
    }
    return at;
}

// Before the first line that is an anchor from some column on; empty = none.
QByteArrayView findPrefix(const std::vector<TextLine>& lines, const std::function<bool(QByteArrayView)>& isAnchor) {
    const auto searched = std::min(static_cast<qsizetype>(lines.size()), linesSearched);
    for (const TextLine& line : std::span(lines).first(static_cast<std::size_t>(searched))) {
        const QByteArrayView start = line.text.first(std::min(line.text.size(), longestAnchor));
        const qsizetype most = std::min(start.size(), longestPrefix);
        for (qsizetype column = 0; column < most; ++column) {
            const bool beginsWord = column == 0 || !QChar::isLetterOrNumber(static_cast<uchar>(start.at(column - 1)));
            if (beginsWord && isAnchor(start.sliced(column)))
                return start.first(column);
        }
    }
    return {};
}

} // namespace

QByteArray plainText(const QByteArray& pasted) {
    return withoutMeter(withoutColours(toUtf8(pasted)));
}

QByteArray withoutLinePrefix(const QByteArray& text, const std::function<bool(QByteArrayView)>& isAnchor) {
    const auto lines = linesOf(text);
    const QByteArrayView prefix = findPrefix(lines, isAnchor);
    if (prefix.isEmpty())
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (const TextLine& line : lines) {
        const auto length = prefixLength(line.text, prefix);
        if (length)
            plain += line.whole.sliced(*length).toByteArray();
        else if (prefixLength(line.text, prefix.trimmed()) == line.text.size())
            plain += '\n'; // an empty line, whose trailing blanks an editor cut off
        else
            plain += line.whole.toByteArray();
    }
    return plain;
}

} // namespace knockback::interop
