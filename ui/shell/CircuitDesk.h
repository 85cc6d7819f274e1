// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/models/CallTracker.h"
#include "ui/models/PaletteEntry.h"

#include <QObject>

namespace knockback::ui {

class MessageBar;

// Opens and closes circuits by hand and offers to take that back.
class CircuitDesk final : public QObject {
    Q_OBJECT
public:
    // All outlive it.
    CircuitDesk(Backend& backend, CallTracker& tracker, MessageBar& undo, QObject* parent);

    // A name as in CircuitView::lane.
    void open(const QString& circuit);
    void close(const QString& circuit);
    // The circuit that a call went through.
    void toggleOf(base::CallId call);
    // One for each circuit there is: what can be done to it now.
    [[nodiscard]] std::vector<PaletteEntry> entries();

private:
    [[nodiscard]] QString hostOf(base::CallId call) const;

    Backend& m_backend;
    CallTracker& m_tracker;
    MessageBar& m_undo;
};

} // namespace knockback::ui
