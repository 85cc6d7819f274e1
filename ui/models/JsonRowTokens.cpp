// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonRowTokens.h"

namespace knockback::ui {

namespace {

bool isPlain(QChar c) {
    return !c.isSpace() && !QStringView(u"{}[],:\"").contains(c);
}

qsizetype stringEnd(QStringView line, qsizetype at) {
    for (++at; at < line.size(); ++at) {
        if (line[at] == u'"')
            return at + 1;
        if (line[at] == u'\\')
            ++at;
    }
    return line.size();
}

} // namespace

std::vector<JsonToken> jsonTokens(QStringView line) {
    std::vector<JsonToken> tokens;
    for (qsizetype at = 0; at < line.size();) {
        const QChar c = line[at];
        auto end = at + 1;
        if (c == u'"') {
            end = stringEnd(line, at);
            auto next = end;
            while (next < line.size() && line[next].isSpace())
                ++next;
            const bool key = next < line.size() && line[next] == u':';
            tokens.push_back(
                {static_cast<int>(at), static_cast<int>(end - at), key ? JsonTokenKind::Key : JsonTokenKind::String});
        } else if (isPlain(c)) {
            while (end < line.size() && isPlain(line[end]))
                ++end;
            const bool number = c == u'-' || (c >= u'0' && c <= u'9');
            tokens.push_back({static_cast<int>(at), static_cast<int>(end - at),
                              number ? JsonTokenKind::Number : JsonTokenKind::Word});
        }
        at = end;
    }
    return tokens;
}

} // namespace knockback::ui
