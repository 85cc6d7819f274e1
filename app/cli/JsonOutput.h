// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/journal/Event.h"
#include "app/session/CallRunner.h"

#include <QJsonObject>

// The JSON of the command line. Names and meanings are a contract; what is not known is null.
namespace knockback::cli {

// cause subcause vendor confidence retryable retryAfterSeconds referenceIds evidence nextSteps docsUrl supportUrl
[[nodiscard]] QJsonObject diagnosisJson(const diagnosis::Diagnosis& diagnosis);
// windows retryAfterSeconds
[[nodiscard]] QJsonObject limitsJson(const ratelimit::QuotaReading& quota);
// startedAt status durationMs timings remoteAddress httpVersion diagnosis
[[nodiscard]] QJsonObject attemptJson(const journal::AttemptRecord& record);
// outcome status attempts waits
[[nodiscard]] QJsonObject callJson(const session::CallResult& result);

[[nodiscard]] QString isoTime(base::WallTime time); // "2026-11-22T10:42:41.318Z"

} // namespace knockback::cli
