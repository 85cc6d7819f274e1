// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/limits/BucketWords.h"
#include "ui/theme/Theme.h"

class QPainter;
class QRectF;

namespace knockback::ui {

// An arc of three quarters that is filled by what is left, with words inside. `share` empty: nothing is known to fill
// it by.
void paintGauge(QPainter& painter, const Theme& theme, const QRectF& box, const BucketWords& words, BucketMood mood,
                std::optional<double> share);

// What was left over time as a line, and dashed what comes at this pace. Nothing to draw leaves the ground line.
void paintSparkline(QPainter& painter, const Theme& theme, const QRectF& box, const ratelimit::BucketState& bucket,
                    base::SteadyTime now, const QColor& colour);

} // namespace knockback::ui
