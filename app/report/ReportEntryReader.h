// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnoser.h"
#include "app/http/Redactor.h"
#include "app/journal/Event.h"
#include "app/providers/Catalogue.h"

namespace knockback::report {

// Turns attempts from a file (a HAR) into the records that reports, `diagnose` and `limits` work with: limits read,
// cause diagnosed, secrets hidden. Stateless; one thread.
class ReportEntryReader {
public:
    // All three outlive this object.
    ReportEntryReader(const providers::Catalogue& catalogue, const diagnosis::Diagnoser& diagnoser,
                      const http::Redactor& redactor)
        : m_catalogue(catalogue)
        , m_diagnoser(diagnoser)
        , m_redactor(redactor) {}

    [[nodiscard]] journal::AttemptPtr read(const http::Attempt& attempt, int number = 1) const;

private:
    const providers::Catalogue& m_catalogue;
    const diagnosis::Diagnoser& m_diagnoser;
    const http::Redactor& m_redactor;
};

} // namespace knockback::report
