// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/RetryPanel.h"

#include "ui/composer/PolicyText.h"
#include "ui/widgets/AppStyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace knockback::ui {

using retry::BackoffKind;
using retry::JitterKind;

namespace {

int key(BackoffKind kind, JitterKind jitter) {
    return static_cast<int>(kind) * 16 + static_cast<int>(jitter);
}

} // namespace

RetryPanel::RetryPanel(ThemeManager& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_backoff(new QComboBox)
    , m_unsafe(new QCheckBox(tr("Repeat POST and PATCH even without an Idempotency-Key")))
    , m_rotate(new QCheckBox(tr("Renew an expired credential once")))
    , m_sentence(new QLabel) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 8, 14, 8);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    m_retryOn = addField(*grid, 0, tr("Retry on"), "retryOn", tr("Status codes, and “network”: 429, 503, network"));
    auto* label = new QLabel(tr("Backoff"));
    setRole(label, "label");
    label->setBuddy(m_backoff);
    grid->addWidget(label, 0, 1);
    grid->addWidget(m_backoff, 1, 1);
    m_baseCap = addField(*grid, 2, tr("Base · cap"), "baseCap", tr("First wait and longest backoff: 500 ms · 60 s"));
    m_attempts = addField(*grid, 3, tr("Attempts · budget"), "attempts",
                          tr("The first one included, and the share of calls that retries may be: 5 · 20 %"));
    m_longest = addField(*grid, 4, tr("Longest wait"), "longestWait",
                         tr("A longer Retry-After stops the call; it is never cut short: 15 min"));
    m_sentence->setObjectName(QStringLiteral("policySentence"));
    m_sentence->setWordWrap(true);
    auto* checks = new QHBoxLayout;
    checks->setSpacing(16);
    checks->addWidget(m_unsafe);
    checks->addWidget(m_rotate);
    checks->addStretch(1);
    grid->addLayout(checks, 2, 0, 1, 5);
    grid->addWidget(m_sentence, 3, 0, 1, 5);
    for (int column = 0; column < 5; ++column)
        grid->setColumnStretch(column, column == 1 ? 3 : 2);
    grid->setRowStretch(4, 1);
    fillBackoff();
    show(m_policy);
    connect(m_backoff, &QComboBox::activated, this, &RetryPanel::read);
    connect(m_unsafe, &QCheckBox::clicked, this, &RetryPanel::read);
    connect(m_rotate, &QCheckBox::clicked, this, &RetryPanel::read);
    connect(&themes, &ThemeManager::changed, this, [this] { explain({}); });
}

QLineEdit* RetryPanel::addField(QGridLayout& grid, int column, const QString& label, const char* name,
                                const QString& help) {
    auto* caption = new QLabel(label);
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    field->setToolTip(help);
    field->setMinimumWidth(80);
    caption->setBuddy(field);
    setRole(caption, "label");
    grid.addWidget(caption, 0, column);
    grid.addWidget(field, 1, column);
    connect(field, &QLineEdit::textEdited, this, &RetryPanel::read);
    connect(field, &QLineEdit::editingFinished, this, [this] { show(m_policy); });
    return field;
}

void RetryPanel::fillBackoff() {
    m_backoff->setObjectName(QStringLiteral("backoff"));
    m_backoff->setAccessibleName(tr("Backoff"));
    m_backoff->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
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

void RetryPanel::load(const retry::RetryPolicy& policy) {
    m_policy = policy;
    show(policy);
}

void RetryPanel::show(const retry::RetryPolicy& policy) {
    m_retryOn->setText(retryOnText(policy));
    m_backoff->setCurrentIndex(m_backoff->findData(key(policy.backoff.kind, policy.backoff.jitter)));
    m_baseCap->setText(baseCapText(policy.backoff));
    m_attempts->setText(attemptsBudgetText(policy));
    m_longest->setText(spanText(policy.longestWait));
    for (auto* field : {m_retryOn, m_baseCap, m_attempts, m_longest})
        field->setCursorPosition(0); // a narrow field shows how its text begins
    m_unsafe->setChecked(policy.retryUnsafeMethods);
    m_rotate->setChecked(policy.rotateOnExpiredCredential);
    explain({});
}

void RetryPanel::read() {
    QString problem;
    const auto before = m_policy;
    const auto complain = [&problem](const QLineEdit* field) { problem = field->toolTip(); };
    if (const auto on = readRetryOn(m_retryOn->text())) {
        m_policy.statuses = on->statuses;
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
    m_policy.retryUnsafeMethods = m_unsafe->isChecked();
    m_policy.rotateOnExpiredCredential = m_rotate->isChecked();
    explain(problem);
    if (!(m_policy == before))
        Q_EMIT edited();
}

void RetryPanel::explain(const QString& problem) {
    m_sentence->setText(problem.isEmpty() ? policySentence(m_policy) : tr("Not understood yet. %1").arg(problem));
    const auto& theme = m_themes.theme();
    const QColor colour = problem.isEmpty() ? theme.textMuted : theme.danger();
    m_sentence->setStyleSheet(QStringLiteral("color: %1; font-size: %2px;").arg(colour.name()).arg(theme.type.small));
}

} // namespace knockback::ui
