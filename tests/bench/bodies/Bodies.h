// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Body.h"
#include "ui/theme/ThemeManager.h"

#include <QByteArray>
#include <QWidget>

#include <functional>

namespace knockback::bench {

// Minified JSON of about `size` bytes: records with 19-digit ids, spelt numbers, duplicate keys and letters beyond
// ASCII.
[[nodiscard]] QByteArray jsonText(qint64 size);
// The same bytes as a body that keeps at most `memoryLimit` of them in memory.
[[nodiscard]] http::Body bodyOf(const QByteArray& bytes, qint64 memoryLimit = http::BodyWriter::defaultMemoryLimit);

// Runs the event loop until `done` holds; ends the program when that takes a minute.
void spinUntil(const std::function<bool()>& done);

// Shows a widget in the size of a large window and paints it once.
void showLarge(QWidget& widget);

// The parts of this benchmark; each prints its own table.
void benchFirstPaint(ui::ThemeManager& themes, int rounds);
void benchAgainstEditor(ui::ThemeManager& themes, int rounds);
void benchMemory(ui::ThemeManager& themes);
void benchPrettyPrint(int rounds);
void benchLive(ui::ThemeManager& themes, int rounds);

} // namespace knockback::bench
