// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/ByteReader.h"

#include <limits>
#include <optional>

namespace knockback::ui {

enum class JsonType { Object, Array, String, Number, True, False, Null, Broken };

// What kind of value begins at `offset`, by its first byte.
[[nodiscard]] JsonType jsonTypeAt(ByteReader& text, qint64 offset);

// The offset of the first byte from `at` that is no white space; the size at the end.
[[nodiscard]] qint64 skipJsonSpace(ByteReader& text, qint64 at);
// One past the string whose opening quote is at `at`; -1 when it has no end.
[[nodiscard]] qint64 skipJsonString(ByteReader& text, qint64 at);

// Finds the end of one value by counting brackets, without looking at what is inside; can stop on the way and go on.
class JsonSkip {
public:
    enum class State { Done, Paused, Broken };

    explicit JsonSkip(qint64 value) : m_at(value) {}
    // Goes on for about `budget` bytes. Broken: the text ends inside the value, or none begins there.
    [[nodiscard]] State advance(ByteReader& text, qint64 budget = std::numeric_limits<qint64>::max());
    // One past the value once advance() said Done.
    [[nodiscard]] qint64 at() const { return m_at; }

private:
    [[nodiscard]] State scalar(ByteReader& text);

    qint64 m_at;
    int m_depth = 0;
};

// One past the value that begins at `value`; -1 when it has no end.
[[nodiscard]] qint64 skipJsonValue(ByteReader& text, qint64 value);

struct JsonChild {
    qint64 key = -1; // with its quotes; -1 in an array
    qint64 keyEnd = -1;
    qint64 value = -1;
};

// The children of a container, one after the other. A copy goes on from where it was made.
class JsonChildren {
public:
    enum class Step { Child, End, Paused, Broken };

    // Of the object or array that begins at `container`.
    JsonChildren(ByteReader& text, qint64 container);
    // The same for one whose type is known.
    [[nodiscard]] static JsonChildren of(JsonType type, qint64 container);
    // The values of the whole text, one after the other: JSON Lines, or the one value of a JSON text.
    [[nodiscard]] static JsonChildren ofText();

    // Child: `child` is the next one. Paused: the one before is so long that its end was not reached within `budget`
    // bytes; ask again.
    [[nodiscard]] Step next(ByteReader& text, JsonChild& child, qint64 budget = std::numeric_limits<qint64>::max());

private:
    JsonChildren() = default;
    [[nodiscard]] Step member(ByteReader& text, JsonChild& child);

    char m_close = 0; // '}', ']', or nothing for a text
    bool m_first = true;
    qint64 m_at = 0;
    std::optional<JsonSkip> m_previous;
};

// The text of a string value or key with its escapes undone; `raw` has the quotes.
[[nodiscard]] QString unquotedJson(QByteArrayView raw);

} // namespace knockback::ui
