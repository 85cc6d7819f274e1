// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnoser.h"
#include "app/http/Attempt.h"

namespace knockback::diagnosis::test {

using Fields = std::initializer_list<http::HeaderField>;

// An answered GET with a User-Agent of its own and Accept: */*, as an ordinary client sends it.
http::Attempt answered(const QByteArray& url, int status, Fields headers, const QByteArray& body = {},
                       const QByteArray& reason = {});
// The same without an answer.
http::Attempt failed(const QByteArray& url, http::FailureKind kind, http::Phase phase, const QString& detail);

// What the limits part would read, made by hand.
ratelimit::QuotaReading noLimits();
ratelimit::QuotaReading retryAfter(double seconds);
ratelimit::QuotaReading window(double remaining, double resetSeconds);

// With the built-in rules and catalogue, which are made once.
Diagnosis diagnose(const http::Attempt& attempt, const ratelimit::QuotaReading& quota = noLimits());

} // namespace knockback::diagnosis::test
