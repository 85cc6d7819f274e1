// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryReader.h"
#include "app/providers/Catalogue.h"
#include "ui/history/BlockPattern.h"
#include "ui/models/Background.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QTabBar;
class QTableWidget;
class QStackedWidget;

namespace knockback::ui {

class BlockChart;
class EmptyState;
class ThemeManager;

// Which causes and providers turned requests away, and when: a chart over time and a row a provider, so that a pattern
// shows. Reads on a worker.
class BlocksPane final : public QWidget {
    Q_OBJECT
public:
    explicit BlocksPane(ThemeManager& themes, QWidget* parent = nullptr);

    // Reads the chosen stretch of time, which ends at `now`. The catalogue names the hosts' providers and outlives
    // this.
    void load(std::shared_ptr<history::HistoryReader> reader, const providers::Catalogue& catalogue,
              base::WallTime now);

Q_SIGNALS:
    void periodChanged();
    // A bar or a provider was chosen; `words` says in short which attempts these are.
    void attemptsWanted(const knockback::history::HistoryFilter& filter, const QString& words);

private:
    void show(const BlockPattern& pattern);
    void showLegend();
    void showProviders();
    void chooseProvider(int row);
    void chooseSlot(int slot, diagnosis::Cause cause);
    [[nodiscard]] Period period() const;

    ThemeManager& m_themes;
    Background m_work{*this};
    BlockPattern m_pattern;
    base::Seconds m_utcOffset{};
    QTabBar* m_period;
    QLabel* m_sentence;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    BlockChart* m_chart;
    QHBoxLayout* m_legend;
    QTableWidget* m_providers;
};

} // namespace knockback::ui
