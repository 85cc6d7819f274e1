// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TickLadder.h"
#include "app/timeline/TimelineLayout.h"
#include "ui/theme/Theme.h"

#include <QRectF>

#include <optional>

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
    bool ring = false;                        // whether the selected one has the keyboard
    std::optional<base::SteadyTime> now = {}; // where the line stands
};

// The whole picture: ruler, grid, names, circuits, waits, attempts, rotations, now. Cost follows what is in the layout.
void paintTimeline(QPainter& painter, const TimelinePicture& picture);

} // namespace knockback::ui
