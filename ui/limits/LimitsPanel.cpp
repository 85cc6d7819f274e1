// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/LimitsPanel.h"

#include "ui/limits/BucketCard.h"
#include "ui/limits/BudgetCard.h"
#include "ui/limits/CardGrid.h"
#include "ui/limits/CircuitCard.h"
#include "ui/limits/CircuitWords.h"
#include "ui/limits/LimitHistory.h"
#include "ui/theme/Icons.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/EmptyState.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace knockback::ui {

namespace {

// As often as a screen shows a new picture while readings come in, and for a second after the last.
constexpr base::Milliseconds busyPeriod(16);
constexpr base::Milliseconds calmPeriod(100);
constexpr base::Seconds afterglow(1);
constexpr std::size_t fewBuckets = 3; // no more than that leave what is below them in sight

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

} // namespace

LimitsPanel::LimitsPanel(LimitsSource source, base::Scheduler& scheduler, ThemeManager& themes, Place place,
                         QWidget* parent)
    : QWidget(parent)
    , m_source(std::move(source))
    , m_scheduler(scheduler)
    , m_themes(themes)
    , m_place(place)
    , m_summary(new QLabel(this))
    , m_budget(new BudgetCard(themes, this))
    , m_stack(new QStackedLayout)
    , m_scroll(new QScrollArea(this))
    , m_bucketGrid(new CardGrid)
    , m_circuitGrid(new CardGrid) {
    setObjectName(place == Place::Page ? QStringLiteral("limitsPage") : QStringLiteral("limits"));
    setAccessibleName(tr("Limits"));
    setRole(this, "panel");
    build();
    showSummary(0, 0, 0);
}

void LimitsPanel::build() {
    auto* cards = new QWidget(this);
    auto* column = new QVBoxLayout(cards);
    const int edge = m_place == Place::Page ? 16 : 12;
    column->setContentsMargins(edge, 0, edge, edge);
    column->setSpacing(10);
    column->addWidget(m_bucketGrid);
    column->addWidget(m_circuitGrid);
    column->addWidget(m_budget);
    column->addStretch();
    m_budget->setMaximumWidth(420);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(cards);
    setRole(cards, "panel");
    m_stack->addWidget(new EmptyState(m_themes, QStringLiteral("limits"),
                                      tr("No limits seen yet. They appear with the first answer that announces one."),
                                      {}, this));
    m_stack->addWidget(m_scroll);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(header());
    all->addLayout(m_stack, 1);
}

QLayout* LimitsPanel::header() {
    auto* title = new QLabel(tr("Limits"), this);
    setRole(title, m_place == Place::Page ? "title" : "strong");
    setRole(m_summary, "label");
    m_summary->setObjectName(QStringLiteral("limitsSummary"));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    const int edge = m_place == Place::Page ? 16 : 12;
    row->setContentsMargins(edge, edge - 2, m_place == Place::Page ? edge : 8, 6);
    row->addWidget(title, 1);
    row->addWidget(m_summary);
    if (m_place == Place::Page)
        return row;
    auto* open = new QToolButton(this);
    open->setObjectName(QStringLiteral("limitsToPage"));
    open->setToolTip(tr("All limits and circuits on a page"));
    open->setAccessibleName(open->toolTip());
    open->setFocusPolicy(Qt::TabFocus);
    open->setIconSize({14, 14});
    const auto tint = [this, open] { open->setIcon(themedIcon(u"fit", m_themes.theme().textMuted)); };
    connect(&m_themes, &ThemeManager::changed, open, tint);
    tint();
    connect(open, &QToolButton::clicked, this, &LimitsPanel::pageWanted);
    row->addWidget(open);
    return row;
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
    const session::LimitsSnapshot limits = m_source.limits();
    const auto now = m_scheduler.clock().steadyNow();
    showBuckets(limits.buckets, now);
    showCircuits(limits.circuits, now);
    m_stack->setCurrentIndex(m_buckets.empty() && m_circuits.empty() ? 0 : 1);
    m_budget->setShare(limits.retryBudget);
    showSummary(m_buckets.size(), m_starving, m_open);
    const bool busy = m_freshAt && now - *m_freshAt < afterglow;
    m_next = m_scheduler.after(busy ? busyPeriod : calmPeriod, [this] { poll(); });
}

void LimitsPanel::showSummary(std::size_t buckets, std::size_t starving, std::size_t open) {
    QStringList words;
    if (starving > 0)
        words << tr("%1 starving").arg(starving);
    if (open > 0)
        words << (open == 1 ? tr("1 circuit open") : tr("%1 circuits open").arg(open));
    if (words.isEmpty() && buckets > 1)
        words << tr("%1 limits").arg(buckets);
    words << tr("live");
    if (const QString text = words.join(QStringLiteral(" · ")); text != m_summary->text())
        m_summary->setText(text);
}

void LimitsPanel::showBuckets(const std::vector<ratelimit::BucketState>& buckets, base::SteadyTime now) {
    std::map<ratelimit::BucketKey, BucketCard*> gone = m_buckets;
    std::vector<QWidget*> cards;
    const bool severalHosts =
        std::any_of(buckets.begin(), buckets.end(), [&](const auto& one) { return one.host != buckets.front().host; });
    m_starving = 0;
    for (const CardOrder::Place& place : m_order.arrange(buckets, m_source.waiting(), now)) {
        const ratelimit::BucketState& bucket = *place.bucket;
        gone.erase(bucket.key);
        BucketCard* card = cardFor(bucket.key);
        const bool fresh = !same(card->bucket(), bucket);
        if (fresh)
            m_freshAt = now;
        card->setBucket(bucket, now, fresh, place.waiting);
        card->showHost(severalHosts);
        cards.push_back(card);
        m_starving += place.starving ? 1 : 0;
        if (fresh && m_history && m_history->isVisible() && m_history->key() == bucket.key)
            m_history->setBucket(bucket, now, m_scheduler.clock().wallNow());
    }
    m_bucketGrid->setCards(cards);
    for (const auto& [key, card] : gone) {
        m_buckets.erase(key);
        card->hide();
        card->deleteLater();
    }
}

void LimitsPanel::showCircuits(const std::vector<retry::CircuitView>& circuits, base::SteadyTime now) {
    std::map<QString, CircuitCard*> gone = m_circuits;
    std::vector<QWidget*> cards;
    m_open = 0;
    for (const retry::CircuitView& circuit : circuits) {
        // Beside the requests, a circuit that never saw a block has nothing to say.
        if (m_place == Place::Side && isCalm(circuit))
            continue;
        gone.erase(circuit.lane);
        CircuitCard* card = cardFor(circuit.lane);
        card->setCircuit(circuit, now);
        cards.push_back(card);
        m_open += circuit.state == retry::BreakerState::Closed ? 0 : 1;
    }
    m_circuitGrid->setCards(cards);
    // An open one is not to be missed below a long list.
    const bool onTop = m_open > 0 && m_buckets.size() > fewBuckets;
    if (auto* column = qobject_cast<QVBoxLayout*>(m_scroll->widget()->layout());
        column->indexOf(m_circuitGrid) != (onTop ? 0 : 1))
        column->insertWidget(onTop ? 0 : 1, m_circuitGrid);
    for (const auto& [name, card] : gone) {
        m_circuits.erase(name);
        card->hide();
        card->deleteLater();
    }
}

BucketCard* LimitsPanel::cardFor(const ratelimit::BucketKey& key) {
    BucketCard*& card = m_buckets[key];
    if (!card) {
        card = new BucketCard(m_themes, m_bucketGrid);
        connect(card, &BucketCard::clicked, this, [this, card = card] { openHistory(card->bucket()); });
    }
    return card;
}

CircuitCard* LimitsPanel::cardFor(const QString& circuit) {
    CircuitCard*& card = m_circuits[circuit];
    if (!card) {
        card = new CircuitCard(m_themes, m_circuitGrid);
        connect(card, &CircuitCard::openWanted, this, &LimitsPanel::openCircuitWanted);
        connect(card, &CircuitCard::closeWanted, this, &LimitsPanel::closeCircuitWanted);
    }
    return card;
}

std::vector<BucketCard*> LimitsPanel::bucketCards() const {
    std::vector<BucketCard*> cards;
    for (QWidget* card : m_bucketGrid->cards())
        cards.push_back(qobject_cast<BucketCard*>(card));
    return cards;
}

void LimitsPanel::goToTop() {
    m_scroll->verticalScrollBar()->setValue(0);
    if (!m_bucketGrid->cards().empty())
        m_bucketGrid->cards().front()->setFocus(Qt::OtherFocusReason);
}

void LimitsPanel::openHistory(const ratelimit::BucketState& bucket) {
    if (!m_history)
        m_history = new LimitHistory(m_themes, this);
    m_history->setBucket(bucket, m_scheduler.clock().steadyNow(), m_scheduler.clock().wallNow());
    m_history->show();
    m_history->raise();
}

} // namespace knockback::ui
