// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/report/WaitSpan.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace knockback::report {

// What a report is made of: finished attempts, oldest first, and the waits between them.
struct ReportInput {
    std::vector<journal::AttemptPtr> attempts;
    std::vector<WaitSpan> waits;
    std::size_t focus = 0; // the attempt that the report is about
};

// Who the request was sent as, without the secret.
struct CredentialFacts {
    QByteArray name;
    QByteArray sha256Prefix; // of the secret, 8 hex digits, so that the provider can find it; empty = not said
    std::optional<base::WallTime> expiresAt;
};

struct ReportOptions {
    bool fingerprint = true;
    bool attempts = true; // and waits, and the picture
    bool limits = true;
    bool diagnosis = true;
    bool reproduction = true;
    bool har = true;
    bool largeBodies = false; // response bodies over 64 KiB in the HAR
    bool addresses = true;    // of this machine and of the server
    QString reason;           // why the user thinks that the block is a mistake
    std::optional<CredentialFacts> credential;
};

// Everything in the journal that belongs to a report on `call`: its attempts (token requests too) and waits, and up to
// `most` earlier attempts at the same method and path. The focus is the call's last blocked attempt, else its last one.
// Empty attempts when the journal knows nothing of the call.
[[nodiscard]] ReportInput inputFromJournal(const std::vector<journal::Event>& events, base::CallId call,
                                           std::size_t most = 50);

// The focus that inputFromJournal() and `knockback report` choose: the last blocked attempt, else the last.
[[nodiscard]] std::size_t defaultFocus(const std::vector<journal::AttemptPtr>& attempts);

// The attempts of a capture that tell the story of attempt `focus`: same method, host and path, in order.
[[nodiscard]] ReportInput inputFromCapture(const std::vector<journal::AttemptPtr>& attempts, std::size_t focus);

// Paints the timeline of a report as PNG. `app` draws nothing, so whoever can hands one in.
using TimelinePainter =
    std::function<QByteArray(const std::vector<journal::AttemptPtr>&, const std::vector<WaitSpan>&)>;

} // namespace knockback::report
