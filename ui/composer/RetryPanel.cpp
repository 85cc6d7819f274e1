// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RetryPanel.h"

#include "ui/composer/PolicyText.h"
#include "ui/composer/RetryPanelChart.h"
#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <array>

namespace knockback::ui {

using retry::BackoffKind;
using retry::JitterKind;
using retry::PaceMode;

namespace {

constexpr int columns = 5;

int key(BackoffKind kind, JitterKind jitter) {
    return static_cast<int>(kind) * 16 + static_cast<int>(jitter);
}

} // namespace

RetryPanel::RetryPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_backoff(new QComboBox)
    , m_pace(new QComboBox)
    , m_unsafe(new QCheckBox(tr("Repeat POST and PATCH without a key")))
    , m_key(new QCheckBox(tr("Add an Idempotency-Key")))
    , m_rotate(new QCheckBox(tr("Renew an expired credential once")))
    , m_sentence(new QLabel)
    , m_chart(new RetryPanelChart(themes))
    , m_preset(presetButton()) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 8, 14, 8);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    m_retryOn = addField(*grid, 0, tr("Retry on"), "retryOn",
                         tr("Status codes, “network”, and causes such as overload: 429, 503, network"));
    addChoice(*grid, 1, tr("Backoff"), *m_backoff);
    m_baseCap = addField(*grid, 2, tr("Base · cap"), "baseCap", tr("First wait and longest backoff: 500 ms · 60 s"));
    m_attempts = addField(*grid, 3, tr("Attempts · budget"), "attempts",
                          tr("The first one included, and the share of calls that retries may be: 5 · 20 %"));
    m_longest = addField(*grid, 4, tr("Longest wait"), "longestWait",
                         tr("A longer Retry-After stops the call; it is never cut short: 15 min"));
    addChoice(*grid, 6, tr("Pace"), *m_pace);
    m_limits = addField(*grid, 5, tr("Attempt · call limit"), "timeLimits",
                        tr("How long one attempt and the whole call may take: 10 s · 5 min, or none · none"));
    m_circuit =
        addField(*grid, 7, tr("Circuit opens at"), "circuit",
                 tr("Share of failures, of at least so many answers, and for how long: 50 % of 5 · 30 s, or off"));
    m_fallback = addField(*grid, 8, tr("Fallback"), "fallback",
                          tr("What stands in for an answer: none, last-good, static TEXT, or url URL"));
    m_hedge = addField(*grid, 9, tr("Hedge after"), "hedge",
                       tr("A second request beside a slow first one, idempotent methods only: 800 ms, or off"));
    m_sentence->setObjectName(QStringLiteral("policySentence"));
    m_sentence->setWordWrap(true);
    auto* sum = new QHBoxLayout;
    sum->setSpacing(8);
    sum->addWidget(m_sentence, 1);
    sum->addWidget(m_preset);
    sum->addWidget(codeButton());
    grid->addLayout(sum, 2, 0, 1, columns);
    grid->addWidget(m_chart, 3, 0, 1, columns);
    grid->addLayout(checks(), 6, 0, 1, columns);
    constexpr std::array<int, columns> stretch{5, 6, 4, 5, 3};
    for (int column = 0; column < columns; ++column)
        grid->setColumnStretch(column, stretch.at(static_cast<std::size_t>(column)));
    grid->setRowStretch(7, 1);
    fillBackoff();
    fillPace();
    showPolicy(m_policy);
    connect(&themes, &ThemeManager::changed, this, [this] { explain({}); });
}

// Two and two, so that a narrow window has room for them.
QLayout* RetryPanel::checks() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(2);
    grid->setContentsMargins(0, 4, 0, 0);
    int place = 0;
    for (auto* check : {m_unsafe, m_key, m_rotate}) {
        grid->addWidget(check, place / 2, place % 2);
        ++place;
        connect(check, &QCheckBox::clicked, this, &RetryPanel::read);
    }
    grid->setColumnStretch(2, 1);
    return grid;
}

int RetryPanel::rowOf(int place) {
    return place < columns ? 0 : 4; // the sentence and the chart stand between the rows
}

QLineEdit* RetryPanel::addField(QGridLayout& grid, int place, const QString& label, const char* name,
                                const QString& help) {
    auto* caption = new QLabel(label);
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    field->setToolTip(help);
    field->setMinimumWidth(80);
    caption->setBuddy(field);
    setRole(caption, "label");
    grid.addWidget(caption, rowOf(place), place % columns);
    grid.addWidget(field, rowOf(place) + 1, place % columns);
    connect(field, &QLineEdit::textEdited, this, &RetryPanel::read);
    connect(field, &QLineEdit::editingFinished, this, [this] { showPolicy(m_policy); });
    return field;
}

void RetryPanel::addChoice(QGridLayout& grid, int place, const QString& label, QComboBox& box) {
    auto* caption = new QLabel(label);
    setRole(caption, "label");
    caption->setBuddy(&box);
    box.setAccessibleName(label);
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    grid.addWidget(caption, rowOf(place), place % columns);
    grid.addWidget(&box, rowOf(place) + 1, place % columns);
    connect(&box, &QComboBox::activated, this, &RetryPanel::read);
}

void RetryPanel::fillBackoff() {
    m_backoff->setObjectName(QStringLiteral("backoff"));
    const std::array<std::pair<BackoffKind, QString>, 3> kinds{{{BackoffKind::Exponential, tr("Exponential")},
                                                                {BackoffKind::Linear, tr("Linear")},
                                                                {BackoffKind::Constant, tr("Constant")}}};
    const std::array<std::pair<JitterKind, QString>, 4> jitters{{{JitterKind::Full, tr("full jitter")},
                                                                 {JitterKind::Equal, tr("equal jitter")},
                                                                 {JitterKind::Decorrelated, tr("decorrelated")},
                                                                 {JitterKind::None, tr("no jitter")}}};
    for (const auto& [kind, kindText] : kinds) {
        for (const auto& [jitter, jitterText] : jitters)
            m_backoff->addItem(kindText + QStringLiteral(" · ") + jitterText, key(kind, jitter));
    }
}

void RetryPanel::fillPace() {
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setToolTip(tr("How the quota that a server announces is spent by all calls together"));
    m_pace->addItem(tr("Burst, then wait"), static_cast<int>(PaceMode::Burst));
    m_pace->addItem(tr("Spread evenly"), static_cast<int>(PaceMode::Spread));
    m_pace->addItem(tr("Greedy"), static_cast<int>(PaceMode::Greedy));
    m_pace->addItem(tr("Off"), static_cast<int>(PaceMode::Off));
}

void RetryPanel::load(const retry::RetryPolicy& policy) {
    m_policy = policy;
    showPolicy(policy);
}

void RetryPanel::showPolicy(const retry::RetryPolicy& policy) {
    m_retryOn->setText(retryOnText(policy));
    m_backoff->setCurrentIndex(m_backoff->findData(key(policy.backoff.kind, policy.backoff.jitter)));
    m_pace->setCurrentIndex(m_pace->findData(static_cast<int>(policy.pace)));
    m_baseCap->setText(baseCapText(policy.backoff));
    m_attempts->setText(attemptsBudgetText(policy));
    m_longest->setText(spanText(policy.longestWait));
    m_limits->setText(timeLimitsText(policy));
    m_circuit->setText(circuitText(policy.circuit));
    m_fallback->setText(fallbackText(policy));
    m_hedge->setText(hedgeText(policy));
    for (auto* field : {m_retryOn, m_baseCap, m_attempts, m_longest, m_limits, m_circuit, m_fallback, m_hedge})
        field->setCursorPosition(0); // a narrow field shows how its text begins
    m_unsafe->setChecked(policy.retryUnsafeMethods);
    m_key->setChecked(policy.addIdempotencyKey);
    m_rotate->setChecked(policy.rotateOnExpiredCredential);
    explain({});
}

void RetryPanel::read() {
    QString problem;
    const auto before = m_policy;
    const auto complain = [&problem](const QLineEdit* field) { problem = field->toolTip(); };
    readFirstRow(complain);
    readSecondRow(complain);
    m_policy.retryUnsafeMethods = m_unsafe->isChecked();
    m_policy.addIdempotencyKey = m_key->isChecked();
    m_policy.rotateOnExpiredCredential = m_rotate->isChecked();
    explain(problem);
    if (!(m_policy == before))
        Q_EMIT edited();
}

void RetryPanel::readFirstRow(const std::function<void(const QLineEdit*)>& complain) {
    if (const auto on = readRetryOn(m_retryOn->text())) {
        m_policy.statuses = on->statuses;
        m_policy.causes = on->causes;
        m_policy.onNetworkFailure = on->network;
    } else {
        complain(m_retryOn);
    }
    m_policy.backoff.kind = static_cast<BackoffKind>(m_backoff->currentData().toInt() / 16);
    m_policy.backoff.jitter = static_cast<JitterKind>(m_backoff->currentData().toInt() % 16);
    if (const auto span = readBaseCap(m_baseCap->text())) {
        m_policy.backoff.base = span->base;
        m_policy.backoff.cap = span->cap;
    } else {
        complain(m_baseCap);
    }
    if (const auto attempts = readAttemptsBudget(m_attempts->text())) {
        m_policy.maxAttempts = attempts->attempts;
        m_policy.budgetRatio = attempts->ratio;
    } else {
        complain(m_attempts);
    }
    if (const auto longest = readSpan(m_longest->text()))
        m_policy.longestWait = *longest;
    else
        complain(m_longest);
}

void RetryPanel::readSecondRow(const std::function<void(const QLineEdit*)>& complain) {
    m_policy.pace = static_cast<PaceMode>(m_pace->currentData().toInt());
    if (const auto limits = readTimeLimits(m_limits->text())) {
        m_policy.attemptTimeout = limits->attempt;
        m_policy.callTimeout = limits->call;
    } else {
        complain(m_limits);
    }
    if (const auto circuit = readCircuit(m_circuit->text(), m_policy.circuit))
        m_policy.circuit = *circuit;
    else
        complain(m_circuit);
    if (const auto fallback = readFallback(m_fallback->text()))
        m_policy.fallback = *fallback;
    else
        complain(m_fallback);
    if (const auto hedge = readHedge(m_hedge->text()))
        m_policy.hedgeAfter = hedge->after;
    else
        complain(m_hedge);
}

void RetryPanel::explain(const QString& problem) {
    m_sentence->setText(problem.isEmpty() ? policySentence(m_policy) : tr("Not understood yet. %1").arg(problem));
    const auto& theme = m_themes.theme();
    const QColor colour = problem.isEmpty() ? theme.textMuted : theme.danger();
    m_sentence->setStyleSheet(QStringLiteral("color: %1; font-size: %2px;").arg(colour.name()).arg(theme.type.small));
    m_chart->setPolicy(m_policy);
    m_preset->setText(tr("Preset: %1").arg(presetName(m_policy)) + QStringLiteral(" ▾"));
}

} // namespace knockback::ui
