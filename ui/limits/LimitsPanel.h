// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/session/Services.h"
#include "ui/limits/CardOrder.h"

#include <QWidget>

#include <functional>
#include <map>

class QLabel;
class QScrollArea;
class QStackedLayout;

namespace knockback::ui {

class BucketCard;
class BudgetCard;
class CardGrid;
class CircuitCard;
class LimitHistory;
class ThemeManager;

// Where the panel gets its facts, both asked once a look.
struct LimitsSource {
    std::function<session::LimitsSnapshot()> limits;
    std::function<std::vector<WaitingLane>()> waiting;
};

// The gauges: one card a bucket, one a circuit, and the retry budget. While it is visible it asks its source ten times
// a second, and with every frame while readings come in; never otherwise. Beside the requests it is one column and
// leaves calm circuits out; as a page it is as many columns as fit, and all circuits.
class LimitsPanel final : public QWidget {
    Q_OBJECT
public:
    enum class Place { Side, Page };
    // `scheduler` is the window's (a QtScheduler).
    LimitsPanel(LimitsSource source, base::Scheduler& scheduler, ThemeManager& themes, Place place = Place::Side,
                QWidget* parent = nullptr);

    // The cards as they stand, in reading order.
    [[nodiscard]] std::vector<BucketCard*> bucketCards() const;
    // Scrolls to the scarcest limit and gives it the keyboard.
    void goToTop();

Q_SIGNALS:
    void openCircuitWanted(const QString& circuit);
    void closeCircuitWanted(const QString& circuit);
    void pageWanted(); // from beside the requests

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    [[nodiscard]] QLayout* header();
    void poll();
    void showBuckets(const std::vector<ratelimit::BucketState>& buckets, base::SteadyTime now);
    void showCircuits(const std::vector<retry::CircuitView>& circuits, base::SteadyTime now);
    void showSummary(std::size_t buckets, std::size_t starving, std::size_t open);
    BucketCard* cardFor(const ratelimit::BucketKey& key);
    CircuitCard* cardFor(const QString& circuit);
    void openHistory(const ratelimit::BucketState& bucket);

    LimitsSource m_source;
    base::Scheduler& m_scheduler;
    ThemeManager& m_themes;
    Place m_place;
    CardOrder m_order;
    std::map<ratelimit::BucketKey, BucketCard*> m_buckets;
    std::map<QString, CircuitCard*> m_circuits;
    std::size_t m_starving = 0;
    std::size_t m_open = 0; // circuits
    QLabel* m_summary;
    BudgetCard* m_budget;
    QStackedLayout* m_stack;
    QScrollArea* m_scroll;
    CardGrid* m_bucketGrid;
    CardGrid* m_circuitGrid;
    LimitHistory* m_history = nullptr;
    std::optional<base::SteadyTime> m_freshAt; // when a bucket last changed
    base::TimerHandle m_next;
};

} // namespace knockback::ui
