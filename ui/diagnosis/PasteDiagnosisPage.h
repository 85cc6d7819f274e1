// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/report/ReportInput.h"
#include "ui/diagnosis/PasteDiagnosis.h"
#include "ui/models/Background.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace knockback::ui {

class Backend;
class DiagnosisView;
class EmptyState;
class PasteDiagnosisModel;
class ThemeManager;

// What somebody pasted or dropped: its exchanges at the left, why each was answered as it was at the right.
class PasteDiagnosisPage final : public QWidget {
    Q_OBJECT
public:
    PasteDiagnosisPage(const Backend& backend, ThemeManager& themes, QWidget* parent = nullptr);

    // Reads on a worker; a later call takes the place of an earlier one.
    void paste(const QByteArray& text);
    void open(const QString& path);
    // What the clipboard holds, or how to begin when it holds no text.
    void pasteClipboard();
    [[nodiscard]] const PasteDiagnosisModel& model() const { return *m_model; }

Q_SIGNALS:
    void shown(); // the result, or the reason why there is none, is there
    void closeRequested();
    void reopenRequested(const knockback::journal::AttemptPtr& attempt);
    void escalateRequested(const knockback::report::ReportInput& input);
    void rehearseRequested(knockback::diagnosis::Cause cause);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildResult();
    void work(std::function<PasteDiagnosis()> read);
    void display(PasteDiagnosis result);
    void showAttempt();
    void take(diagnosis::NextAction step);
    void escalate();
    [[nodiscard]] journal::AttemptPtr current() const;

    const Backend& m_backend;
    ThemeManager& m_themes;
    Background m_background{*this};
    PasteDiagnosisModel* m_model;
    QLabel* m_summary;
    QLabel* m_notes;
    QPushButton* m_reopen;
    QPushButton* m_escalate;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    EmptyState* m_busy;
    EmptyState* m_problem;
    QListView* m_list;
    DiagnosisView* m_view;
    QSplitter* m_result;
};

} // namespace knockback::ui
