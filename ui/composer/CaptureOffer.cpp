// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CaptureOffer.h"

#include "ui/composer/NoteBar.h"

#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr qsizetype lookedAt = 64 * 1024;

// A header table has made rows of its lines.
QByteArray linesOf(const std::vector<workspace::HeaderRow>& rows) {
    QByteArray lines;
    for (const auto& row : rows)
        lines += row.value.isEmpty() ? row.name + '\n' : row.name + ": " + row.value + '\n';
    return lines;
}

// Whether a row is a line of the kind that a capture can begin with; those above it are the request's own.
bool mayBegin(const workspace::HeaderRow& row) {
    return isCapture(row.name) || row.name.startsWith('*') || row.name.startsWith('>') || row.name.startsWith('<');
}

// The capture that stands in the request; empty = there is none.
QByteArray captureIn(const workspace::RequestDraft& draft) {
    if (isCapture(draft.body))
        return draft.body;
    const auto& rows = draft.headers;
    if (std::none_of(rows.begin(), rows.end(), [](const auto& row) { return isCapture(row.name); }))
        return {};
    return linesOf(std::vector(std::find_if(rows.begin(), rows.end(), mayBegin), rows.end()));
}

} // namespace

bool isCapture(QByteArrayView text) {
    const QByteArray start = text.first(std::min(text.size(), lookedAt)).toByteArray().trimmed();
    if (start.startsWith('{'))
        return start.contains("\"log\"") && start.contains("\"entries\"");
    static const QRegularExpression statusLine(QStringLiteral("(^|\\n)[< ]{0,4}HTTP/[1-3](\\.\\d)? [1-5]\\d\\d\\b"));
    return statusLine.match(QString::fromLatin1(start)).hasMatch();
}

bool CaptureOffer::look(const workspace::RequestDraft& draft) {
    const QByteArray capture = captureIn(draft);
    if (capture.isEmpty())
        m_declined = false;
    if (capture.isEmpty() || m_declined)
        return false;
    offer(tr("This looks like a captured exchange: it can be diagnosed, not sent."), capture);
    auto* keep = m_note.addButton(tr("Keep it here"), tr("It is what the request shall send"));
    connect(keep, &QPushButton::clicked, this, [this] {
        m_declined = true;
        m_note.dismiss();
    });
    return true;
}

void CaptureOffer::offerUntaken(const QByteArray& capture) {
    offer(tr("This looks like a captured exchange and was not put into the URL: it can be diagnosed, not sent."),
          capture);
}

void CaptureOffer::offer(const QString& sentence, const QByteArray& capture) {
    m_note.say(diagnosis::Cause::None, sentence);
    auto* diagnose = m_note.addButton(tr("Diagnose it"), tr("Say why it was answered like this"));
    connect(diagnose, &QPushButton::clicked, this, [this, capture] {
        m_note.dismiss();
        Q_EMIT diagnoseRequested(capture);
    });
}

} // namespace knockback::ui
