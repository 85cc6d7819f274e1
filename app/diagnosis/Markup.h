// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::diagnosis {

// The text of the first <title>, trimmed; empty when there is none.
[[nodiscard]] QByteArray titleOf(QByteArrayView html);

// What a reader sees of HTML or XML: tags, comments, scripts and styles gone, character references resolved, white
// space collapsed; a line for each block of the page. Stops after `most` bytes.
[[nodiscard]] QByteArray visibleText(QByteArrayView markup, qsizetype most);

// "&#35;18&#46;2f" -> "#18.2f"; the references for ASCII and the five named ones, others stay.
[[nodiscard]] QByteArray resolveReferences(QByteArrayView text);

// A line for each sentence: "Stop. Your address 10.0.0.1 is banned." becomes two.
[[nodiscard]] QByteArray oneSentenceALine(QByteArray text);

} // namespace knockback::diagnosis
