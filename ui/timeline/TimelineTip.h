// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/HitTest.h"
#include "ui/timeline/TimelineScene.h"

#include <QPointF>
#include <QString>

namespace knockback::ui {

// What the tool tip says at a point; empty over nothing. Over the ruler: the zone that times are in.
[[nodiscard]] QString timelineTip(const TimelineScene& scene, const timeline::TimelineLayout& layout,
                                  const timeline::TimeAxis& axis, QPointF at);

// One attempt in a sentence, also for screen readers: "429 rate limit, 182 ms, attempt 3 of Search, core · per IP,
// 10:42:41".
[[nodiscard]] QString attemptSentence(const TimelineScene& scene, const timeline::Bar& bar, std::size_t lane);

} // namespace knockback::ui
