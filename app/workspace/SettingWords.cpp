// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/SettingWords.h"

#include "app/http/Variables.h"

namespace knockback::workspace {
namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t';
}

QByteArray quotedWord(const QByteArray& text, qsizetype& at) {
    QByteArray word;
    for (++at; at < text.size() && text.at(at) != '"'; ++at) {
        if (text.at(at) != '\\' || at + 1 == text.size()) {
            word += text.at(at);
            continue;
        }
        const char escaped = text.at(++at);
        word += escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
    }
    ++at;
    return word;
}

} // namespace

std::vector<QByteArray> splitWords(const QByteArray& text) {
    const auto variables = http::findVariables(text);
    const auto endOfVariable = [&](qsizetype at) {
        for (const auto& span : variables) {
            if (span.start == at)
                return at + span.length;
        }
        return at + 1;
    };
    std::vector<QByteArray> words;
    for (qsizetype at = 0; at < text.size();) {
        if (isSpace(text.at(at))) {
            ++at;
        } else if (text.at(at) == '"') {
            words.push_back(quotedWord(text, at));
        } else {
            const qsizetype start = at;
            while (at < text.size() && !isSpace(text.at(at)))
                at = endOfVariable(at);
            words.push_back(text.mid(start, at - start));
        }
    }
    return words;
}

QByteArray joinWords(const std::vector<QByteArray>& words) {
    QByteArray line;
    for (const QByteArray& word : words) {
        if (!line.isEmpty())
            line += ' ';
        if (splitWords(word) == std::vector<QByteArray>{word} && !word.contains('\n') && !word.contains('\r')) {
            line += word;
            continue;
        }
        QByteArray inside = word;
        inside.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
        line += '"' + inside + '"';
    }
    return line;
}

} // namespace knockback::workspace
