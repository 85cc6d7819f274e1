// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/SchedulePreview.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

namespace knockback::ui {

// When the attempts of a policy would go out if all of them failed: a row each, a bar for 90 of 100 calls and a mark
// for the middle one, over the time since the first, and the same in numbers. Where the room is short, attempts in the
// middle are left out.
class RetryPanelChart final : public QWidget {
    Q_OBJECT
public:
    explicit RetryPanelChart(ThemeManager& themes, QWidget* parent = nullptr);

    void setPolicy(const retry::RetryPolicy& policy);
    [[nodiscard]] const std::vector<retry::PreviewedAttempt>& preview() const { return m_preview; }

    // Numbers of the attempts that there is room for.
    [[nodiscard]] std::vector<int> shownAttempts() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Columns {
        QRectF plot;
        QRectF median;
        QRectF spread; // empty where there is no room for it
    };
    [[nodiscard]] static int heightOf(int rows);
    [[nodiscard]] QString words() const;
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] QString spreadText(const retry::PreviewedAttempt& attempt) const;
    void paintHead(QPainter& painter, const Columns& columns);
    void paintRow(QPainter& painter, const Columns& columns, const retry::PreviewedAttempt& attempt, double top);

    ThemeManager& m_themes;
    std::optional<retry::RetryPolicy> m_policy;
    std::vector<retry::PreviewedAttempt> m_preview;
};

} // namespace knockback::ui
