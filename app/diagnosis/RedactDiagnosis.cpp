// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis/RedactDiagnosis.h"

namespace knockback::diagnosis {

void hideSecrets(Diagnosis& diagnosis, const http::Redactor& redactor) {
    const auto hide = [&](QString& text) { text = QString::fromUtf8(redactor.redact(text.toUtf8())); };
    hide(diagnosis.title);
    for (auto& evidence : diagnosis.evidence)
        hide(evidence.sentence);
    for (auto& reference : diagnosis.referenceIds)
        hide(reference.value);
    for (auto& step : diagnosis.nextSteps)
        hide(step.text);
}

} // namespace knockback::diagnosis
