// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/WrittenCharacter.h"

#include "app/http/PercentCoding.h"

#include <algorithm>

namespace knockback::http {

namespace {

// How often something may be escaped again. Also what keeps the search linear in texts like "\\\\\\\\…".
constexpr int mostLevels = 3;

void add(Readings& readings, unsigned codePoint, qsizetype length) {
    WrittenCharacter way;
    way.length = length;
    if (codePoint < 0x80) {
        way.bytes[0] = static_cast<char>(codePoint);
        way.count = 1;
    } else if (codePoint < 0x800) {
        way.bytes = {static_cast<char>(0xc0 | (codePoint >> 6)), static_cast<char>(0x80 | (codePoint & 0x3f)), 0};
        way.count = 2;
    } else {
        way.bytes = {static_cast<char>(0xe0 | ((codePoint >> 12) & 0x0f)),
                     static_cast<char>(0x80 | ((codePoint >> 6) & 0x3f)), static_cast<char>(0x80 | (codePoint & 0x3f))};
        way.count = 3;
    }
    readings.ways[static_cast<std::size_t>(readings.count++)] = way;
}

void addByte(Readings& readings, char byte, qsizetype length) {
    WrittenCharacter way;
    way.bytes[0] = byte;
    way.count = 1;
    way.length = length;
    readings.ways[static_cast<std::size_t>(readings.count++)] = way;
}

// The number of `count` hex digits, or -1.
int hexNumber(QByteArrayView text, qsizetype at, int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const int digit = at + i < text.size() ? hexDigit(text[at + i]) : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

// "%41", "%2541", "%252541"
void addPercent(Readings& readings, QByteArrayView text, qsizetype at) {
    qsizetype digits = at + 1;
    for (int level = 0; level < mostLevels; ++level, digits += 2) {
        const int value = hexNumber(text, digits, 2);
        if (value < 0)
            return;
        addByte(readings, static_cast<char>(value), digits + 2 - at);
        if (value != '%')
            return;
    }
}

// "&amp;", "&#39;", "&#x27;"
void addEntity(Readings& readings, QByteArrayView text, qsizetype at) {
    constexpr qsizetype longest = 8;
    const QByteArrayView rest = text.sliced(at + 1, std::min(longest, text.size() - at - 1));
    const qsizetype end = rest.indexOf(';');
    if (end < 2)
        return;
    const QByteArrayView name = rest.first(end);
    struct Entity {
        QByteArrayView name;
        char meaning;
    };
    constexpr Entity entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const Entity& entity : entities)
        if (entity.name == name)
            addByte(readings, entity.meaning, end + 2);
    if (name[0] != '#')
        return;
    const bool hex = name[1] == 'x' || name[1] == 'X';
    bool ok = false;
    const int code = name.sliced(hex ? 2 : 1).toByteArray().toInt(&ok, hex ? 16 : 10);
    if (ok && code > 0 && code < 0x10000)
        add(readings, static_cast<unsigned>(code), end + 2);
}

// The character at `at` that is written as itself, percent-encoded or as an entity, where that is one byte.
WrittenCharacter oneAt(QByteArrayView text, qsizetype at) {
    if (text[at] != '%' && text[at] != '&')
        return {{text[at]}, 1, 1};
    Readings readings;
    addByte(readings, text[at], 1);
    if (text[at] == '%')
        addPercent(readings, text, at);
    else
        addEntity(readings, text, at);
    return readings.ways[static_cast<std::size_t>(readings.count - 1)];
}

// "\"", "\\\"", "\/", "\n", "\u0041"; a backslash itself is two, four or eight of them. The first one takes `unit`
// bytes: it may be written as "%5C", and what follows it as "&quot;".
void addBackslash(Readings& readings, QByteArrayView text, qsizetype at, qsizetype unit) {
    const QByteArrayView first = text.sliced(at, unit);
    qsizetype run = 1;
    while (run < (1 << mostLevels) && text.sliced(at + run * unit).startsWith(first))
        ++run;
    for (qsizetype meansOne = 2; meansOne <= run; meansOne *= 2)
        addByte(readings, '\\', meansOne * unit);
    const qsizetype behind = at + run * unit;
    if (behind >= text.size())
        return;
    const WrittenCharacter next = oneAt(text, behind);
    const char c = next.count == 1 ? next.bytes[0] : ' ';
    const qsizetype length = behind + next.length - at;
    constexpr QByteArrayView letters = "nrtbf";
    constexpr QByteArrayView meanings = "\n\r\t\b\f";
    if (c == '"' || c == '\'' || c == '/')
        addByte(readings, c, length);
    else if (const qsizetype which = letters.indexOf(c); which >= 0)
        addByte(readings, meanings[which], length);
    else if (const int code = c == 'u' ? hexNumber(text, at + length, 4) : -1; code >= 0)
        add(readings, static_cast<unsigned>(code), length + 4);
}

} // namespace

Readings readingsAt(QByteArrayView text, qsizetype at) {
    Readings readings;
    addByte(readings, text[at], 1);
    if (text[at] == '+')
        addByte(readings, ' ', 1);
    else if (text[at] == '%')
        addPercent(readings, text, at);
    else if (text[at] == '&')
        addEntity(readings, text, at);
    const WrittenCharacter last = readings.ways[static_cast<std::size_t>(readings.count - 1)];
    if (last.count == 1 && last.bytes[0] == '\\')
        addBackslash(readings, text, at, last.length);
    return readings;
}

} // namespace knockback::http
