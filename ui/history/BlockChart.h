// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/BlockPattern.h"

#include <QWidget>

class QChartView;
class QVBoxLayout;

namespace knockback::ui {

class ThemeManager;

// The blocks of a stretch of time as bars, one colour a cause (Qt Charts). A bar that is pointed at says what it holds,
// and one that is clicked asks for its attempts.
class BlockChart final : public QWidget {
    Q_OBJECT
public:
    explicit BlockChart(ThemeManager& themes, QWidget* parent = nullptr);

    void show(const BlockPattern& pattern, base::Seconds utcOffset);

Q_SIGNALS:
    void slotChosen(int slot, knockback::diagnosis::Cause cause);

private:
    void draw();
    [[nodiscard]] QString barText(int slot, const CauseSeries& series) const;

    ThemeManager& m_themes;
    BlockPattern m_pattern;
    base::Seconds m_utcOffset{};
    QVBoxLayout* m_column;
    QChartView* m_view = nullptr;
};

} // namespace knockback::ui
