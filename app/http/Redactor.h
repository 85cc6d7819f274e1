// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/http/Attempt.h"

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
        : m_attempt(std::move(attempt)), m_redactions(std::move(redactions)) {}
    std::shared_ptr<const Attempt> m_attempt;
    std::shared_ptr<const std::vector<Redaction>> m_redactions;
};

// Hides secrets by value (in their raw, URL-encoded, base64 and JSON-escaped forms, everywhere: URL, heads, cookies,
// bodies in memory) and by name (Authorization, Cookie, Set-Cookie, X-Api-Key, ?api_key=, ?access_token=, "client_secret" in
// form and JSON bodies …). The same value is replaced by the same text, so that a reader can still follow it.
// Not copyable (it holds secrets); safe to use from one thread at a time.
class Redactor {
public:
    Redactor() = default;
    Redactor(Redactor&&) = default;
    Redactor& operator=(Redactor&&) = default;

    // `name` is what stands in its place: ‹github-app›. Values under 4 bytes are not searched for by value.
    void addSecret(const QByteArray& name, base::Secret value);

    [[nodiscard]] RedactedAttempt redact(const Attempt& attempt) const;
    // Any other text on its way out: messages, URLs, files.
    [[nodiscard]] QByteArray redact(QByteArrayView text) const;

private:
    struct Known {
        QByteArray name;
        std::vector<base::Secret> forms;
    };
    std::vector<Known> m_known;
};

} // namespace knockback::http
