// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/PasteDiagnosisEars.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

namespace knockback::ui {

namespace {

QString fileOf(const QMimeData& data) {
    const auto urls = data.urls();
    return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

} // namespace

PasteDiagnosisEars::PasteDiagnosisEars(QWidget& window) : QObject(&window) {
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

// Keys and drops reach the window only when no widget in it wanted them.
bool PasteDiagnosisEars::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress:
        if (!static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste))
            break;
        Q_EMIT pasted();
        return true;
    case QEvent::DragEnter: {
        auto* drag = static_cast<QDragEnterEvent*>(event);
        if (drag->mimeData()->hasText() || !fileOf(*drag->mimeData()).isEmpty())
            drag->acceptProposedAction();
        return true;
    }
    case QEvent::Drop: {
        auto* dropped = static_cast<QDropEvent*>(event);
        dropped->acceptProposedAction();
        drop(*dropped->mimeData());
        return true;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void PasteDiagnosisEars::drop(const QMimeData& data) {
    if (const QString file = fileOf(data); !file.isEmpty())
        Q_EMIT fileDropped(file);
    else
        Q_EMIT textDropped(data.text().toUtf8());
}

} // namespace knockback::ui
