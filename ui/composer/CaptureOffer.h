// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QObject>

namespace knockback::ui {

class NoteBar;

// Whether the text is an exchange that somebody captured, and no part of a request: a HAR, or HTTP with a status line.
[[nodiscard]] bool isCapture(QByteArrayView text);

// When a captured exchange was pasted where a request is written: says so below the URL and offers to diagnose it.
class CaptureOffer final : public QObject {
    Q_OBJECT
public:
    CaptureOffer(NoteBar& note, QObject* parent) : QObject(parent), m_note(note) {}

    // After an edit; true when there is something to offer.
    bool look(const workspace::RequestDraft& draft);
    // Of a text that was just pasted and not put in: it is nowhere, so it cannot be kept.
    void offerUntaken(const QByteArray& capture);

Q_SIGNALS:
    void diagnoseRequested(const QByteArray& capture);

private:
    void offer(const QString& sentence, const QByteArray& capture);

    NoteBar& m_note;
    bool m_declined = false; // until there is none
};

} // namespace knockback::ui
