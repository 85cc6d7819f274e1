// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/providers/Catalogue.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace knockback::ui {

// What a pasted text or a dropped file tells: its exchanges, diagnosed and with their secrets hidden.
struct PasteDiagnosis {
    QString kind; // "curl -v output"
    std::vector<journal::AttemptPtr> attempts;
    QStringList notes;
    QString problem; // why there is nothing, a sentence; else empty
};

// Both take as long as the text is large, so they belong on a worker.
[[nodiscard]] PasteDiagnosis diagnosePasted(const QByteArray& text, const providers::Catalogue& catalogue);
[[nodiscard]] PasteDiagnosis diagnoseFile(const QString& path, const providers::Catalogue& catalogue);

} // namespace knockback::ui
