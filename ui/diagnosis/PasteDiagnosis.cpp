// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/PasteDiagnosis.h"

#include "app/diagnosis/Diagnoser.h"
#include "app/interop/Exchanges.h"
#include "app/report/ReportEntryReader.h"

#include <QCoreApplication>
#include <QFile>

namespace knockback::ui {

namespace {

constexpr qint64 largestFile = 256LL * 1024 * 1024;

QString tr(const char* text) {
    return QCoreApplication::translate("PasteDiagnosis", text);
}

PasteDiagnosis problem(const QString& sentence) {
    return {{}, {}, {}, sentence};
}

} // namespace

PasteDiagnosis diagnosePasted(const QByteArray& text, const providers::Catalogue& catalogue) {
    const auto read = interop::readExchanges(text);
    if (!read)
        return problem(read.error());
    const diagnosis::Diagnoser diagnoser(catalogue);
    const http::Redactor redactor;
    const report::ReportEntryReader reader(catalogue, diagnoser, redactor);
    PasteDiagnosis result{interop::pastedKindName(read->kind), {}, read->notes, {}};
    result.attempts.reserve(read->attempts.size());
    for (const auto& attempt : read->attempts)
        result.attempts.push_back(reader.read(attempt, static_cast<int>(result.attempts.size()) + 1));
    return result;
}

PasteDiagnosis diagnoseFile(const QString& path, const providers::Catalogue& catalogue) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    if (file.size() > largestFile)
        return problem(
            tr("%1 is larger than 256 MiB: run “knockback diagnose” on it, which reads a HAR of any size.").arg(path));
    return diagnosePasted(file.readAll(), catalogue);
}

} // namespace knockback::ui
