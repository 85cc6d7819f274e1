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

// Whether a reader sees more of an HTML page than its title and a word or two, scripts being on.
[[nodiscard]] bool hasWords(QByteArrayView html);

// Where a page sends its reader by itself (<meta http-equiv="refresh">); empty when nowhere.
[[nodiscard]] QByteArray refreshTargetOf(QByteArrayView html);

// Whether it is made to be read, as an article, a documentation or a shop's page is, and no notice: it has a navigation
// or an article, or it is a text of several lines.
[[nodiscard]] bool isReadingMatter(QByteArrayView body);

// "&#35;18&#46;2f" -> "#18.2f"; the references for ASCII and the five named ones, others stay.
[[nodiscard]] QByteArray resolveReferences(QByteArrayView text);

// A line for each sentence: "Stop. Your address 10.0.0.1 is banned." becomes two.
[[nodiscard]] QByteArray oneSentenceALine(QByteArray text);

} // namespace knockback::diagnosis
