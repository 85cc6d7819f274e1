// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/report/EscalationReport.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace knockback::report {

struct ReportFile {
    QByteArray name;
    QByteArray bytes;
    bool executable = false;
};

struct BundleError {
    QString sentence; // what, where, what to do
};

// The files of a report, always in this order: report.md, report.html, exchanges.har, reproduce.sh, timeline.png. What
// the options leave out, and the picture without a painter, is missing.
[[nodiscard]] std::vector<ReportFile> reportFiles(const EscalationReport& report, const TimelinePainter& painter = {});

// The same files give the same bytes. `time` is what the archive says about their age.
[[nodiscard]] base::Result<QByteArray, BundleError> zipFiles(const std::vector<ReportFile>& files, base::WallTime time);

// Writes the archive whole or not at all: an older file of that name stays as it was when something fails.
[[nodiscard]] base::Outcome<BundleError> writeBundle(const QString& path, const EscalationReport& report,
                                                     const TimelinePainter& painter = {});

} // namespace knockback::report
