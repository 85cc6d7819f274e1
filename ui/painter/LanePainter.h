// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/painter/TimelinePicture.h"

namespace knockback::ui {

// The ground: time ticks with their grid lines, the lanes' names and the lines between them, open circuits.
void paintRuler(QPainter& painter, const TimelinePicture& picture);
void paintLaneNames(QPainter& painter, const TimelinePicture& picture);
void paintCircuits(QPainter& painter, const TimelinePicture& picture);

// The line that says now, with a flag on the ruler. Nothing when that is out of sight.
void paintNow(QPainter& painter, const TimelinePicture& picture);

// Words under the bars, as many as have room: why was waited, what was rotated; with the rotations' diamonds.
void paintNotes(QPainter& painter, const TimelinePicture& picture);

} // namespace knockback::ui
