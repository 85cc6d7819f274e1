// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Rule.h"
#include "app/diagnosis/StrictJson.h"

namespace knockback::diagnosis {

// One "when" or "unless" of a rule.
[[nodiscard]] Condition readCondition(const QJsonValue& value, const QString& place, StrictErrors& errors);

// An expression at `place`; a bad one is an error there.
[[nodiscard]] std::optional<Pattern> readPattern(const QByteArray& expression, const QString& place,
                                                 StrictErrors& errors);

} // namespace knockback::diagnosis
