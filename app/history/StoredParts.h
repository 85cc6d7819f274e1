// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/http/Attempt.h"
#include "app/ratelimit/QuotaWindow.h"

#include <QCborArray>
#include <QCborMap>

namespace knockback::history {

// The parts of an attempt's facts, there and back.
[[nodiscard]] QCborMap encode(const diagnosis::Diagnosis& diagnosis);
[[nodiscard]] diagnosis::Diagnosis decodeDiagnosis(const QCborValue& value);
[[nodiscard]] QCborMap encode(const ratelimit::QuotaReading& quota);
[[nodiscard]] ratelimit::QuotaReading decodeQuota(const QCborValue& value);
[[nodiscard]] QCborArray encode(const http::HeaderList& headers);
[[nodiscard]] http::HeaderList decodeHeaders(const QCborValue& value);
[[nodiscard]] QCborMap encode(const http::ResponseHead& head);
[[nodiscard]] http::ResponseHead decodeHead(const QCborValue& value);
[[nodiscard]] QCborMap encode(const http::NetworkFailure& failure);
[[nodiscard]] http::NetworkFailure decodeFailure(const QCborValue& value);
[[nodiscard]] QCborMap encode(const http::Response& response);
[[nodiscard]] http::Response decodeResponse(const QCborValue& value);
[[nodiscard]] QCborMap encode(const http::CertificateFacts& certificate);
[[nodiscard]] http::CertificateFacts decodeCertificate(const QCborValue& value);
[[nodiscard]] QCborMap encode(const http::ConnectionFacts& connection);
[[nodiscard]] http::ConnectionFacts decodeConnection(const QCborValue& value);
[[nodiscard]] QCborMap encode(const http::Timing& timing);
[[nodiscard]] http::Timing decodeTiming(const QCborValue& value);

} // namespace knockback::history
