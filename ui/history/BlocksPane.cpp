// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/BlocksPane.h"

#include "ui/history/AnswerDelegate.h"
#include "ui/history/BlockChart.h"
#include "ui/history/HistoryModel.h"
#include "ui/painter/TimelineWords.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/EmptyState.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

enum Column { Provider, TurnedAway, Mostly, Last, ColumnCount };

QString providerName(const providers::Catalogue& catalogue, const QByteArray& host) {
    const auto colon = host.indexOf(':');
    const auto* provider = catalogue.forHost(colon < 0 ? host : host.first(colon));
    return provider ? provider->name : QString::fromUtf8(host);
}

QTableWidgetItem* cell(const QString& text, Qt::Alignment alignment = Qt::AlignLeft) {
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    item->setTextAlignment(alignment | Qt::AlignVCenter);
    return item;
}

QString lastText(base::WallTime last) {
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(base::toEpochMs(last)),
                                 QStringLiteral("d MMM HH:mm:ss"));
}

} // namespace

BlocksPane::BlocksPane(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_period(new QTabBar)
    , m_sentence(new QLabel)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(themes, QStringLiteral("history"), {}))
    , m_chart(new BlockChart(themes))
    , m_legend(new QHBoxLayout)
    , m_providers(new QTableWidget(0, ColumnCount)) {
    for (const char* name : {"Hour", "Day", "Week", "30 days"})
        m_period->addTab(QString::fromLatin1(name));
    m_period->setCurrentIndex(static_cast<int>(Period::Day));
    m_period->setObjectName(QStringLiteral("blocksPeriod"));
    m_period->setAccessibleName(QStringLiteral("Stretch of time"));
    m_period->setExpanding(false);
    m_period->setDrawBase(false);
    m_sentence->setObjectName(QStringLiteral("blocksSentence"));
    m_sentence->setWordWrap(true);
    m_legend->setSpacing(8);

    m_providers->setObjectName(QStringLiteral("blocksProviders"));
    m_providers->setAccessibleName(QStringLiteral("Providers that turned requests away"));
    m_providers->setHorizontalHeaderLabels(
        {QStringLiteral("Provider"), QStringLiteral("Turned away"), QStringLiteral("Mostly"), QStringLiteral("Last")});
    m_providers->setItemDelegateForColumn(Mostly, new AnswerDelegate(themes, m_providers));
    m_providers->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_providers->setSelectionMode(QAbstractItemView::SingleSelection);
    m_providers->setShowGrid(false);
    m_providers->setTabKeyNavigation(false);
    m_providers->verticalHeader()->hide();
    m_providers->verticalHeader()->setDefaultSectionSize(30);
    m_providers->horizontalHeader()->setHighlightSections(false);
    m_providers->horizontalHeader()->setSectionResizeMode(Provider, QHeaderView::Stretch);
    m_providers->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_providers->setColumnWidth(TurnedAway, 130);
    m_providers->setColumnWidth(Mostly, 180);
    m_providers->setColumnWidth(Last, 150);

    auto* shown = new QWidget;
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(m_legend);
    column->addWidget(m_chart, 3);
    column->addWidget(m_providers, 2);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(shown);
    auto* head = new QHBoxLayout;
    head->addWidget(m_sentence, 1);
    head->addWidget(m_period);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(18, 0, 18, 12);
    whole->setSpacing(12);
    whole->addLayout(head);
    whole->addWidget(m_stack, 1);

    connect(m_period, &QTabBar::currentChanged, this, &BlocksPane::periodChanged);
    connect(m_chart, &BlockChart::slotChosen, this, &BlocksPane::chooseSlot);
    connect(m_providers, &QTableWidget::cellActivated, this, &BlocksPane::chooseProvider);
}

Period BlocksPane::period() const {
    return static_cast<Period>(m_period->currentIndex());
}

void BlocksPane::load(std::shared_ptr<history::HistoryReader> reader, const providers::Catalogue& catalogue,
                      base::WallTime now) {
    m_utcOffset = base::Seconds(QDateTime::fromMSecsSinceEpoch(base::toEpochMs(now)).offsetFromUtc());
    const auto span = spanOf(period(), now, m_utcOffset);
    const auto nameOf = [&catalogue](const QByteArray& host) { return providerName(catalogue, host); };
    m_work.run(
        [reader = std::move(reader), span, nameOf] { return patternOf(reader->blockCounts(span), span, nameOf); },
        [this](const BlockPattern& pattern) { show(pattern); });
}

void BlocksPane::show(const BlockPattern& pattern) {
    m_pattern = pattern;
    const QString sentence = patternSentence(pattern, m_utcOffset);
    m_sentence->setText(pattern.blocks > 0 ? sentence : QString());
    m_empty->setSentence(sentence);
    m_stack->setCurrentIndex(pattern.blocks > 0 ? 1 : 0);
    m_chart->show(pattern, m_utcOffset);
    showLegend();
    showProviders();
}

void BlocksPane::showLegend() {
    while (QLayoutItem* item = m_legend->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto& series : m_pattern.series) {
        auto* badge = new Badge(m_themes);
        badge->setBadge(series.cause, QStringLiteral("%1 %2").arg(causeWords(series.cause)).arg(series.total));
        m_legend->addWidget(badge);
    }
    m_legend->addStretch(1);
}

void BlocksPane::showProviders() {
    const int current = m_providers->currentRow();
    m_providers->setRowCount(static_cast<int>(m_pattern.providers.size()));
    int row = 0;
    for (const auto& provider : m_pattern.providers) {
        const auto cause = provider.mainCause();
        auto* mostly = cell(causeWords(cause));
        mostly->setData(HistoryModel::CauseRole, static_cast<int>(cause));
        auto* name = cell(provider.name);
        QStringList hosts;
        for (const auto& host : provider.hosts)
            hosts += QString::fromUtf8(host);
        name->setToolTip(hosts.join(u'\n'));
        m_providers->setItem(row, Provider, name);
        m_providers->setItem(row, TurnedAway,
                             cell(QStringLiteral("%1 of %2").arg(provider.blocks).arg(provider.attempts)));
        m_providers->setItem(row, Mostly, mostly);
        m_providers->setItem(row, Last, cell(lastText(provider.last)));
        ++row;
    }
    if (row > 0)
        m_providers->setCurrentCell(std::clamp(current, 0, row - 1), 0);
}

void BlocksPane::chooseProvider(int row) {
    const auto& provider = m_pattern.providers.at(static_cast<std::size_t>(row));
    history::HistoryFilter filter;
    filter.blocksOnly = true;
    filter.hosts = provider.hosts;
    filter.from = m_pattern.span.from;
    filter.before = m_pattern.span.to();
    Q_EMIT attemptsWanted(filter,
                          QStringLiteral("%1 since %2").arg(provider.name, slotText(m_pattern.span, 0, m_utcOffset)));
}

void BlocksPane::chooseSlot(int slot, diagnosis::Cause cause) {
    history::HistoryFilter filter;
    filter.cause = cause;
    filter.from = m_pattern.span.start(slot);
    filter.before = m_pattern.span.start(slot + 1);
    Q_EMIT attemptsWanted(filter, QStringLiteral("%1 from %2 to %3")
                                      .arg(causeWords(cause), slotText(m_pattern.span, slot, m_utcOffset),
                                           slotText(m_pattern.span, slot + 1, m_utcOffset)));
}

} // namespace knockback::ui
