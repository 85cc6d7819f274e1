// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "app/journal/Event.h"

#include <QByteArray>

#include <optional>

namespace knockback::history {

// Everything of a record but its bodies and what is in the attempt's row, as CBOR. The layout is in README.md.
[[nodiscard]] QByteArray encodeFacts(const journal::AttemptRecord& record);

// What encodeFacts wrote. An unknown member is skipped and a missing one keeps its default, so that older files stay
// readable.
struct StoredFacts {
    http::Attempt exchange; // redacted once already; bodies are empty
    diagnosis::Diagnosis diagnosis;
    ratelimit::QuotaReading quota;
    QByteArray provider;
    QString lane;
    QString decision;
};
[[nodiscard]] std::optional<StoredFacts> decodeFacts(const QByteArray& cbor);

} // namespace knockback::history
