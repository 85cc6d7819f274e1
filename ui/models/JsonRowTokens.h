// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

namespace knockback::ui {

enum class JsonTokenKind { Key, String, Number, Word };

struct JsonToken {
    int begin = 0;
    int length = 0;
    JsonTokenKind kind = JsonTokenKind::Word;
    bool operator==(const JsonToken&) const = default;
};

// What to colour in one line of laid out JSON, which never breaks inside a string. A string at the line's end that has
// no closing quote goes on beyond what is shown.
[[nodiscard]] std::vector<JsonToken> jsonTokens(QStringView line);

} // namespace knockback::ui
