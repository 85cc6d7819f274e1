// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/MinimizeView.h"

#include "app/retry/DurationText.h"
#include "ui/diagnosis/FindingWords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

namespace {

// As it was sent, with every secret hidden.
QString subtitleOf(const session::MinimizeOrder& order) {
    const auto& request = order.evidence->exchange.attempt().request;
    return QStringLiteral("%1 %2 · %3")
        .arg(QString::fromLatin1(request.method), QString::fromUtf8(request.url), order.evidence->diagnosis.title);
}

} // namespace

MinimizeView::MinimizeView(session::MinimizeOrder order, std::vector<WorkingRequest> working, ThemeManager& themes,
                           base::Scheduler& scheduler, QWidget* parent)
    : FindingFrame(QStringLiteral("minimize"), tr("Find the smallest request that is blocked"), subtitleOf(order),
                   parent)
    , m_order(std::move(order))
    , m_working(std::move(working))
    , m_countdown(scheduler)
    , m_table(new StepTable(tr("Probes"), {tr("Sent"), tr("Answer"), {}}, probeMark, themes)) {
    addText(
        tr("Up to %1 requests like this one go out, one after the other, at least %2 apart and within the announced "
           "rate. Parts are left out, or the plain headers of this program added; nothing is disguised. Each is a "
           "call of its own on the timeline.")
            .arg(m_order.probes)
            .arg(retry::durationText(m_order.gap)),
        "muted");
    buildChoices();
    m_table->setBadCause(m_order.evidence->diagnosis.cause);
    column().addWidget(m_table, 1);
    buildButtons();
    offer();
}

void MinimizeView::buildChoices() {
    if (!m_working.empty()) {
        auto* row = new QHBoxLayout;
        auto* label = new QLabel(tr("Compare with"));
        m_partner = new QComboBox;
        m_partner->setAccessibleName(tr("Request that works, to compare with"));
        m_partner->addItem(tr("nothing: leave parts out"));
        for (const auto& one : m_working)
            m_partner->addItem(one.text);
        label->setBuddy(m_partner);
        row->addWidget(label);
        row->addWidget(m_partner, 1);
        column().addLayout(row);
    }
    if (const QByteArray method = minimize::methodThatActs(m_order.blocked.draft); !method.isEmpty()) {
        m_consent = new QCheckBox(tr("Send up to %1 %2 requests. Each may change something on the server.")
                                      .arg(m_order.probes)
                                      .arg(QString::fromLatin1(method)));
        m_consent->setObjectName(QStringLiteral("consent"));
        connect(m_consent, &QCheckBox::toggled, this, &MinimizeView::offer);
        column().addWidget(m_consent);
    }
}

void MinimizeView::buildButtons() {
    m_escalate = addButton(tr("Escalate with it…"), "danger");
    m_copy = addButton(tr("Copy as curl"));
    m_open = addButton(tr("Open in a new tab"));
    connect(m_open, &QPushButton::clicked, this, [this] {
        const auto draft = m_news.result->smallest;
        accept();
        Q_EMIT openWanted(draft);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(m_news.smallestAttempt); });
    connect(m_escalate, &QPushButton::clicked, this, [this] {
        const auto call = m_news.smallestCall;
        accept();
        Q_EMIT escalateWanted(call);
    });
    connect(&startButton(), &QPushButton::clicked, this, &MinimizeView::start);
    connect(&m_countdown, &Countdown::changed, this, &MinimizeView::sayProgress);
}

// What can be done at this moment.
void MinimizeView::offer() {
    startButton().setEnabled(!m_consent || m_consent->isChecked());
    const bool found = m_news.over && m_news.result && m_news.smallestAttempt;
    for (auto* button : {m_escalate, m_copy, m_open})
        button->setVisible(found);
}

void MinimizeView::start() {
    auto order = m_order;
    if (m_consent && m_consent->isChecked())
        order.allowedMethods = {minimize::methodThatActs(order.blocked.draft)};
    if (m_partner && m_partner->currentIndex() > 0)
        order.working = m_working.at(std::size_t(m_partner->currentIndex()) - 1).draft;
    show(session::MinimizeNews{});
    setRunning(true);
    Q_EMIT startWanted(order);
}

void MinimizeView::show(const session::MinimizeNews& news) {
    m_news = news;
    m_table->setLines(linesOf(news));
    news.due ? m_countdown.start(*news.due) : m_countdown.stop();
    if (news.over) {
        setRunning(false);
        startButton().setText(tr("Search again"));
        say(news.refused.isEmpty() ? news.sentence : news.refused, false);
    } else {
        sayProgress();
    }
    offer();
}

void MinimizeView::sayProgress() {
    if (m_news.over || m_news.most == 0)
        return;
    const QString done = tr("Probe %1 of at most %2").arg(m_news.lines.size()).arg(m_news.most);
    say(m_countdown.running() ? tr("%1 · the next one in %2").arg(done, m_countdown.text()) : done, true);
}

} // namespace knockback::ui
