// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineModel.h"
#include "ui/theme/Theme.h"

#include <QByteArray>
#include <QSize>

#include <optional>

namespace knockback::ui {

struct PngRequest {
    int width = 900; // in pixels at ratio 1; the height follows the lanes
    int mostHeight = 900;
    double pixelRatio = 2.0;                  // sharp in print and on fine screens
    std::optional<timeline::TimeRange> range; // empty = everything, with a little air
    base::Seconds utcOffset{0};               // reports speak UTC
};

// The picture of a report, as a PNG. The same input gives the same bytes on the same machine. Needs a QGuiApplication
// (the offscreen platform will do) and runs on its thread.
[[nodiscard]] QByteArray paintTimelinePng(const timeline::TimelineModel& model, const Theme& theme,
                                          const PngRequest& request = {});

} // namespace knockback::ui
