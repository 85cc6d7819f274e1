// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/session/Services.h"
#include "ui/limits/CardOrder.h"

#include <QWidget>

#include <functional>
#include <map>

class QStackedLayout;
class QVBoxLayout;

namespace knockback::ui {

class BucketCard;
class BudgetCard;
class CircuitCard;
class LimitHistory;
class ThemeManager;

// The gauges: one card a bucket, one a circuit that has something to say, and the retry budget. While it is visible it
// asks its source ten times a second, and with every frame while readings come in; never otherwise.
class LimitsPanel final : public QWidget {
    Q_OBJECT
public:
    using Source = std::function<session::LimitsSnapshot()>;
    // `scheduler` is the window's (a QtScheduler).
    LimitsPanel(Source source, base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent = nullptr);

    // The cards as they stand, from top to bottom.
    [[nodiscard]] std::vector<BucketCard*> bucketCards() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void poll();
    void showBuckets(const std::vector<ratelimit::BucketState>& buckets, base::SteadyTime now);
    void showCircuits(const std::vector<retry::CircuitView>& circuits, base::SteadyTime now);
    BucketCard* cardFor(const ratelimit::BucketKey& key);
    void openHistory(const ratelimit::BucketState& bucket);

    Source m_source;
    base::Scheduler& m_scheduler;
    ThemeManager& m_themes;
    CardOrder m_order;
    std::map<ratelimit::BucketKey, BucketCard*> m_buckets;
    std::map<QString, CircuitCard*> m_circuits;
    BudgetCard* m_budget;
    QStackedLayout* m_stack;
    QVBoxLayout* m_bucketColumn;
    QVBoxLayout* m_circuitColumn;
    LimitHistory* m_history = nullptr;
    std::optional<base::SteadyTime> m_freshAt; // when a bucket last changed
    base::TimerHandle m_next;
};

} // namespace knockback::ui
