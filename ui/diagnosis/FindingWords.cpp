// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/FindingWords.h"

#include "app/retry/DurationText.h"

#include <QCoreApplication>

namespace knockback::ui {

using Mark = StepLine::Mark;
using connectivity::StepState;
using minimize::Verdict;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Findings", text);
}

Mark markOf(const std::optional<Verdict>& verdict) {
    if (!verdict)
        return Mark::Running;
    switch (*verdict) {
    case Verdict::Same:
        return Mark::Bad;
    case Verdict::Passed:
        return Mark::Good;
    case Verdict::Otherwise:
    case Verdict::Unclear:
        return Mark::Odd;
    case Verdict::NotSent:
        break;
    }
    return Mark::Skipped;
}

QString verdictText(const minimize::ProbeRecord& probe) {
    if (!probe.verdict)
        return tr("under way…");
    switch (*probe.verdict) {
    case Verdict::Same:
        return tr("blocked in the same way · %1").arg(probe.note);
    case Verdict::Passed:
        return tr("passed · %1").arg(probe.note);
    case Verdict::Otherwise:
        return tr("another answer · %1").arg(probe.note);
    case Verdict::Unclear:
        return tr("says nothing · %1").arg(probe.note);
    case Verdict::NotSent:
        break;
    }
    return tr("not sent");
}

Mark markOf(StepState state) {
    switch (state) {
    case StepState::Waiting:
        return Mark::None;
    case StepState::Running:
        return Mark::Running;
    case StepState::Ok:
        return Mark::Good;
    case StepState::Suspicious:
        return Mark::Odd;
    case StepState::Failed:
        return Mark::Bad;
    case StepState::Skipped:
        break;
    }
    return Mark::Skipped;
}

} // namespace

std::vector<StepLine> linesOf(const session::MinimizeNews& news) {
    std::vector<StepLine> lines;
    for (const auto& line : news.lines)
        lines.push_back({markOf(line.probe.verdict),
                         QStringLiteral("%1  %2").arg(line.probe.number).arg(line.probe.text),
                         verdictText(line.probe),
                         {}});
    return lines;
}

std::vector<StepLine> linesOf(const session::CheckNews& news) {
    std::vector<StepLine> lines;
    for (const auto& row : news.rows) {
        const QString text = row.state == StepState::Running   ? tr("under way…")
                             : row.state == StepState::Skipped ? tr("left out: %1").arg(row.text)
                                                               : row.text;
        lines.push_back({markOf(row.state), row.title, text, row.took ? retry::durationText(*row.took) : QString()});
    }
    return lines;
}

QString probeMark(Mark mark) {
    switch (mark) {
    case Mark::Running:
        return tr("under way");
    case Mark::Good:
        return tr("passed");
    case Mark::Bad:
        return tr("blocked");
    case Mark::Odd:
        return tr("another answer");
    default:
        return tr("not sent");
    }
}

QString checkMark(Mark mark) {
    switch (mark) {
    case Mark::Running:
        return tr("under way");
    case Mark::Good:
        return tr("in order");
    case Mark::Bad:
        return tr("failed");
    case Mark::Odd:
        return tr("suspicious");
    case Mark::Skipped:
        return tr("left out");
    case Mark::None:
        break;
    }
    return tr("not yet");
}

QString checkText(const session::CheckNews& news) {
    QString text;
    for (const auto& line : linesOf(news))
        text +=
            QStringLiteral("%1: %2%3\n")
                .arg(line.name, line.text, line.time.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(line.time));
    if (news.conclusion)
        text += QStringLiteral("\n%1\n").arg(news.conclusion->sentence);
    return text;
}

} // namespace knockback::ui
