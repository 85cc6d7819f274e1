// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RetryPanel.h"

#include "ui/composer/PolicyText.h"
#include "ui/composer/ReflowGrid.h"
#include "ui/composer/RetryPanelChart.h"
#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <array>

namespace knockback::ui {

using retry::BackoffKind;
using retry::JitterKind;
using retry::PaceMode;

namespace {

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
    , m_preset(presetButton())
    , m_more(moreButton())
    , m_folded(new QWidget) {
    m_sentence->setObjectName(QStringLiteral("policySentence"));
    m_key->setObjectName(QStringLiteral("addKey"));
    m_sentence->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 5, 14, 3);
    column->setSpacing(4);
    column->addLayout(firstRow());
    column->addWidget(m_sentence);
    column->addWidget(m_folded);
    column->addLayout(preview(), 1);
    fillFold();
    fillBackoff();
    fillPace();
    showPolicy(m_policy);
    connect(&themes, &ThemeManager::changed, this, [this] { explain({}); });
}

// What most policies differ in: it is there at any height.
QLayout* RetryPanel::firstRow() {
    m_retryOn = newField(tr("Retry on"), "retryOn",
                         tr("Status codes, “network”, and causes such as overload: 429, 503, network"));
    m_baseCap = newField(tr("Base · cap"), "baseCap", tr("First wait and longest backoff: 500 ms · 60 s"));
    m_attempts = newField(tr("Attempts · budget"), "attempts",
                          tr("The first one included, and the share of calls that retries may be: 5 · 20 %"));
    prepareChoice(tr("Backoff"), *m_backoff);
    m_preset->setFixedHeight(m_baseCap->sizeHint().height());
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(captioned(tr("Preset"), m_preset), 8);
    row->addWidget(captioned(tr("Retry on"), m_retryOn), 9);
    row->addWidget(captioned(tr("Backoff"), m_backoff), 11);
    row->addWidget(captioned(tr("Base · cap"), m_baseCap), 8);
    row->addWidget(captioned(tr("Attempts · budget"), m_attempts), 9);
    return row;
}

// The rarer settings, behind the button beside the chart.
void RetryPanel::fillFold() {
    m_folded->setObjectName(QStringLiteral("policyFold"));
    m_longest = newField(tr("Longest wait"), "longestWait",
                         tr("A longer Retry-After stops the call; it is never cut short: 15 min"));
    m_limits = newField(tr("Attempt · call limit"), "timeLimits",
                        tr("How long one attempt and the whole call may take: 10 s · 5 min, or none · none"));
    m_circuit =
        newField(tr("Circuit opens at"), "circuit",
                 tr("Share of failures, of at least so many answers, and for how long: 50 % of 5 · 30 s, or off"));
    m_fallback = newField(tr("Fallback"), "fallback",
                          tr("What stands in for an answer: none, last-good, static TEXT, or url URL"));
    m_hedge = newField(tr("Hedge after"), "hedge",
                       tr("A second request beside a slow first one, idempotent methods only: 800 ms, or off"));
    prepareChoice(tr("Pace"), *m_pace);
    auto* fields = new ReflowGrid(110, 6);
    fields->add(captioned(tr("Pace"), m_pace));
    fields->add(captioned(tr("Longest wait"), m_longest));
    fields->add(captioned(tr("Attempt · call limit"), m_limits));
    fields->add(captioned(tr("Circuit opens at"), m_circuit));
    fields->add(captioned(tr("Fallback"), m_fallback));
    fields->add(captioned(tr("Hedge after"), m_hedge));
    auto* checks = new ReflowGrid(220, 3);
    for (auto* check : {m_unsafe, m_key, m_rotate}) {
        checks->add(check);
        connect(check, &QCheckBox::clicked, this, &RetryPanel::read);
    }
    auto* column = new QVBoxLayout(m_folded);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(fields);
    column->addWidget(checks);
    m_folded->hide();
}

QLayout* RetryPanel::preview() {
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(codeButton());
    buttons->addWidget(m_more);
    buttons->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_chart, 1);
    row->addStretch(0);
    row->addLayout(buttons);
    return row;
}

QLineEdit* RetryPanel::newField(const QString& name, const char* id, const QString& help) {
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1String(id));
    field->setAccessibleName(name);
    field->setAccessibleDescription(help);
    field->setToolTip(help);
    field->setMinimumWidth(64);
    connect(field, &QLineEdit::textEdited, this, &RetryPanel::read);
    connect(field, &QLineEdit::editingFinished, this, [this] { showPolicy(m_policy); });
    return field;
}

void RetryPanel::prepareChoice(const QString& name, QComboBox& box) {
    box.setAccessibleName(name);
    box.setMinimumWidth(64);
    box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(&box, &QComboBox::activated, this, [this] {
        Q_EMIT stepBegins();
        read();
    });
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
    m_preset->setText(presetName(m_policy) + QStringLiteral(" ▾"));
    m_preset->setAccessibleName(tr("Preset: %1").arg(presetName(m_policy)));
    showFold();
}

} // namespace knockback::ui
