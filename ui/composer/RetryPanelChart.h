// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/SchedulePreview.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

namespace knockback::ui {

// When the attempts of a policy would go out if all of them failed: a row each, a bar for 90 of 100 calls and a mark
// for the middle one, over the time since the first.
class RetryPanelChart final : public QWidget {
    Q_OBJECT
public:
    explicit RetryPanelChart(ThemeManager& themes, QWidget* parent = nullptr);

    void setPolicy(const retry::RetryPolicy& policy);
    [[nodiscard]] const std::vector<retry::PreviewedAttempt>& preview() const { return m_preview; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QString words() const;

    ThemeManager& m_themes;
    std::optional<retry::RetryPolicy> m_policy;
    std::vector<retry::PreviewedAttempt> m_preview;
};

} // namespace knockback::ui
