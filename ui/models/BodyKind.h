// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace knockback::ui {

// What a response body is, as far as showing it goes.
enum class BodyKind { Text, Json, JsonLines, Xml, Html, Form, EventStream, Image, Svg, Binary };

enum class BodyMode { Pretty, Raw, Tree, Hex, Preview };
constexpr int bodyModeCount = 5;

// "application/json" of "Application/JSON; charset=utf-8".
[[nodiscard]] QByteArray mediaTypeOf(const QByteArray& contentType);
// The charset parameter in lower case; empty when there is none.
[[nodiscard]] QByteArray charsetOf(const QByteArray& contentType);

// By the media type, and by the first bytes where it says nothing.
[[nodiscard]] BodyKind kindOfBody(const QByteArray& contentType, QByteArrayView firstBytes);

// The mode that fits best.
[[nodiscard]] BodyMode defaultMode(BodyKind kind);
// Why a mode has nothing to show for this kind, in one sentence; empty = it has.
[[nodiscard]] QString problemWith(BodyMode mode, BodyKind kind);

} // namespace knockback::ui
