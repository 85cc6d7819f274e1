// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/HttpBlock.h"
#include "app/workspace/RequestSettings.h"

#include <QByteArray>
#include <QString>

#include <span>
#include <vector>

namespace knockback::workspace {

// One field of RequestSettings as settings lines. Where JetBrains has a spelling it is used (`# @timeout 10`,
// `# @no-redirect`), everything else is `# @knockback.*`. A field with its default value has no line. The HTTP version
// is not here: it stands at the end of the request line.
struct SettingField {
    std::vector<QByteArray> keys; // that are read
    // Applies a line; returns what is wrong with the value, or an empty text.
    QString (*read)(RequestSettings&, const SettingLine&);
    // The lines after their "# @", in order.
    std::vector<QByteArray> (*write)(const RequestSettings&);
};

[[nodiscard]] std::span<const SettingField> settingFields();
// The field that a line belongs to, or null.
[[nodiscard]] const SettingField* settingField(const QByteArray& key);

// Without spaces around texts, empty list entries and what does not count (a proxy's URL when there is none).
[[nodiscard]] RequestSettings normalised(RequestSettings settings);

// "10", "1500 ms" and "2 m" (seconds are meant without a unit); 0 is no bound.
[[nodiscard]] QByteArray durationText(const std::optional<base::Milliseconds>& duration);
[[nodiscard]] std::optional<base::Milliseconds> parseDuration(const QByteArray& text, bool& ok);

} // namespace knockback::workspace
