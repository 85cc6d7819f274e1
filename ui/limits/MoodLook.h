// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/limits/BucketWords.h"
#include "ui/theme/Theme.h"

class QPainter;
class QRectF;

namespace knockback::ui {

// Whose colours a mood wears.
[[nodiscard]] diagnosis::Cause causeOf(BucketMood mood);
[[nodiscard]] QColor moodColour(const Theme& theme, BucketMood mood);

// A little label at the right end of `line`: filled for trouble, outlined for what is only different (dashed where
// nobody announced it). Returns its width; 0 without words.
double paintTag(QPainter& painter, const Theme& theme, const QRectF& line, const QString& words, BucketMood mood,
                bool learned);

} // namespace knockback::ui
