// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace knockback::ui {

// The first place where a text is not JSON.
struct JsonProblem {
    int line = 1;
    int column = 1; // in characters
    QString expected;
    bool operator==(const JsonProblem&) const = default;
};

// RFC 8259, read as strictly as servers do; but {{variables}} may stand for any value, and for names. Nothing = it is
// JSON, or it is empty, or a `< ./file` line makes it something that only sending will tell. Any thread.
[[nodiscard]] std::optional<JsonProblem> checkJson(QByteArrayView text);

// "Line 3, column 14: a comma or } must come here."
[[nodiscard]] QString jsonProblemSentence(const JsonProblem& problem);

} // namespace knockback::ui
