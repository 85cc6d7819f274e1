// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/RedactionMatcher.h"
#include "app/http/Redactor.h"

#include <QByteArray>

#include <set>
#include <vector>

namespace knockback::http {

// The work of redacting one attempt or text: replaces, counts, and remembers what it hid by name, because a server
// often repeats in its answer what it was sent. One use, one thread.
class RedactionRun {
public:
    enum class Syntax { Text, Json };

    // `names` are what stands for the matcher's secrets, in its order. Both outlive the run.
    RedactionRun(const RedactionMatcher& known, const std::vector<QByteArray>& names);

    // Hides known secrets wherever they are. In JSON a secret that is a bare number becomes a string.
    [[nodiscard]] QByteArray byValue(const QByteArray& text, const QString& place, Syntax syntax = Syntax::Text);
    // What stands instead of a value that a name says is secret. `plain` is the value without its encoding, so that the
    // same secret looks the same everywhere. Empty values, placeholders and {{variables}} stay.
    [[nodiscard]] QByteArray byName(QByteArrayView value, QByteArrayView plain, const QString& place);

    // Notes a secret that was hidden with others in one value (the password of a Basic pair).
    void remember(QByteArrayView plain);

    // Hides by value, in a text that is redacted already, what the run hid by name before.
    [[nodiscard]] QByteArray repeated(const QByteArray& text, const QString& place);
    [[nodiscard]] bool hasRepeated() const { return !m_seen.isEmpty(); }

    // Something was left out at that place.
    void count(const QString& place);
    // While it is off, what is hidden is not counted: a raw head repeats its fields.
    void setCounting(bool counting) { m_counting = counting; }
    [[nodiscard]] std::vector<Redaction> takeRedactions();

private:
    QByteArray replace(const QByteArray& text, const RedactionMatcher& matcher,
                       const std::vector<QByteArray>& placeholders, const QString& place, Syntax syntax);

    const RedactionMatcher& m_known;
    const std::vector<QByteArray>& m_names;
    RedactionMatcher m_seen;
    std::vector<QByteArray> m_seenPlaceholders;
    std::set<QByteArray> m_seenDigests;
    std::vector<Redaction> m_redactions;
    bool m_counting = true;
};

} // namespace knockback::http
