// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TickLadder.h"
#include "app/timeline/TimelineLayout.h"
#include "ui/theme/Theme.h"

#include <QRectF>

class QPainter;

namespace knockback::ui {

// Where the parts of the picture lie, in pixels.
struct PictureGeometry {
    double labelWidth = 118; // the lanes' names
    double rulerHeight = 24;
};

// What is painted besides the layout.
struct TimelinePicture {
    const Theme& theme;
    const timeline::TimelineModel& model;
    const timeline::TimelineLayout& layout;
    timeline::TimeAxis axis;
    timeline::LocalClock clock; // with the reader's zone
    QRectF plot;                // the lanes; the ruler is above, the names are at its left
    base::AttemptId selected{};
    bool ring = false; // whether the selected one has the keyboard
};

// The whole picture but the line that says now: ruler, grid, names, circuits, waits, attempts, rotations. Cost follows
// what is in the layout.
void paintTimeline(QPainter& painter, const TimelinePicture& picture);

// A line at `x` from `top` to `bottom`, with its name at the top.
void paintNow(QPainter& painter, const Theme& theme, double x, double top, double bottom);

} // namespace knockback::ui
