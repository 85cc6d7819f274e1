// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CaptureOffer.h"

#include "ui/composer/NoteBar.h"

#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr qsizetype lookedAt = 64 * 1024;

} // namespace

bool isCapture(QByteArrayView text) {
    const QByteArray start = text.first(std::min(text.size(), lookedAt)).toByteArray().trimmed();
    if (start.startsWith('{'))
        return start.contains("\"log\"") && start.contains("\"entries\"");
    static const QRegularExpression statusLine(QStringLiteral("(^|\\n)[< ]{0,4}HTTP/[1-3](\\.\\d)? [1-5]\\d\\d\\b"));
    return statusLine.match(QString::fromLatin1(start)).hasMatch();
}

bool CaptureOffer::look(const workspace::RequestDraft& draft) {
    const bool found = isCapture(draft.body) || std::any_of(draft.headers.begin(), draft.headers.end(),
                                                            [](const auto& row) { return isCapture(row.name); });
    if (!found)
        m_declined = false;
    if (!found || m_declined)
        return false;
    offer();
    return true;
}

void CaptureOffer::offer() {
    m_note.say(diagnosis::Cause::None, tr("This looks like a captured exchange: it can be diagnosed, not sent."));
    auto* diagnose = m_note.addButton(tr("Diagnose it"), tr("Say why it was answered like this"));
    connect(diagnose, &QPushButton::clicked, this, [this] {
        m_note.dismiss();
        Q_EMIT diagnoseRequested();
    });
    auto* keep = m_note.addButton(tr("Keep it here"), tr("It is what the request shall send"));
    connect(keep, &QPushButton::clicked, this, [this] {
        m_declined = true;
        m_note.dismiss();
    });
}

} // namespace knockback::ui
