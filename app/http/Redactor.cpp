// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Redactor.h"

#include "app/http/Placeholder.h"
#include "app/http/RedactionPasses.h"

namespace knockback::http {

void Redactor::addSecret(const QByteArray& name, base::Secret value) {
    m_known.add(value);
    m_placeholders.push_back(placeholderFor(name));
}

RedactedAttempt Redactor::redact(const Attempt& attempt) const {
    RedactionRun run(m_known, m_placeholders);
    Attempt redacted = RedactPass(run).apply(attempt);
    if (run.hasRepeated())
        redacted = RepeatPass(run).apply(std::move(redacted));
    return {std::make_shared<const Attempt>(std::move(redacted)),
            std::make_shared<const std::vector<Redaction>>(run.takeRedactions())};
}

QByteArray Redactor::redact(QByteArrayView text) const {
    RedactionRun run(m_known, m_placeholders);
    return redactAnything(text.toByteArray(), run, {});
}

} // namespace knockback::http
