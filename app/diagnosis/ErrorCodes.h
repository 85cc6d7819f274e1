// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/JsonPath.h"
#include "app/http/HeaderList.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::diagnosis {

// A machine-readable error code of an answer, in lower case, and where it stood.
struct SeenCode {
    QByteArray code;
    QString where;    // "body error.code", "header x-amzn-ErrorType"
    QByteArray words; // "RequestRateTooLarge" and "request_rate_too_large" as "Request Rate Too Large"
};

// The codes of an answer from where APIs put them: the usual JSON members (RFC 9457, RFC 6749, Google, AWS, GraphQL …),
// an XML error's <Code>, WWW-Authenticate's error=, the vendors' error-type fields. "com.x#ThrottlingException" is read
// as "throttlingexception".
[[nodiscard]] std::vector<SeenCode> errorCodes(const JsonBody& json, QByteArrayView body,
                                               const http::HeaderList& headers);

// The sentences for people in a JSON error, one a line.
[[nodiscard]] QByteArray errorMessages(const JsonBody& json);

// All texts of a small JSON error whose members nobody knows, one a line.
[[nodiscard]] QByteArray shortStrings(const JsonBody& json);

} // namespace knockback::diagnosis
