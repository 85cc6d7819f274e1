// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <QJsonValue>
#include <QString>

#include <span>

namespace knockback::workspace {

// One setting of a RetryPolicy under the name it has in JSON files and in `# @knockback.retry.<name>` lines.
struct PolicyField {
    const char* name;
    QJsonValue (*read)(const retry::RetryPolicy&);
    // Returns what is wrong with the value, or an empty text; the policy is unchanged then.
    QString (*write)(retry::RetryPolicy&, const QJsonValue&);
};

// Every setting, in the order in which they are written.
[[nodiscard]] std::span<const PolicyField> policyFields();
[[nodiscard]] const PolicyField* policyField(QByteArrayView name);

// A value as the text of a settings line, and back: `3`, `true`, `429, 503`, `none`.
[[nodiscard]] QByteArray settingText(const QJsonValue& value);
[[nodiscard]] QJsonValue settingValue(QByteArrayView text, const QJsonValue& like);

} // namespace knockback::workspace
