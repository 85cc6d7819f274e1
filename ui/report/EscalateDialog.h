// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/providers/Catalogue.h"
#include "app/report/ReportBundle.h"
#include "ui/models/Background.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

class Badge;
class ReportPreview;
class ThemeManager;

// What goes to the provider's support: options at the left, the report as it will be read at the right. Nothing leaves
// this machine; it writes one file where the user says. Opened with open(), never exec().
class EscalateDialog final : public QDialog {
    Q_OBJECT
public:
    // `input` has at least one attempt. `folder` is where the file dialog starts.
    EscalateDialog(report::ReportInput input, const providers::Catalogue& catalogue, report::TimelinePainter painter,
                   ThemeManager& themes, QString folder, QWidget* parent = nullptr);

    // Writes the report; saved() or the problem line follows. For tests and for the file dialog.
    void saveTo(const QString& path);

Q_SIGNALS:
    void saved(const QString& path);

private:
    QWidget* buildHead();
    QWidget* buildOptions();
    QWidget* buildFoot();
    QCheckBox* addOption(QVBoxLayout& column, const QString& text, bool report::ReportOptions::*option);
    void rebuild();
    void chooseFile();
    [[nodiscard]] QString suggestedName() const;

    report::ReportInput m_input;
    report::ReportOptions m_options;
    report::EscalationReport m_report;
    const providers::Catalogue& m_catalogue;
    report::TimelinePainter m_painter;
    ThemeManager& m_themes;
    QString m_folder;
    QByteArray m_picture;
    Background m_background{*this};

    QLabel* m_title;
    QLabel* m_subtitle;
    Badge* m_redacted;
    QVBoxLayout* m_redactions;
    QPlainTextEdit* m_reason;
    ReportPreview* m_preview;
    QLabel* m_files;
    QPushButton* m_support;
    QPushButton* m_save;
};

} // namespace knockback::ui
