// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <random>

namespace knockback::test {

// JSON texts of every shape, with the spellings that careless readers change.
class RandomJson {
public:
    explicit RandomJson(unsigned seed) : m_random(seed) {}

    QByteArray value(int depth = 4) {
        switch (pick(depth > 0 ? 9 : 7)) {
        case 0:
            return "9007199254740993";
        case 1:
            return "1.10";
        case 2:
            return "-1E5";
        case 3:
            return "null";
        case 4:
            return pick(2) ? "true" : "false";
        case 5:
        case 6:
            return string();
        case 7:
            return list('[', ']', depth, false);
        default:
            return list('{', '}', depth, true);
        }
    }
    QByteArray string() {
        static const std::vector<QByteArray> pieces{
            "a",   "\\\"", "\\\\",    "{", "]", ",", "\\u00e9", "\xc3\xa9", " ", "\\n", "\xf0\x9f\x8d\x80",
            "key", ":",    "\\\\\\\""};
        QByteArray text = "\"";
        for (int i = pick(6); i > 0; --i)
            text += pieces[static_cast<std::size_t>(pick(static_cast<int>(pieces.size())))];
        return text + '"';
    }
    int pick(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }

private:
    QByteArray space() {
        static const std::vector<QByteArray> spaces{"", "", "", " ", "\n", "\t", "\r\n  "};
        return spaces[static_cast<std::size_t>(pick(static_cast<int>(spaces.size())))];
    }
    QByteArray list(char open, char close, int depth, bool named) {
        QByteArray text = open + space();
        const int count = pick(5);
        for (int i = 0; i < count; ++i) {
            if (i > 0)
                text += space() + ',' + space();
            if (named)
                text += string() + space() + ':' + space();
            text += value(depth - 1);
        }
        return text + space() + close;
    }

    std::mt19937 m_random;
};

} // namespace knockback::test
