// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/providers/Catalogue.h"

#include <QScrollArea>

class QVBoxLayout;

namespace knockback::ui {

class ThemeManager;

// Everything that is known of why one attempt was answered as it was: the verdict, what was seen and where, what speaks
// against it, what the answer's error codes mean, what to do next with the buttons that do it, and what support asks
// for.
class DiagnosisView final : public QScrollArea {
    Q_OBJECT
public:
    explicit DiagnosisView(ThemeManager& themes, QWidget* parent = nullptr);

    // `catalogue` explains the error codes.
    void show(const journal::AttemptRecord& record, const providers::Catalogue& catalogue);
    void clear();
    // Whether it offers to search and check further, which is about the window's own call; from the next show() on.
    void offerProbes(bool offered) { m_probes = offered; }

Q_SIGNALS:
    void stepChosen(knockback::diagnosis::NextAction action);

private:
    void addVerdict(const diagnosis::Diagnosis& diagnosis);
    void addEvidence(const diagnosis::Diagnosis& diagnosis);
    void addProbes(const diagnosis::Diagnosis& diagnosis);
    void addCodes(const journal::AttemptRecord& record, const providers::Catalogue& catalogue);
    void addSteps(const diagnosis::Diagnosis& diagnosis);
    void addReferences(const diagnosis::Diagnosis& diagnosis, const providers::Provider* provider);
    void addSection(const QString& title);
    void addText(const QString& text, const char* role = nullptr);

    ThemeManager& m_themes;
    bool m_probes = true;
    QVBoxLayout* m_column = nullptr; // of what is shown now
};

} // namespace knockback::ui
