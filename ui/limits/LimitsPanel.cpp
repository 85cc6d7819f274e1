// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsPanel.h"

#include "ui/limits/BucketCard.h"
#include "ui/limits/BudgetCard.h"
#include "ui/limits/CircuitCard.h"
#include "ui/limits/LimitHistory.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <cmath>

namespace knockback::ui {

namespace {

// As often as a screen shows a new picture while readings come in, and for a second after the last.
constexpr base::Milliseconds busyPeriod(16);
constexpr base::Milliseconds calmPeriod(100);
constexpr base::Seconds afterglow(1);

// Forecasts move a little with every look; that much is not seen.
bool near(std::optional<base::SteadyTime> a, std::optional<base::SteadyTime> b) {
    if (!a || !b)
        return a == b;
    return std::max(*a, *b) - std::min(*a, *b) < base::Milliseconds(250);
}

// Whether two windows look the same; of quota that trickles back only whole requests are seen.
bool sameWindow(ratelimit::QuotaWindow a, ratelimit::QuotaWindow b) {
    for (ratelimit::QuotaWindow* window : {&a, &b})
        if (window->remaining)
            window->remaining = std::floor(*window->remaining);
    return a == b;
}

// Whether two readings of a bucket look the same.
bool same(const ratelimit::BucketState& a, const ratelimit::BucketState& b) {
    return a.readAt == b.readAt && sameWindow(a.window, b.window) && a.samples.size() == b.samples.size() &&
           a.inFlight == b.inFlight && a.blocked == b.blocked && a.notBefore == b.notBefore && a.resetAt == b.resetAt &&
           near(a.exhaustedAt, b.exhaustedAt) && a.label == b.label;
}

QVBoxLayout* plainColumn() {
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    return column;
}

} // namespace

LimitsPanel::LimitsPanel(Source source, base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_source(std::move(source))
    , m_scheduler(scheduler)
    , m_themes(themes)
    , m_budget(new BudgetCard(themes, this))
    , m_stack(new QStackedLayout)
    , m_bucketColumn(plainColumn())
    , m_circuitColumn(plainColumn()) {
    setObjectName(QStringLiteral("limits"));
    setAccessibleName(tr("Limits"));
    setRole(this, "panel");
    auto* title = new QLabel(tr("Limits"), this);
    setRole(title, "strong");
    auto* live = new QLabel(tr("live"), this);
    setRole(live, "label");
    auto* header = new QHBoxLayout;
    header->setContentsMargins(12, 10, 12, 6);
    header->addWidget(title, 1);
    header->addWidget(live);

    auto* cards = new QWidget(this);
    auto* column = new QVBoxLayout(cards);
    column->setContentsMargins(12, 0, 12, 12);
    column->setSpacing(10);
    column->addLayout(m_bucketColumn);
    column->addLayout(m_circuitColumn);
    column->addWidget(m_budget);
    column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(cards);
    setRole(cards, "panel");
    m_stack->addWidget(new EmptyState(themes, QStringLiteral("limits"),
                                      tr("No limits seen yet. They appear with the first answer that announces one."),
                                      {}, this));
    m_stack->addWidget(scroll);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(header);
    all->addLayout(m_stack, 1);
}

void LimitsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    poll();
}

void LimitsPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_next.cancel();
}

void LimitsPanel::poll() {
    const session::LimitsSnapshot limits = m_source();
    const auto now = m_scheduler.clock().steadyNow();
    m_stack->setCurrentIndex(limits.buckets.empty() && limits.circuits.empty() ? 0 : 1);
    showBuckets(limits.buckets, now);
    showCircuits(limits.circuits, now);
    m_budget->setShare(limits.retryBudget);
    const bool busy = m_freshAt && now - *m_freshAt < afterglow;
    m_next = m_scheduler.after(busy ? busyPeriod : calmPeriod, [this] { poll(); });
}

void LimitsPanel::showBuckets(const std::vector<ratelimit::BucketState>& buckets, base::SteadyTime now) {
    const auto order = m_order.arrange(buckets, now);
    std::map<ratelimit::BucketKey, BucketCard*> gone = m_buckets;
    int place = 0;
    for (const ratelimit::BucketState* bucket : order) {
        gone.erase(bucket->key);
        BucketCard* card = cardFor(bucket->key);
        const bool fresh = !same(card->bucket(), *bucket);
        if (fresh)
            m_freshAt = now;
        card->setBucket(*bucket, now, fresh);
        const QLayoutItem* there = m_bucketColumn->itemAt(place);
        if (!there || there->widget() != card)
            m_bucketColumn->insertWidget(place, card);
        ++place;
        if (fresh && m_history && m_history->isVisible() && m_history->key() == bucket->key)
            m_history->setBucket(*bucket, now, m_scheduler.clock().wallNow());
    }
    for (const auto& [key, card] : gone) {
        m_buckets.erase(key);
        card->deleteLater();
    }
}

void LimitsPanel::showCircuits(const std::vector<retry::CircuitView>& circuits, base::SteadyTime now) {
    std::map<QString, CircuitCard*> gone = m_circuits;
    for (const retry::CircuitView& circuit : circuits) {
        // A closed circuit that never saw a block has nothing to say.
        const bool calm = circuit.state == retry::BreakerState::Closed &&
                          std::find(circuit.recent.begin(), circuit.recent.end(), false) == circuit.recent.end();
        if (calm)
            continue;
        gone.erase(circuit.lane);
        CircuitCard*& card = m_circuits[circuit.lane];
        if (!card) {
            card = new CircuitCard(m_themes, this);
            m_circuitColumn->addWidget(card);
        }
        card->setCircuit(circuit, now);
    }
    for (const auto& [lane, card] : gone) {
        m_circuits.erase(lane);
        card->deleteLater();
    }
}

BucketCard* LimitsPanel::cardFor(const ratelimit::BucketKey& key) {
    BucketCard*& card = m_buckets[key];
    if (!card) {
        card = new BucketCard(m_themes, this);
        connect(card, &BucketCard::clicked, this, [this, card = card] { openHistory(card->bucket()); });
    }
    return card;
}

std::vector<BucketCard*> LimitsPanel::bucketCards() const {
    std::vector<BucketCard*> cards;
    for (int i = 0; i < m_bucketColumn->count(); ++i)
        if (auto* card = qobject_cast<BucketCard*>(m_bucketColumn->itemAt(i)->widget()))
            cards.push_back(card);
    return cards;
}

void LimitsPanel::openHistory(const ratelimit::BucketState& bucket) {
    if (!m_history)
        m_history = new LimitHistory(m_themes, this);
    m_history->setBucket(bucket, m_scheduler.clock().steadyNow(), m_scheduler.clock().wallNow());
    m_history->show();
    m_history->raise();
}

} // namespace knockback::ui
