// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/http/Attempt.h"
#include "app/http/RedactionMatcher.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace knockback::http {

// One place where something was hidden: "Authorization", "?api_key=", "body" … and how often. For the report's preview.
struct Redaction {
    QString place;
    int count = 0;
};

// An attempt with every secret hidden: the only form that history, reports, exports, logs and views accept.
// Only a Redactor makes one. Cheap to copy; immutable; any thread.
class RedactedAttempt {
public:
    [[nodiscard]] const Attempt& attempt() const { return *m_attempt; }
    [[nodiscard]] const std::vector<Redaction>& redactions() const { return *m_redactions; }

private:
    friend class Redactor;
    RedactedAttempt(std::shared_ptr<const Attempt> attempt, std::shared_ptr<const std::vector<Redaction>> redactions)
        : m_attempt(std::move(attempt))
        , m_redactions(std::move(redactions)) {}
    std::shared_ptr<const Attempt> m_attempt;
    std::shared_ptr<const std::vector<Redaction>> m_redactions;
};

// Hides secrets by value (see RedactionMatcher for the forms: raw, escaped, base64, hex …) and by name (Authorization,
// Cookie, X-Api-Key, ?api_key=, "client_secret" …) in URLs, heads, cookies and bodies in memory; what was hidden by
// name is then hidden wherever else the attempt repeats it. The same value is replaced by the same text, so that a
// reader can still follow it. JSON and forms stay what they are; Content-Length stays as it was. A body in a file or a
// compressed one, whose bytes cannot be looked through, is replaced by a note. Redacting twice changes nothing more.
// Not copyable (it holds secrets). redact() may be called from several threads while nobody adds secrets.
class Redactor {
public:
    Redactor() = default;
    Redactor(Redactor&&) = default;
    Redactor& operator=(Redactor&&) = default;

    // `name` is what stands in its place: ‹github-app›. Values under 4 bytes are not searched for.
    void addSecret(const QByteArray& name, base::Secret value);

    [[nodiscard]] RedactedAttempt redact(const Attempt& attempt) const;
    // Any other text on its way out: messages, URLs, files.
    [[nodiscard]] QByteArray redact(QByteArrayView text) const;

private:
    RedactionMatcher m_known;
    std::vector<QByteArray> m_placeholders; // what stands for each secret, in the order they were added
};

} // namespace knockback::http
