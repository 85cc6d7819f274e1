// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/EscalationReport.h"
#include "ui/theme/Theme.h"

#include <QTextBrowser>

namespace knockback::ui {

class ThemeManager;

// The report as it will be read, on paper colours of the present theme.
class ReportPreview final : public QTextBrowser {
    Q_OBJECT
public:
    explicit ReportPreview(ThemeManager& themes, QWidget* parent = nullptr);

    // `picture` is the timeline as PNG, or empty.
    void show(const report::EscalationReport& report, const QByteArray& picture);

private:
    ThemeManager& m_themes;
};

// The rich text that show() displays.
[[nodiscard]] QString previewHtml(const report::EscalationReport& report, const Theme& theme, bool picture);

} // namespace knockback::ui
