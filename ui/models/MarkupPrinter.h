// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/MarkupTokens.h"
#include "ui/models/StopFlag.h"

#include <functional>

namespace knockback::ui {

// Lays XML or HTML out with two spaces a level. Only white space between tags changes, and only inside elements that
// hold no text of their own: what a reader or a browser would show stays as it is. Elements with text (and, in HTML,
// with inline elements, <pre>, <script> …) come out byte for byte. Reads the body twice; for a worker thread.
void layOutMarkup(const http::Body& body, MarkupDialect dialect, const std::function<void(QByteArrayView)>& sink,
                  const StopFlag& stop = {});

} // namespace knockback::ui
