// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/StrongId.h"
#include "app/http/Redactor.h"
#include "app/interop/JsonWriter.h"

#include <QIODevice>

namespace knockback::interop {

// What the HAR's `_knockback` says about an entry beyond the format; absent parts are left out.
struct HarExtras {
    base::CallId call;
    int attempt = 0; // from 1
};

// Writes HAR 1.2. Takes only redacted attempts, so a secret cannot get in. Bodies that are text go in as text, others
// as base64; a body whose content coding is still on (it is kept as it came) is base64 and marked `_encoded`.
class HarWriter {
public:
    // `device` is open for writing and outlives this object.
    explicit HarWriter(QIODevice& device);

    void add(const http::RedactedAttempt& attempt, HarExtras extras = {});
    // Ends the document, once. False when the device refused something (full disk); errorString() of it says what.
    [[nodiscard]] bool finish();

private:
    JsonWriter m_json;
};

} // namespace knockback::interop
