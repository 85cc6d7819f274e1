// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace knockback::history {

[[nodiscard]] QByteArray compressed(const QByteArray& bytes);
// Nothing when they are damaged or would become more than `most` bytes.
[[nodiscard]] std::optional<QByteArray> decompressed(const QByteArray& bytes, qsizetype most);

} // namespace knockback::history
