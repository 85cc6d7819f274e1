// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/http/Attempt.h"
#include "app/providers/Catalogue.h"

#include <vector>

namespace knockback::diagnosis {

// An error code or wording of an answer that a provider's documentation explains.
struct ExplainedCode {
    QByteArray code;  // as the documentation writes it
    QString where;    // "body error.code", "body", "status"
    QString provider; // whose documentation
    QString meaning;
    QString advice; // may be empty
    QString docsUrl;
};

// What the documentation of the host's provider, of the vendor that decided and of the software that signed the answer
// says about it; then the standards. An exact code comes before a wording, a wording before the status; none twice.
// Empty for an answer that was served and is no block. Any thread; reads the first 64 KiB of the body.
[[nodiscard]] std::vector<ExplainedCode> explainedCodes(const http::Attempt& attempt, const Diagnosis& diagnosis,
                                                        const providers::Catalogue& catalogue);

} // namespace knockback::diagnosis
