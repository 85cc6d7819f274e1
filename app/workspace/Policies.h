// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/retry/RetryPolicy.h"
#include "app/workspace/FileError.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace knockback::workspace {

// A policy with a name, from resources/workspace/policies.json.
struct PolicyPreset {
    QByteArray name;
    QString description;
    retry::RetryPolicy policy;
};

// The built-in presets in the file's order; "default" is the first.
[[nodiscard]] const std::vector<PolicyPreset>& policyPresets();
[[nodiscard]] const PolicyPreset* policyPreset(QByteArrayView name);

// A policy as a JSON object with every setting, and back. What the object leaves out stays as in `start`; unknown
// members, wrong types and values out of range are errors that name the member.
[[nodiscard]] QJsonObject policyToJson(const retry::RetryPolicy& policy);
[[nodiscard]] base::Result<retry::RetryPolicy, QString> policyFromJson(const QJsonObject& json,
                                                                       const retry::RetryPolicy& start = {});
// The same from a file's bytes; "preset" names the start.
[[nodiscard]] base::Result<retry::RetryPolicy, FileError> parsePolicy(const QByteArray& json, const QString& fileName);

// What `--policy` takes: the name of a preset, or a JSON file.
[[nodiscard]] base::Result<retry::RetryPolicy, FileError> loadPolicy(const QString& presetOrFile);

} // namespace knockback::workspace
