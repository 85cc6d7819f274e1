// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyForm.h"

#include <QString>

#include <optional>

namespace knockback::ui {

class PartsModel;

// "JSON", "Form (urlencoded)".
[[nodiscard]] QString kindWords(workspace::BodyKind kind);
// "Content-Type: application/json", with a word when it is not a row of the headers.
[[nodiscard]] QString typeWords(const workspace::RequestDraft& draft, workspace::BodyKind kind);
[[nodiscard]] QString formWords(int fields);
// How many parts, and how many files of them are missing.
[[nodiscard]] QString partsWords(const PartsModel& parts);

// Nothing when brackets, quotes or tags do not match. Any thread.
[[nodiscard]] std::optional<QByteArray> laidOutJson(const QByteArray& text);
[[nodiscard]] std::optional<QByteArray> laidOutXml(const QByteArray& text);

} // namespace knockback::ui
