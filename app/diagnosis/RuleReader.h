// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/diagnosis/Rule.h"
#include "app/diagnosis/Rules.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::diagnosis {

struct RuleError {
    QString sentence; // "cloudflare.json: rules[3].when.status: …"
};

// One rules file (resources/schemas/rules.json). Unknown members, wrong types, bad expressions are errors.
[[nodiscard]] base::Result<RuleData, RuleError> readRules(const QByteArray& json, const QString& fileName);

// All files that are compiled in, put together. Broken data is a bug of the build; a test reads every file.
[[nodiscard]] base::Result<RuleData, RuleError> readBuiltInRules();

// One rule, vendor, wording or request fact alone, as the built-in tables hold them: read strictly by a test, so a
// mistake is a bug.
[[nodiscard]] Rule readOneRule(const QByteArray& json);
[[nodiscard]] Vendor readOneVendor(const QByteArray& json);
[[nodiscard]] Wording readOneWording(const QByteArray& json);
[[nodiscard]] RequestPattern readOneRequestPattern(const QByteArray& json);

// What only shows when the files are together: ids that occur twice, vendors and sub-causes that nobody declared,
// neither they nor the rules below them (may be null).
[[nodiscard]] std::optional<RuleError> problemWith(const RuleData& data, const Rules* below = nullptr);

} // namespace knockback::diagnosis
